using System.CommandLine;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Prints the spec of a model, which one can edit and train.</summary>
internal sealed class SpecCommand : CliCommand
{
    private readonly Argument<string> _what;
    private readonly Option<string> _out = CliOption.Value("--out", "FILE", Phrase.Mark("the .json file to write; it must not exist yet (stdout)"));

    public SpecCommand()
        : base("spec", Phrase.Mark("Print a model as JSON, to be edited and given to 'train'."))
    {
        _what = AddArgument("WHAT", ModelSubject.Words);
        AddGroup(Phrase.Mark("Output"), _out);
        AddGroup(Phrase.Mark("Model"), [ShapeChoice.Input, .. ModelChoice.All]);
        Examples = ["hourglass spec deep --code 2", "hourglass spec deep --out my-model.json", "hourglass train my-model.json"];
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(CliContext context, OptionValues values)
    {
        string? path = ReadPath(context, values);
        ModelSubject subject = ModelSubject.Read(context, values, values.Text(_what)!);
        if (path is null)
        {
            context.Out.WriteLine(SpecJson.Write(subject.Model));
            return Task.FromResult(ExitCode.Ok);
        }

        // What somebody has edited is not to be lost by a repeated command.
        if (File.Exists(path)) throw new IOException(Phrase.Of($"{path}: there is such a file already. Choose another --out, or delete it."));
        SpecJson.WriteFile(subject.Model, path);
        context.Error.WriteLine(Phrase.Of($"Wrote {context.Short(path)}; train it with: hourglass train {CommandText.Quote(context.Short(path))}"));
        return Task.FromResult(ExitCode.Ok);
    }

    private string? ReadPath(CliContext context, OptionValues values)
    {
        if (values.Text(_out) is not { } name) return null;
        string path = context.Full(name);
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) values.Refuse(_out, name, Phrase.Of("a file that ends in .json"));
        else if (Directory.Exists(path)) values.Refuse(_out, name, Phrase.Of("a file, not a folder"));
        return path;
    }
}

using System.CommandLine;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>A command that makes up codes and decodes them: what all of them read, write and say.</summary>
internal abstract class GeneratorCommand : CliCommand
{
    private readonly Argument<string> _run;
    private readonly Option<string> _data = CliOption.Value("--data", "NAME", Phrase.Mark("another data set than that of the run, by name or path"));
    private readonly Option<string> _out = CliOption.Value("--out", "FOLDER", Phrase.Mark("where the files go (generated, in the run folder)"));

    protected GeneratorCommand(string name, string description, params ReadOnlySpan<Option> options)
        : base(name, description)
    {
        _run = AddArgument("RUN", Phrase.Mark("the run folder, or a .safetensors file"));
        AddGroup(
            Phrase.Mark("Options"),
            [.. options, _data, _out, SharedOptions.Threads, SharedOptions.Json, SharedOptions.Quiet, SharedOptions.Verbose]);
        AddGroup(FileChoice.Title, FileChoice.Reading);
    }

    /// <inheritdoc/>
    public sealed override async Task<int> RunAsync(CliContext context, OptionValues values)
    {
        Func<CodeSource, Task<Generated>> generate = Read(values);
        string? data = DataChoice.ReadName(values, _data), folder = values.Text(_out);
        int threads = SharedOptions.ReadThreads(values);
        values.ThrowIfWrong();

        Notes notes = Notes.Read(context, values);
        ModelSource source = ModelSource.Load(context, values.Text(_run)!);
        source.EnsureReconstructs();
        using Workers workers = new(threads);
        CodeSource codes = new(source, new DataLoading(context, notes), FileChoice.Over(values, source.SamplesOr(data), data is not null), workers);
        Generated generated = await generate(codes).ConfigureAwait(false);
        string path = folder is null ? Path.Combine(source.Folder, GeneratedFiles.FolderName) : context.Full(folder);
        IReadOnlyList<string> files = GeneratedFiles.Write(path, generated, source.Network.Spec);
        notes.Say(generated.Description);
        if (!generated.IsPicture) notes.Say(Phrase.Of($"Samples of {source.Network.Spec.OutputShape} are no pictures: numbers are written instead."));
        notes.Say(Phrase.Of($"Wrote {string.Join(", ", files.Select(context.Short))}."));
        if (values.Flag(SharedOptions.Json)) context.Out.WriteLine(GeneratedFigures.Of(source, generated, files).ToJson());
        return ExitCode.Ok;
    }

    /// <summary>Reads the command's own options and notes what is wrong with them.</summary>
    /// <returns>What the command then does.</returns>
    protected abstract Func<CodeSource, Task<Generated>> Read(OptionValues values);

    /// <summary>Reads a whole number within bounds.</summary>
    protected static int ReadCount(OptionValues values, Option<string> option, int otherwise, int least, int most)
    {
        int count = values.Int(option) ?? otherwise;
        if (count < least || count > most) values.Refuse(option, values.Text(option)!, Phrase.Of($"{least} to {Figures.Count(most)}"));
        return count;
    }
}

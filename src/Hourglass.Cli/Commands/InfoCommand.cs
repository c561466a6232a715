using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Shows the layers of a model, and what a run was made of.</summary>
internal sealed class InfoCommand : CliCommand
{
    private readonly Argument<string> _what;
    private readonly Option<string> _batch = CliOption.Value(
        "--batch", "N", Phrase.Mark("samples at once, for the memory (those of the run, or of the model)"));
    private readonly Option<string> _diagram = CliOption.Value("--diagram", "FILE", Phrase.Mark("draw the network into an .svg or .png file"));

    public InfoCommand()
        : base("info", Phrase.Mark("Show a model: its layers, parameters, compression and memory."))
    {
        _what = AddArgument("WHAT", ModelSubject.Words);
        AddGroup(Phrase.Mark("Options"), _diagram, _batch, SharedOptions.Json);
        AddGroup(Phrase.Mark("Model"), [ShapeChoice.Input, .. ModelChoice.All]);
        Examples =
        [
            "hourglass info deep --code 2",
            "hourglass info runs/dense32 --diagram model.svg",
            "hourglass info my-model.json --batch 1024 --json",
        ];
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(CliContext context, OptionValues values)
    {
        int? batch = values.Int(_batch);
        if (batch < 1) values.Refuse(_batch, values.Text(_batch)!, Phrase.Of("1 or more"));
        string? diagram = values.Has(_diagram) ? SampleWriter.ReadPath(context, values, _diagram, ".svg", ".png") : null;
        ModelSubject subject = ModelSubject.Read(context, values, values.Text(_what)!);

        ModelFigures figures = ModelFigures.Of(subject.Model, subject.Training with { Batch = batch ?? subject.Training.Batch }, subject.Target);
        if (diagram is not null)
        {
            byte[] picture = NetworkChart.Of(subject.Model).ToFile(Path.GetExtension(diagram));
            AtomicFile.Write(diagram, stream => stream.Write(picture));
        }

        if (values.Flag(SharedOptions.Json))
        {
            context.Out.WriteLine(figures.ToJson());
            return Task.FromResult(ExitCode.Ok);
        }

        ModelTable.Write(context, figures);
        ModelTable.WriteMemory(context, figures);
        if (diagram is not null) context.Out.WriteLine(Phrase.Of($"The network is drawn in {context.Short(diagram)}."));
        if (subject.Folder is { } folder) WriteRun(context, folder, subject.Recipe!);
        return Task.FromResult(ExitCode.Ok);
    }

    private static void WriteRun(CliContext context, RunFolder folder, Recipe recipe)
    {
        TrainingOptions training = recipe.Training;
        context.Out.WriteLine();
        Table table = new();
        table.Add(Phrase.Of("data"), recipe.Data.Name);
        if (recipe.Pca is { } pca)
        {
            table.Add(Phrase.Of("components"), pca.ToOptions(recipe.Model.CodeSize, training.Seed).Describe());
        }
        else
        {
            table.Add(Phrase.Of("training"), Phrase.Of($"{training.Epochs} epochs in batches of {training.Batch}, seed {training.Seed}"));
            table.Add(Phrase.Of("loss"), $"{SpecNames.Of(recipe.Model.Loss.Kind)}, {SpecNames.Of(recipe.Model.Loss.Reduction)}");
            table.Add(Phrase.Of("optimizer"), OneLine(SpecJson.Write(training.Optimizer)));
        }

        table.Write(context.Out);
        context.Out.WriteLine();
        if (folder.ReadResult() is { } result) ResultTable.Write(context, result, recipe, folder);
        else context.Out.WriteLine(Phrase.Of($"This run has not ended yet; go on with: {CommandText.Resume(context, folder)}"));
    }

    private static string OneLine(string json) => string.Join(' ', json.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Lists the models that have a name, or shows what one of them takes.</summary>
internal sealed class ModelsCommand : CliCommand
{
    private readonly Argument<string> _name;

    public ModelsCommand()
        : base("models", Phrase.Mark("List the models that have a name, or the options and defaults of one."))
    {
        _name = AddArgument("NAME", Phrase.Mark("the model to explain; all are listed without it"), isOptional: true);
        Examples = ["hourglass models", "hourglass models deep"];
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(CliContext context, OptionValues values)
    {
        if (values.Text(_name) is not { } name) WriteAll(context);
        else if (Models.All.FirstOrDefault(model => model.Name == name) is { } model) Write(context, model);
        else throw new UsageException([$"NAME: {NearestName.Explain(name, Models.Names)}"]);
        return Task.FromResult(ExitCode.Ok);
    }

    private static void WriteAll(CliContext context)
    {
        HelpWriter.WriteRows(context.Out, Phrase.Of("Models"), HelpWriter.WidthOf(context), Models.All.Select(static model => (model.Name, Phrase.Of(model.Description))));
        context.Out.WriteLine();
        context.Out.WriteLine(Phrase.Of("'hourglass models NAME' shows options and defaults, 'hourglass spec NAME' JSON."));
    }

    private static void Write(CliContext context, NamedModel model)
    {
        int width = HelpWriter.WidthOf(context);
        HelpWriter.WriteRows(context.Out, Phrase.Of("Model"), width, [(model.Name, Phrase.Of(model.Description))]);
        HelpWriter.WriteRows(context.Out, Phrase.Of("Options"), width, model.Options.Select(option =>
            ($"{ModelChoice.NameOf(option)} {option.Value}", $"{Phrase.Of(option.Description)} ({option.Write(model.Defaults)})")));
        if (model.Pca is null) WriteTraining(context, model, width);
        else HelpWriter.WriteRows(context.Out, Phrase.Of("Principal components"), width, PcaChoice.All.Select(static option => (HelpWriter.Left(option), Phrase.Of(option.Description!))));
        context.Out.WriteLine();
        context.Out.WriteLine(Phrase.Of($"What stands in (parentheses) is the default. 'hourglass info {model.Name}' shows the layers."));
    }

    private static void WriteTraining(CliContext context, NamedModel model, int width)
    {
        TrainingOptions training = model.Training;
        (string, string)[] rows =
        [
            ("--target NAME", Phrase.Of($"what to answer a sample with ({SpecNames.Of(model.Target)})")),
            ("--epochs N", Phrase.Of($"passes over the training set ({Write(training.Epochs)})")),
            ("--batch N", Phrase.Of($"samples per step ({Write(training.Batch)})")),
            ("--optimizer NAME", Phrase.Of($"what takes the steps ({WordOf(training.Optimizer)})")),
            ("--learning-rate X", Phrase.Of($"how far a step goes ({Write(training.Optimizer.LearningRate)})")),
        ];
        HelpWriter.WriteRows(context.Out, Phrase.Of("Training"), width, rows);
        if (model.Pretraining is { } pretraining)
            HelpWriter.WriteRows(context.Out, Phrase.Of("Pre-training"), width, [("--pretraining-epochs N", Phrase.Of($"epochs for each layer ({Write(pretraining.Epochs)})"))]);
    }

    private static string Write(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static string WordOf(OptimizerSpec optimizer)
    {
        using JsonDocument json = JsonDocument.Parse(SpecJson.Write(optimizer));
        return json.RootElement.GetProperty("optimizer").GetString()!;
    }
}

using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Shows the layers of a model, and what a run was made of.</summary>
internal sealed class InfoCommand : CliCommand
{
    private static readonly Shape ExampleInput = new(1, Digits.Side, Digits.Side);

    private readonly Argument<string> _what;
    private readonly Option<string> _batch = CliOption.Value(
        "--batch", "N", "samples per step, for the memory of training (that of the run, or 256)");

    public InfoCommand()
        : base("info", "Show a model: its layers, parameters, compression and memory.")
    {
        _what = AddArgument("WHAT", "a run folder, a .safetensors or .json file, or the name of a model (with 28x28 pixels)");
        AddGroup("Options", [_batch, .. ModelChoice.All]);
        Examples = ["hourglass info deep --code 2", "hourglass info runs/dense32", "hourglass info my-model.json --batch 1024"];
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(CliContext context, OptionValues values)
    {
        string what = values.Text(_what)!;
        int? batch = values.Int(_batch);
        if (batch < 1) values.Refuse(_batch, values.Text(_batch)!, "1 or more");
        string path = context.Full(what);
        bool isRun = Directory.Exists(path);
        if (!isRun && !File.Exists(path) && (Path.HasExtension(what) || what.AsSpan().ContainsAny('/', '\\')))
        {
            string names = string.Join(", ", Models.Names);
            throw new FileNotFoundException(
                $"{path}: there is no such file or folder, expected a run folder, a model file, a spec, or one of {names}.");
        }

        ModelChoice? choice = isRun || ModelSource.IsModelFile(what) ? null : ModelChoice.Read(context, values, what);
        if (choice is null) ModelChoice.RefuseOptions(values, what);
        values.ThrowIfWrong();

        RunFolder? folder = isRun ? RunFolder.Open(path) : null;
        Recipe? recipe = folder?.ReadRecipe();
        ModelSpec model = recipe?.Model ?? choice?.Build(ExampleInput) ?? ModelSource.Load(context, what).Network.Spec;
        SpecValidator.EnsureValid(model);
        ModelTable.Write(context, model);
        TrainingOptions training = recipe?.Training ?? new TrainingOptions();
        WriteMemory(context, model, training with { Batch = batch ?? training.Batch });
        if (folder is not null) WriteRun(context, folder, recipe!);
        return Task.FromResult(ExitCode.Ok);
    }

    private static void WriteMemory(CliContext context, ModelSpec model, TrainingOptions training)
    {
        RecipeChecks.EnsureMemory(model);
        Network network = Network.Build(model, new RandomKey(training.Seed));
        long plan = Plan.ForTraining(network, training.Batch, Workers.Single).Bytes;
        long parameters = sizeof(float) * (long)network.Parameters.Values.Length;
        long optimizer = parameters * training.Optimizer.Build(network.Parameters).Slots.Count;
        context.Out.WriteLine(
            $"Training in batches of {Figures.Count(training.Batch)} takes {Figures.Bytes(plan + parameters + optimizer)}: "
            + $"plan {Figures.Bytes(plan)}, parameters {Figures.Bytes(parameters)}, optimizer {Figures.Bytes(optimizer)}.");
    }

    private static void WriteRun(CliContext context, RunFolder folder, Recipe recipe)
    {
        TrainingOptions training = recipe.Training;
        context.Out.WriteLine();
        Table table = new();
        table.Add("data", recipe.Data.Name);
        string epochs = FormattableString.Invariant($"{training.Epochs} epochs in batches of {training.Batch}, seed {training.Seed}");
        table.Add("training", epochs);
        table.Add("loss", $"{SpecNames.Of(recipe.Model.Loss.Kind)}, {SpecNames.Of(recipe.Model.Loss.Reduction)}");
        table.Add("optimizer", OneLine(SpecJson.Write(training.Optimizer)));
        table.Write(context.Out);
        context.Out.WriteLine();
        if (ResumeCommand.ReadResult(folder) is { } result) ResultTable.Write(context, result, recipe.Model, folder);
        else context.Out.WriteLine($"This run has not ended yet; go on with: {CommandText.Resume(context, folder)}");
    }

    private static string OneLine(string json) => string.Join(' ', json.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

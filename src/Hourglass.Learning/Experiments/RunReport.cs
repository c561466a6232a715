using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Gathers what the report of a run shows.</summary>
internal sealed class RunReport(
    Recipe recipe,
    DataSplit split,
    Trainer trainer,
    TrainingResult training,
    RunEvaluation evaluation,
    RunResult result,
    string command,
    Workers workers,
    TimeProvider time)
{
    private const int Shown = 10;
    private const int MostFilters = 64;

    private readonly Network _network = trainer.Network;

    public ReportData Build() => new()
    {
        Title = $"{recipe.Model.Name} on {recipe.Data.Name}",
        Description = Describe(),
        Created = time.GetLocalNow(),
        Figures = Figures(),
        Findings = [.. Findings()],
        Input = recipe.Model.Input,
        Layers = ModelSummary.Layers(recipe.Model),
        LossName = LossName(),
        Epochs = [.. training.State.History.Select(static e => new ReportEpoch(e.Epoch, e.Loss, e.ValidationLoss, e.LearningRate, e.Seconds))],
        ErrorName = "squared error per image",
        Samples = IsImage ? Images([.. Enumerable.Range(0, Math.Min(Shown, split.Test.Count))]) : null,
        Best = IsImage ? Images([.. ByError().Take(Shown)]) : null,
        Worst = IsImage ? Images([.. ByError().Reverse().Take(Shown)]) : null,
        ClassErrors = [.. ClassErrors()],
        Filters = Filters(),
        Codes = Codes(),
        Generated = IsImage ? new GeneratedReport(_network, split.Test, workers).Build(recipe.Training.Seed) : null,
        Command = command,
        Recipe = JsonSerializer.Serialize(recipe, RecipeJsonContext.Current),
        Versions =
        [
            new("Hourglass", Experiment.Version),
            new(".NET", RuntimeInformation.FrameworkDescription.Replace(".NET ", "", StringComparison.Ordinal)),
            new("System", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}"),
            new("Vector width", string.Create(CultureInfo.InvariantCulture, $"{(int)Simd.Widest} bits")),
            new("Threads", workers.Count.ToString(CultureInfo.InvariantCulture)),
        ],
    };

    private bool IsImage => split.Test.Shape is { Height: > 1, Width: > 1, Channels: 1 or 3 };

    private string Describe()
    {
        TrainingOptions options = recipe.Training;
        string loss = SpecNames.Of(recipe.Model.Loss.Kind), optimizer = options.Optimizer.GetType().Name.Replace("Spec", "", StringComparison.Ordinal);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"An autoencoder from {recipe.Model.Input} to a code of {recipe.Model.CodeSize} and back, trained on {split.Train.Count:N0} samples of {split.Train.Name} by {optimizer} at a learning rate of {options.Optimizer.LearningRate} in batches of {options.Batch}, loss {loss}, {training.State.History.Count} of {options.Epochs} epochs, seed {options.Seed}. {training.Reason}");
    }

    private List<ReportFigure> Figures() =>
    [
        ReportFigure.Of("Test error", result.TestMse, "mse per pixel", string.Create(CultureInfo.InvariantCulture, $"answering with the mean image: {result.MeanImageMse:G4}")),
        ReportFigure.Of("Test error", result.TestSsePerImage, "squared error per image"),
        ReportFigure.Of("Test cross-entropy", result.TestBce, "nats per pixel"),
        ReportFigure.Of("Training error", result.TrainMse, "mse per pixel"),
        ReportFigure.Of("Code size", result.CodeSize, "numbers", string.Create(CultureInfo.InvariantCulture, $"of {recipe.Model.Input.Size} in the input")),
        ReportFigure.Of("Compression", result.CompressionRatio, "to 1"),
        ReportFigure.Of("Parameters", result.Parameters),
        ReportFigure.Of(
            "Training time",
            TimeSpan.FromSeconds(result.Seconds),
            string.Create(CultureInfo.InvariantCulture, $"{result.SamplesPerSecond:N0} samples/s on {result.Threads} {(result.Threads == 1 ? "thread" : "threads")}, median epoch")),
    ];

    private IEnumerable<ReportFinding> Findings()
    {
        if (training.Outcome == TrainingOutcome.Diverged)
        {
            yield return new ReportFinding(
                ReportSeverity.Problem, training.Reason, BrokenWeights(),
                "Lower the learning rate or set a gradient clip, then train again.");
        }
        else if (result.TestMse > 0.99 * result.MeanImageMse)
        {
            yield return new ReportFinding(
                ReportSeverity.Problem,
                string.Create(CultureInfo.InvariantCulture, $"The test error per pixel, {result.TestMse:G4}, is no better than that of the mean image, {result.MeanImageMse:G4}."),
                "The model answers every image with nearly the same picture: the code carries nothing.",
                "Train longer, raise the learning rate, or use Adam and another activation.");
        }

        if (training.Outcome is TrainingOutcome.Cancelled)
            yield return new ReportFinding(ReportSeverity.Warning, training.Reason, "The figures are those of an unfinished training.", "Run 'hourglass resume' on this folder.");
        if (result.CompressionRatio <= 1)
        {
            yield return new ReportFinding(
                ReportSeverity.Note,
                string.Create(CultureInfo.InvariantCulture, $"The code has {result.CodeSize} numbers for {recipe.Model.Input.Size} of the input."),
                "Nothing is compressed: such a network can learn to copy.",
                "Choose a smaller code, or keep it busy with noise or a sparsity penalty.");
        }
    }

    private string BrokenWeights() => recipe.Training.TakesBest && training.State.BestEpoch > 0
        ? string.Create(CultureInfo.InvariantCulture, $"The weights are those of epoch {training.State.BestEpoch}, the best before it broke down.")
        : "The weights are those of a training that broke down; their figures mean nothing.";

    private string LossName() => recipe.Model.Loss.Reduction == LossReduction.Mean
        ? $"{SpecNames.Of(recipe.Model.Loss.Kind)} per pixel"
        : $"{SpecNames.Of(recipe.Model.Loss.Kind)} per image";

    private IEnumerable<int> ByError() =>
        Enumerable.Range(0, split.Test.Count).OrderBy(i => evaluation.Test.SquaredErrors[i]).ThenBy(static i => i);

    private ReportImages Images(int[] indices)
    {
        float[] originals = Representations.Read(split.Test, indices, workers);
        float[] reconstructions = new Inference(_network, workers).Reconstruct(originals);
        string[] labels = split.Test.Labels.IsEmpty ? [] : [.. indices.Select(i => split.Test.ClassNames[split.Test.Labels.Span[i]])];
        return new ReportImages(
            new ImageBatch(split.Test.Shape, originals),
            new ImageBatch(split.Test.Shape, reconstructions),
            [.. indices.Select(i => (double)evaluation.Test.SquaredErrors[i])],
            labels);
    }

    private IEnumerable<ReportClassError> ClassErrors()
    {
        if (split.Test.Labels.IsEmpty) return [];
        return Enumerable.Range(0, split.Test.Count)
            .GroupBy(i => split.Test.Labels.Span[i])
            .OrderBy(static group => group.Key)
            .Select(group => new ReportClassError(
                split.Test.ClassNames[group.Key], group.Average(i => (double)evaluation.Test.SquaredErrors[i]), group.Count()));
    }

    private ImageBatch? Filters()
    {
        if (!IsImage || _network.Encoder.FirstOrDefault(static layer => !layer.IsView) is not Linear first) return null;
        Parameter weight = _network.Parameters.All.First(p => ReferenceEquals(p.Layer, first) && p.Info.Kind == ParameterKind.Weight);
        float[] values = ParameterSet.Export(weight, _network.Parameters.Values);
        int count = Math.Min(MostFilters, first.Output.Size);
        return new ImageBatch(split.Test.Shape, values.AsMemory(0, count * split.Test.Shape.Size));
    }

    private ReportCodes? Codes()
    {
        if (recipe.Model.CodeSize != 2) return null;
        float[] codes = Representations.Encode(_network, split.Test, workers);
        return new ReportCodes(
            [.. Enumerable.Range(0, split.Test.Count).Select(i => codes[2 * i])],
            [.. Enumerable.Range(0, split.Test.Count).Select(i => codes[(2 * i) + 1])],
            split.Test.Labels.ToArray(),
            split.Test.ClassNames);
    }
}

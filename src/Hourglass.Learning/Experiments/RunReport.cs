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
    Network network,
    TrainingResult training,
    RunEvaluation evaluation,
    RunResult result,
    string command,
    Workers workers,
    TimeProvider time)
{
    private const int Shown = 10;

    /// <summary>Gets what layer-wise pre-training left; null without it.</summary>
    public PretrainingResult? Pretraining { get; init; }

    /// <summary>Gets the components of a model that was computed from them; null where it was trained.</summary>
    public PcaFit? Fit { get; init; }

    public ReportData Build() => new()
    {
        Title = Title(),
        Description = Describe(),
        Created = time.GetLocalNow(),
        Figures = Figures(),
        Findings = Doctor.Examine(new TrainedRun(recipe, network, split, training.State.History, result), workers),
        Input = recipe.Model.Input,
        Layers = ModelSummary.Layers(recipe.Model),
        Loss = ModelSummary.Loss(recipe.Model.Loss),
        LossName = LossName(),
        Epochs = [.. training.State.History.Select(static e => new ReportEpoch(e.Epoch, e.Loss, e.ValidationLoss, e.LearningRate, e.Seconds))],
        Phases = [.. Phases()],
        ErrorName = Words(Phrase.Of(evaluation.ErrorName)),
        Samples = AnswersWithImages ? Images([.. Enumerable.Range(0, Math.Min(Shown, split.Test.Count))]) : null,
        Best = AnswersWithImages ? Images([.. ByError().Take(Shown)]) : null,
        Worst = AnswersWithImages ? Images([.. ByError().Reverse().Take(Shown)]) : null,
        Confusion = result.Confusion is { } confusion ? new ReportConfusion(split.Test.ClassNames, confusion) : null,
        Mistakes = Mistakes(),
        ClassErrors = [.. ClassErrors()],
        Filters = Filters(),
        Codes = Codes(),
        Plane = new PlaneReport(network, split, Fit?.Pca, workers).Build(),
        ExplainedVariance = Fit?.Pca.ExplainedVarianceRatio ?? [],
        UnitDivergences = evaluation.Variational?.UnitDivergences ?? [],
        Generated = AnswersWithImages ? new GeneratedReport(network, split.Test, workers).Build(recipe.Training.Seed) : null,
        Command = command,
        Recipe = JsonSerializer.Serialize(recipe, RecipeJsonContext.Current),
        Versions =
        [
            new("Hourglass", Experiment.Version),
            new(".NET", RuntimeInformation.FrameworkDescription.Replace(".NET ", "", StringComparison.Ordinal)),
            new(Phrase.Of("System"), $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}"),
            new(Phrase.Of("Vector width"), Phrase.Of($"{(int)Simd.Widest} bits")),
            new(Phrase.Of("Threads"), workers.Count.ToString(CultureInfo.InvariantCulture)),
        ],
    };

    private string Words(string text) => SampleWords.For(split.Test.Shape, text);

    private bool IsImage => split.Test.Shape is { Height: > 1, Width: > 1, Channels: 1 or 3 };

    private bool AnswersWithImages => IsImage && recipe.Model.OutputShape.Size == split.Test.Shape.Size;

    private string Title()
    {
        ModelSpec model = recipe.Model;
        DataSpec data = recipe.Data;
        return Phrase.Of($"{model.Name} on {data.Name}");
    }

    private string Describe()
    {
        if (Fit is { } fit) return Describe(fit.Pca.Options);
        TrainingOptions options = recipe.Training;
        string loss = SpecNames.Of(recipe.Model.Loss.Kind);
        string trained = Phrase.Of(
            $"{Subject()}, trained on {split.Train.Count:N0} samples of {split.Train.Name} by {OptimizerName(options.Optimizer)} at a learning rate of {options.Optimizer.LearningRate} in batches of {options.Batch}, loss {loss}, {training.State.History.Count} of {options.Epochs} epochs, seed {options.Seed}.");
        return $"{trained} {training.Reason}";
    }

    private string Describe(PcaOptions options)
    {
        string computed = Phrase.Of(
            $"Principal components from {recipe.Model.Input} to a code of {recipe.Model.CodeSize} and back, computed from {split.Train.Count:N0} samples of {split.Train.Name}: {options.Describe()}.");
        return $"{computed} {training.Reason}";
    }

    private static string OptimizerName(OptimizerSpec optimizer) => optimizer switch
    {
        SgdSpec => "SGD",
        RmsPropSpec => "RMSprop",
        _ => optimizer.GetType().Name.Replace("Spec", "", StringComparison.Ordinal),
    };

    private string Subject()
    {
        ModelSpec model = recipe.Model;
        if (evaluation.Classification is { } classes)
            return Phrase.Of($"A classifier from {model.Input} to a code of {model.CodeSize} and on to {classes.ClassNames.Count} classes");
        return split.Test.Targets is null
            ? Phrase.Of($"An autoencoder from {model.Input} to a code of {model.CodeSize} and back")
            : Phrase.Of($"A network from {model.Input} to a code of {model.CodeSize} and on to {model.OutputShape}, the shape of its targets");
    }

    private List<ReportFigure> Figures() =>
    [
        .. result.Figures.Where(IsShown).Select(Figure),
        ReportFigure.Of(Phrase.Of("Code size"), result.CodeSize, Phrase.Of("numbers"), Phrase.Of($"of {recipe.Model.Input.Size} in the input")),
        ReportFigure.Of(Phrase.Of("Compression"), result.CompressionRatio, Phrase.Of("to 1")),
        ReportFigure.Of(Phrase.Of("Parameters"), result.Parameters),
        ReportFigure.Of(Fit is null ? Phrase.Of("Training time") : Phrase.Of("Time"), TimeSpan.FromSeconds(result.Seconds), Speed()),
    ];

    private string Speed() => (Fit is null, result.Threads == 1) switch
    {
        (true, true) => Phrase.Of($"{result.SamplesPerSecond:N0} samples/s on 1 thread, median epoch"),
        (true, false) => Phrase.Of($"{result.SamplesPerSecond:N0} samples/s on {result.Threads} threads, median epoch"),
        (false, true) => Phrase.Of($"{result.SamplesPerSecond:N0} samples/s on 1 thread, reading included"),
        _ => Phrase.Of($"{result.SamplesPerSecond:N0} samples/s on {result.Threads} threads, reading included"),
    };

    private IEnumerable<ReportPhase> Phases() => (Pretraining?.Phases ?? []).Select(static phase => new ReportPhase(
        phase.Phase.Title,
        string.Join('-', [phase.Phase.Model.Input.Size, .. ModelSummary.Layers(phase.Phase.Model).Where(static layer => layer.Parameters > 0).Select(static layer => layer.Output.Size)]),
        SpecNames.Of(phase.Phase.Model.Loss.Kind),
        phase.History.Count,
        phase.History[0].MonitoredLoss,
        phase.History[^1].MonitoredLoss,
        phase.Seconds));

    private bool IsShown(RunFigure figure) => figure.Name != evaluation.Baseline && !FigureWords.Of(figure.Name).IsRestated;

    private ReportFigure Figure(RunFigure figure)
    {
        string label = char.ToUpperInvariant(figure.Label[0]) + figure.Label[1..];
        string hint = ReferenceEquals(figure, result.Figures[0]) ? Phrase.Of($"answering with the {BaselineName}: {Text(Baseline)}") : figure.Hint;
        bool isShare = figure.Unit == FigureNames.Share;
        return ReportFigure.Of(Words(label), isShare ? 100 * figure.Value : figure.Value, isShare ? "%" : Words(Phrase.Of(figure.Unit)), Words(hint));
    }

    private string BaselineName => new RunFigure(evaluation.Baseline, Baseline).Label;

    private double Baseline => result.Figures[evaluation.Baseline];

    private string Text(double value) => result.Figures[0].Unit == FigureNames.Share
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * value:G4} %")
        : string.Create(CultureInfo.InvariantCulture, $"{value:G4}");

    private string LossName()
    {
        string name = SpecNames.Of(recipe.Model.Loss.Kind);
        return Words((recipe.Model.Loss.Reduction == LossReduction.Mean, HasPenalty) switch
        {
            (true, true) => Phrase.Of($"{name} per pixel, with penalties"),
            (true, false) => Phrase.Of($"{name} per pixel"),
            (false, true) => Phrase.Of($"{name} per image, with penalties"),
            _ => Phrase.Of($"{name} per image"),
        });
    }

    private bool HasPenalty => recipe.Model.Loss is { WeightL1: > 0 } or { WeightL2: > 0 } || network.Encoder.Concat(network.Decoder).Any(HasPenaltyInside);

    private static bool HasPenaltyInside(Layer layer) => layer.HasPenalty || layer.Parts.Any(static part => HasPenaltyInside(part.Layer));

    private IEnumerable<int> ByError() =>
        Enumerable.Range(0, split.Test.Count).OrderBy(i => evaluation.TestErrors[i]).ThenBy(static i => i);

    private ReportMistakes? Mistakes()
    {
        if (!IsImage || evaluation.Classification is not { Mistakes: > 0 } classes) return null;
        int[] missed = [.. Enumerable.Range(0, classes.Count).Where(i => evaluation.TestErrors[i] > 0).Take(2 * Shown)];
        return new ReportMistakes(
            new ImageBatch(split.Test.Shape, Representations.Read(split.Test, missed, workers)),
            [.. missed.Select(i => classes.ClassNames[classes.Labels.Span[i]])],
            [.. missed.Select(i => classes.ClassNames[classes.Answers[i]])],
            classes.Mistakes);
    }

    private ReportImages Images(int[] indices)
    {
        float[] originals = Representations.Read(split.Test, indices, workers);
        float[]? damaged = evaluation.Damaged is null ? null : Representations.Read(evaluation.Damaged, indices, workers);
        float[] reconstructions = new Inference(network, workers).Reconstruct(damaged ?? originals);
        string[] labels = split.Test.Labels.IsEmpty ? [] : [.. indices.Select(i => split.Test.ClassNames[split.Test.Labels.Span[i]])];
        return new ReportImages(
            new ImageBatch(split.Test.Shape, originals),
            new ImageBatch(split.Test.Shape, reconstructions),
            [.. indices.Select(i => (double)evaluation.TestErrors[i])],
            labels)
        {
            Damaged = damaged is null ? null : new ImageBatch(split.Test.Shape, damaged),
        };
    }

    private IEnumerable<ReportClassError> ClassErrors()
    {
        if (split.Test.Labels.IsEmpty) return [];
        return Enumerable.Range(0, split.Test.Count)
            .GroupBy(i => split.Test.Labels.Span[i])
            .OrderBy(static group => group.Key)
            .Select(group => new ReportClassError(
                split.Test.ClassNames[group.Key], group.Average(i => (double)evaluation.TestErrors[i]), group.Count()));
    }

    /// <summary>Gets the weights of the first layer that computes. Of principal components their loadings, which no scale and no whitening has
    /// changed.</summary>
    private ImageBatch? Filters()
    {
        if (IsImage && Fit is { } fit) return new ImageBatch(split.Test.Shape, fit.Pca.Components.Values.ToArray());
        return IsImage ? LayerFilters.Of(network, split.Test.Shape) : null;
    }

    private ReportCodes? Codes()
    {
        if (recipe.Model.CodeSize != 2) return null;
        Points codes = Representations.Encode(network, split.Test, workers);
        return new ReportCodes(
            [.. Enumerable.Range(0, split.Test.Count).Select(i => codes[i][0])],
            [.. Enumerable.Range(0, split.Test.Count).Select(i => codes[i][1])],
            split.Test.Labels.ToArray(),
            split.Test.ClassNames);
    }
}

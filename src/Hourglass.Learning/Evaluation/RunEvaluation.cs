using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>What is measured on a trained network, in the words of what it was trained for: reconstruction, other targets, or classes.</summary>
public sealed record RunEvaluation
{
    /// <summary>Gets the figures, the one that says most first.</summary>
    public required RunFigures Figures { get; init; }

    /// <summary>Gets the name of the figure that says what knowing nothing reaches, to compare the first figure with.</summary>
    public required string Baseline { get; init; }

    /// <summary>Gets the error of each test sample, in the unit of <see cref="ErrorName"/>.</summary>
    public required IReadOnlyList<float> TestErrors { get; init; }

    /// <summary>Gets the name and unit of <see cref="TestErrors"/> and of their means over classes.</summary>
    public required string ErrorName { get; init; }

    /// <summary>Gets how well the classes of the test set were found; null where the model does not answer with classes.</summary>
    public ClassificationQuality? Classification { get; init; }

    /// <summary>Gets the likelihood bound on the test set; null where the code is not Gaussian.</summary>
    public VariationalQuality? Variational { get; init; }

    /// <summary>Gets the test samples as a denoising model sees them, whose answers <see cref="TestErrors"/> are of; null for other models.</summary>
    internal DamagedSet? Damaged { get; init; }

    /// <summary>Measures a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="split">The data; the targets of its sets say what the network answers with.</param>
    /// <param name="workers">The team.</param>
    /// <param name="withTraining">Whether the training set is measured too. The default is yes: the gap tells overfitting.</param>
    public static RunEvaluation Measure(Network network, DataSplit split, Workers workers, bool withTraining = true)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(split);
        IDataset? train = withTraining ? split.Train : null;
        if (split.Test.Targets is not { } targets) return OfReconstruction(network, split, train, workers);
        bool areClasses = targets is OneHotLabels or DatasetView { Source: OneHotLabels };
        return areClasses ? OfClasses(network, split, train, workers) : OfTargets(network, split, train, targets, workers);
    }

    private static RunEvaluation OfReconstruction(Network network, DataSplit split, IDataset? train, Workers workers)
    {
        ReconstructionQuality test = ReconstructionQuality.Measure(network, split.Test, workers, withImage: true);
        DamagedSet? damaged = DamagedSet.Of(network.Spec, split.Test);
        ReconstructionQuality? repaired = damaged is null ? null : ReconstructionQuality.Measure(network, damaged, workers, split.Test, withImage: true);
        List<RunFigure> figures =
        [
            .. repaired is null ? [] : OfRepair(network, repaired, split, train, workers),
            new(FigureNames.TestMse, test.Mse),
            new(FigureNames.TestSsePerImage, test.SsePerImage),
            .. AreProbabilities(split.Test) ? [new RunFigure(FigureNames.TestBce, test.Bce)] : Array.Empty<RunFigure>(),
            .. CodeFigures.Of(network, split.Test, workers),
        ];
        VariationalQuality? variational = VariationalQuality.Measure(network, split.Test, workers);
        figures.AddRange(variational?.Figures ?? []);
        figures.AddRange(CodebookQuality.Measure(network, split.Test, workers)?.Figures ?? []);
        if (train is not null)
        {
            ReconstructionQuality training = ReconstructionQuality.Measure(network, train, workers);
            figures.Add(new(FigureNames.TrainMse, training.Mse));
            figures.Add(new(FigureNames.TrainSsePerImage, training.SsePerImage));
        }

        figures.Add(new(FigureNames.MeanImageMse, ReconstructionQuality.OfMean(split.Train, split.Test, workers)));
        figures.AddRange(test.Image?.Figures(FigureNames.TestPsnr, FigureNames.TestSsim) ?? []);
        return new RunEvaluation
        {
            Figures = new RunFigures(figures),
            Baseline = FigureNames.MeanImageMse,
            TestErrors = (repaired ?? test).SquaredErrors,
            ErrorName = Phrase.Mark("squared error per image"),
            Variational = variational,
            Damaged = damaged,
        };
    }

    /// <summary>Tells whether all values are from 0 to 1: cross-entropy has no meaning for others.</summary>
    private static bool AreProbabilities(IDataset set) => !ValueRange.Of(set is DatasetView view ? view.Source : set).Leaves(ValueRange.Unit);

    /// <summary>Measures how well damage is undone, which is what a denoising model is for.</summary>
    private static IEnumerable<RunFigure> OfRepair(
        Network network, ReconstructionQuality repaired, DataSplit split, IDataset? train, Workers workers)
    {
        yield return new(FigureNames.TestDenoisedMse, repaired.Mse);
        yield return new(FigureNames.TestDenoisedSsePerImage, repaired.SsePerImage);
        yield return new(FigureNames.DamagedMse, ReconstructionQuality.Between(DamagedSet.Of(network.Spec, split.Test)!, split.Test, workers));
        foreach (RunFigure figure in repaired.Image?.Figures(FigureNames.TestDenoisedPsnr, FigureNames.TestDenoisedSsim) ?? []) yield return figure;
        if (train is not null)
        {
            DamagedSet damaged = DamagedSet.Of(network.Spec, train)!;
            yield return new(FigureNames.TrainDenoisedMse, ReconstructionQuality.Measure(network, damaged, workers, train).Mse);
        }
    }

    private static RunEvaluation OfTargets(Network network, DataSplit split, IDataset? train, IDataset targets, Workers workers)
    {
        ReconstructionQuality test = ReconstructionQuality.Measure(network, split.Test, workers, targets);
        List<RunFigure> figures = [new(FigureNames.TestTargetMse, test.Mse), new(FigureNames.TestTargetSsePerImage, test.SsePerImage)];
        if (train is not null)
            figures.Add(new(FigureNames.TrainTargetMse, ReconstructionQuality.Measure(network, train, workers, train.Targets).Mse));
        figures.Add(new(FigureNames.MeanTargetMse, ReconstructionQuality.OfMean(split.Train.Targets!, targets, workers)));
        if (network.Spec.OutputShape.Size == network.Spec.Input.Size)
        {
            if (!targets.Labels.IsEmpty && !split.Train.Labels.IsEmpty)
                figures.Add(new(FigureNames.ClassMeanMse, ReconstructionQuality.OfClassMeans(split.Train, targets, workers)));
            ReconstructionQuality own = ReconstructionQuality.Measure(network, split.Test, workers);
            figures.Add(new(FigureNames.TestMse, own.Mse));
            figures.Add(new(FigureNames.TestSsePerImage, own.SsePerImage));
        }

        return new RunEvaluation
        {
            Figures = new RunFigures(figures),
            Baseline = FigureNames.MeanTargetMse,
            TestErrors = test.SquaredErrors,
            ErrorName = Phrase.Mark("squared error per image against its target"),
        };
    }

    private static RunEvaluation OfClasses(Network network, DataSplit split, IDataset? train, Workers workers)
    {
        ClassificationQuality test = ClassificationQuality.Measure(network, split.Test, workers);
        List<RunFigure> figures =
        [
            new(FigureNames.TestErrorRate, test.ErrorRate),
            new(FigureNames.TestAccuracy, test.Accuracy),
            new(FigureNames.TestCrossEntropy, test.CrossEntropy),
        ];
        if (train is not null)
        {
            ClassificationQuality training = ClassificationQuality.Measure(network, train, workers);
            figures.Add(new(FigureNames.TrainErrorRate, training.ErrorRate));
            figures.Add(new(FigureNames.TrainAccuracy, training.Accuracy));
            figures.Add(new(FigureNames.TrainCrossEntropy, training.CrossEntropy));
        }

        figures.Add(new(FigureNames.CommonestClassErrorRate, ClassificationQuality.OfCommonestClass(split.Train, split.Test)));
        return new RunEvaluation
        {
            Figures = new RunFigures(figures),
            Baseline = FigureNames.CommonestClassErrorRate,
            TestErrors = [.. Enumerable.Range(0, test.Count).Select(i => test.Answers[i] == test.Labels.Span[i] ? 0f : 1f)],
            ErrorName = Phrase.Mark("error rate"),
            Classification = test,
        };
    }
}

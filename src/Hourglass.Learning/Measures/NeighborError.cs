using System.Text.Json;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>How often the nearest codes of the training set miss a test sample's class, and how long finding them takes.</summary>
/// <param name="Neighbors">How many neighbours vote. The default, 10, is that of the published figures on MNIST.</param>
public sealed record NeighborError(int Neighbors = 10) : Measure
{
    /// <inheritdoc/>
    public override string Name => "knn";

    /// <inheritdoc/>
    protected override bool HasTimes => true;

    /// <inheritdoc/>
    protected override bool UsesTraining => true;

    /// <inheritdoc/>
    public override string? WhyNot(MeasureSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (!subject.HasLabels) return Phrase.Of("received samples without labels, expected labels: neighbours vote for a class.");
        return Neighbors <= subject.Split.Train.Count
            ? null
            : Phrase.Of($"received {Neighbors} neighbours, expected 1 to {subject.Split.Train.Count}, the number of training samples.");
    }

    /// <inheritdoc/>
    protected override IEnumerable<RunFigure> Figures(MeasureSubject subject, CancellationToken cancellation)
    {
        LabeledPoints train = LabeledPoints.Of(subject.TrainCodes, subject.Split.Train);
        LabeledPoints test = LabeledPoints.Of(subject.TestCodes, subject.Split.Test);
        KnnQuality quality = KnnQuality.Measure(new NeighborClassifier(train, Neighbors), test, subject.Workers, subject.Time, cancellation);
        return [new(FigureNames.TestKnnErrorRate, quality.ErrorRate), new(FigureNames.KnnSeconds, quality.SecondsPerPrediction)];
    }

    /// <inheritdoc/>
    protected override void WriteSettings(Utf8JsonWriter writer)
    {
        writer.WriteNumber("neighbors", Neighbors);
        writer.WriteString("metric", "euclidean");
    }
}

using System.Text.Json;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>How far the neighbours of test samples are the neighbours of their codes.</summary>
/// <param name="Neighbors">How many neighbours are compared. The default, 12, is that of published figures of MNIST's maps.</param>
/// <param name="MostQueries">The most samples whose neighbours are compared; of more, a sample is drawn. The default, 10,000, takes the usual test
/// sets whole.</param>
/// <param name="Seed">Chooses the sample. The default is 0; a sample is as good as another.</param>
public sealed record NeighborhoodPreservation(
    int Neighbors = NeighborhoodQuality.UsualNeighbors, int MostQueries = NeighborhoodQuality.UsualQueries, ulong Seed = 0) : Measure
{
    /// <inheritdoc/>
    public override string Name => "neighborhood";

    /// <inheritdoc/>
    public override string? WhyNot(MeasureSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        int count = subject.Split.Test.Count;
        return Neighbors < (count + 1) / 2
            ? null
            : Phrase.Of($"received {Neighbors} neighbours, expected less than half of the {count} test samples.");
    }

    /// <inheritdoc/>
    protected override IEnumerable<RunFigure> Figures(MeasureSubject subject, CancellationToken cancellation)
    {
        NeighborhoodQuality quality = NeighborhoodQuality.Measure(
            subject.TestPixels, subject.TestCodes, subject.Workers, Neighbors, MostQueries, Seed, cancellation: cancellation);
        return
        [
            new(FigureNames.Trustworthiness, quality.Trustworthiness),
            new(FigureNames.Continuity, quality.Continuity),
            new(FigureNames.NeighborPreservation, quality.Preservation),
        ];
    }

    /// <inheritdoc/>
    protected override void WriteSettings(Utf8JsonWriter writer)
    {
        writer.WriteNumber("neighbors", Neighbors);
        writer.WriteNumber("most_queries", MostQueries);
        writer.WriteNumber("seed", Seed);
    }
}

using System.Text.Json;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>How much nearer the codes of test samples lie to their own class than to the next.</summary>
/// <param name="MostPoints">The most codes that are measured; of more, a sample is drawn. The default, 10,000, takes the usual test sets whole.</param>
/// <param name="Seed">Chooses the sample. The default is 0; a sample is as good as another.</param>
public sealed record ClassSeparation(int MostPoints = Silhouette.UsualPoints, ulong Seed = 0) : Measure
{
    /// <inheritdoc/>
    public override string Name => "silhouette";

    /// <inheritdoc/>
    public override string? WhyNot(MeasureSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (subject.Split.Test.Labels.IsEmpty) return Phrase.Of("received samples without labels, expected labels: a silhouette compares classes.");
        return subject.Split.Test.Labels.Span.ContainsAnyExcept(subject.Split.Test.Labels.Span[0]) ? null : Phrase.Of("received samples of one class, expected two classes or more.");
    }

    /// <inheritdoc/>
    protected override IEnumerable<RunFigure> Figures(MeasureSubject subject, CancellationToken cancellation) =>
        [new(FigureNames.Silhouette, Silhouette.Measure(LabeledPoints.Of(subject.TestCodes, subject.Split.Test), subject.Workers, MostPoints, Seed, cancellation).Mean)];

    /// <inheritdoc/>
    protected override void WriteSettings(Utf8JsonWriter writer)
    {
        writer.WriteNumber("most_points", MostPoints);
        writer.WriteNumber("seed", Seed);
    }
}

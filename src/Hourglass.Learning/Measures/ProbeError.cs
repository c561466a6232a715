using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>How often a linear classifier that learned from the codes of the training set misses a test sample's class.</summary>
public sealed record ProbeError : Measure
{
    /// <inheritdoc/>
    public override string Name => "probe";

    /// <inheritdoc/>
    protected override bool UsesTraining => true;

    /// <inheritdoc/>
    public override string? WhyNot(MeasureSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (!subject.HasLabels) return Phrase.Of("received samples without labels, expected labels: a probe tells classes.");
        return subject.Split.Train.ClassNames.Count > 1 ? null : Phrase.Of("received samples of one class, expected two classes or more.");
    }

    /// <inheritdoc/>
    protected override IEnumerable<RunFigure> Figures(MeasureSubject subject, CancellationToken cancellation)
    {
        LinearProbe probe = LinearProbe.Fit(LabeledPoints.Of(subject.TrainCodes, subject.Split.Train), subject.Workers, cancellation: cancellation);
        return [new(FigureNames.TestProbeErrorRate, probe.Measure(LabeledPoints.Of(subject.TestCodes, subject.Split.Test), subject.Workers).ErrorRate)];
    }
}

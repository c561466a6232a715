using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>How far the units of a code stand for the true factors, where these are known: for the built-in digits.</summary>
public sealed record FactorRecovery : Measure
{
    /// <inheritdoc/>
    public override string Name => "factors";

    /// <inheritdoc/>
    public override string? WhyNot(MeasureSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        DataSpec data = subject.Data;
        return data.Name == DataSources.BuiltIn
            ? null
            : Phrase.Of($"received the data set '{data.Name}', expected '{DataSources.BuiltIn}', the only one whose true factors are known.");
    }

    /// <inheritdoc/>
    protected override IEnumerable<RunFigure> Figures(MeasureSubject subject, CancellationToken cancellation) =>
        DisentanglementQuality.Measure(subject.TestCodes, DigitTruth.Of(DataSources.BuiltInTestFactors()), subject.Workers).Figures;
}

namespace Hourglass.Learning;

/// <summary>How long it takes to turn a sample into its code.</summary>
/// <remarks><b>Computes</b> The median of five passes over the test set, reading included, divided by its samples; one pass before them warms
/// up.</remarks>
public sealed record EncodingTime : Measure
{
    private const int Passes = 5;

    /// <inheritdoc/>
    public override string Name => "encoding-time";

    /// <inheritdoc/>
    protected override bool HasTimes => true;

    private protected override IEnumerable<RunFigure> Figures(MeasureSubject subject, CancellationToken cancellation)
    {
        double[] seconds = new double[Passes];
        _ = Representations.Encode(subject.Network, subject.Split.Test, subject.Workers);
        for (int i = 0; i < Passes; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            long start = subject.Time.GetTimestamp();
            _ = Representations.Encode(subject.Network, subject.Split.Test, subject.Workers);
            seconds[i] = subject.Time.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return [new(FigureNames.EncodingSeconds, seconds[Passes / 2] / subject.Split.Test.Count)];
    }
}

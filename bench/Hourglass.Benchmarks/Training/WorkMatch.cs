namespace Hourglass.Benchmarks;

/// <summary>A work's match at one number of threads.</summary>
/// <param name="Work">The work.</param>
/// <param name="Threads">Our threads.</param>
/// <param name="Result">The match.</param>
/// <param name="PeakGflops">What the tile alone reaches with so many threads, measured just before.</param>
internal sealed record WorkMatch(Work Work, int Threads, MatchResult Result, double PeakGflops)
{
    /// <summary>Gets our side with all threads.</summary>
    public OurSide Ours => Result.Contestants.OfType<OurSide>().First();

    /// <summary>Gets our side with one thread.</summary>
    public OurSide Alone => Result.Contestants.OfType<OurSide>().Last();

    /// <summary>Gets PyTorch's best setting in this match.</summary>
    public PeerSide Best => Result.Contestants.OfType<PeerSide>().MaxBy(peer => Result.Speed(peer).Median)!;

    /// <summary>Gets the target that the comparison with PyTorch is held against.</summary>
    public double? Target => Threads == 1 ? Work.Targets.OneThread : Work.Targets.WholeMachine;

    /// <summary>Gets our GFLOP/s.</summary>
    public double Gflops => Result.Speed(Ours).Median * Work.OperationsPerSample / 1e9;
}

namespace Hourglass.Benchmarks;

/// <summary>The rounds of a match that count: undisturbed ones first, disturbed ones only where there are too few.</summary>
internal sealed class MatchResult
{
    private readonly Round[] _counted;

    /// <summary>Chooses the rounds that count.</summary>
    /// <param name="contestants">The sides, in the order of the turns.</param>
    /// <param name="rounds">All rounds that were run.</param>
    /// <param name="wanted">How many are to count.</param>
    public MatchResult(IReadOnlyList<IContestant> contestants, IReadOnlyList<Round> rounds, int wanted)
    {
        Contestants = contestants;
        _counted = [.. rounds.OrderBy(static round => round.IsDisturbed).Take(wanted)];
        Extra = rounds.Count - wanted;
    }

    /// <summary>Gets the sides.</summary>
    public IReadOnlyList<IContestant> Contestants { get; }

    /// <summary>Gets the number of rounds that were run on top to replace disturbed ones.</summary>
    public int Extra { get; }

    /// <summary>Gets the number of disturbed rounds among those that count.</summary>
    public int Disturbed => _counted.Count(static round => round.IsDisturbed);

    /// <summary>Gets the samples per second of a side.</summary>
    public Spread Speed(IContestant side) => Spread.Of(TurnsOf(side).Select(static turn => turn.SamplesPerSecond));

    /// <summary>Gets how many processors a side had.</summary>
    public Spread Processors(IContestant side) => Spread.Of(TurnsOf(side).Select(static turn => turn.Processors));

    /// <summary>Gets how often a side's own turn was disturbed.</summary>
    public int DisturbedTurns(IContestant side) => TurnsOf(side).Count(turn => turn.IsDisturbed(side.BusyThreads));

    /// <summary>Gets the quotient of the medians.</summary>
    public double Ratio(IContestant side, IContestant other) => Speed(side).Median / Speed(other).Median;

    /// <summary>Gets the quotients round by round.</summary>
    public Spread Ratios(IContestant side, IContestant other) =>
        Spread.Of(TurnsOf(side).Zip(TurnsOf(other), static (ours, theirs) => ours.SamplesPerSecond / theirs.SamplesPerSecond));

    private IEnumerable<Measurement> TurnsOf(IContestant side)
    {
        int place = Contestants.ToList().IndexOf(side);
        return _counted.Select(round => round.Turns[place]);
    }
}

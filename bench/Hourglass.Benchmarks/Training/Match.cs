namespace Hourglass.Benchmarks;

/// <summary>How long a match is.</summary>
/// <param name="Rounds">Rounds that count.</param>
/// <param name="Extra">Rounds that may be run on top to replace disturbed ones.</param>
/// <param name="Seconds">The length of a turn.</param>
internal sealed record MatchOptions(int Rounds, int Extra, double Seconds);

/// <summary>A turn of every side.</summary>
internal sealed record Round(IReadOnlyList<Measurement> Turns, bool IsDisturbed);

/// <summary>Lets sides train the same work in turn, round after round, so that whatever the machine does meets all of them alike.</summary>
internal static class Match
{
    private const double WarmUpSeconds = 0.3;

    /// <summary>Runs the wanted rounds, and extra ones as long as disturbed ones would have to count.</summary>
    public static async Task<MatchResult> RunAsync(
        IReadOnlyList<IContestant> contestants, MatchOptions options, CancellationToken cancellation)
    {
        double warmUp = Math.Min(WarmUpSeconds, options.Seconds);
        foreach (IContestant contestant in contestants) await contestant.TrainAsync(warmUp, cancellation).ConfigureAwait(false);

        List<Round> rounds = [];
        while (rounds.Count < options.Rounds + options.Extra && rounds.Count(static round => !round.IsDisturbed) < options.Rounds)
            rounds.Add(await RunRoundAsync(contestants, options.Seconds, cancellation).ConfigureAwait(false));
        return new MatchResult(contestants, rounds, options.Rounds);
    }

    private static async Task<Round> RunRoundAsync(IReadOnlyList<IContestant> contestants, double seconds, CancellationToken cancellation)
    {
        Measurement[] turns = new Measurement[contestants.Count];
        bool disturbed = false;
        for (int i = 0; i < turns.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            turns[i] = await contestants[i].TrainAsync(seconds, cancellation).ConfigureAwait(false);
            disturbed |= turns[i].IsDisturbed(contestants[i].BusyThreads);
        }

        return new Round(turns, disturbed);
    }
}

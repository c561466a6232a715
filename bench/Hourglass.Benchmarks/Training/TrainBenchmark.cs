using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>The end-to-end comparison: every work, every number of threads, us against PyTorch.</summary>
internal sealed class TrainBenchmark(SharedImages images, IReadOnlyList<PeerSide> peers, MatchOptions options, Output output)
{
    /// <summary>Trains a work on all sides.</summary>
    /// <param name="work">The work.</param>
    /// <param name="threads">Our numbers of threads.</param>
    /// <param name="cancellation">Ends it between two turns.</param>
    /// <returns>Whether the sides agree and, only if they do, one match for each number of threads.</returns>
    public async Task<(Agreement Agreement, IReadOnlyList<WorkMatch> Matches)> RunAsync(
        Work work, IReadOnlyList<int> threads, CancellationToken cancellation)
    {
        foreach (PeerSide peer in peers) await peer.BuildAsync(work, cancellation).ConfigureAwait(false);
        using OurSide alone = new(work, images.Train, 1);
        List<OurSide> teams = [.. threads.Where(static count => count > 1).Select(count => new OurSide(work, images.Train, count))];
        try
        {
            Agreement agreement = await AgreeAsync(work, [alone, .. teams], cancellation).ConfigureAwait(false);
            List<WorkMatch> matches = [];
            foreach (int count in agreement.Holds ? threads : [])
                matches.Add(await MatchAsync(work, count, alone, teams, cancellation).ConfigureAwait(false));
            return (agreement, matches);
        }
        finally
        {
            teams.ForEach(static team => team.Dispose());
        }
    }

    private async Task<Agreement> AgreeAsync(Work work, IReadOnlyList<OurSide> ours, CancellationToken cancellation)
    {
        using TemporaryFolder folder = new();
        Agreement agreement = await Agreement
            .CheckAsync(ours, peers, Trajectory.Prepare(work, images.Train.Count, folder), cancellation).ConfigureAwait(false);
        output.Status($"{work.Name}: largest relative difference over {Trajectory.DefaultSteps} steps {Text.Short(agreement.Difference)}");
        return agreement;
    }

    private async Task<WorkMatch> MatchAsync(
        Work work, int threads, OurSide alone, IReadOnlyList<OurSide> teams, CancellationToken cancellation)
    {
        IEnumerable<OurSide> ours = threads == 1 ? [alone] : [teams.First(team => team.BusyThreads == threads), alone];
        HashSet<PeerSetting> settings = [.. PeerSetting.UpTo(threads)];
        IContestant[] contestants = [.. ours, .. peers.Where(peer => settings.Contains(peer.Setting))];

        double peak;
        using (Workers workers = new(threads)) peak = TilePeak.Measure(workers);
        MatchResult result = await Match.RunAsync(contestants, options, cancellation).ConfigureAwait(false);
        WorkMatch match = new(work, threads, result, peak);
        output.Status(
            $"{work.Name}, {Text.Plural(threads, "thread")}: {Text.Ratio(result.Ratio(match.Ours, match.Best))} against {match.Best.Name}");
        return match;
    }
}

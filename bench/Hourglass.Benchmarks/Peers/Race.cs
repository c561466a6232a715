using System.Diagnostics;
using System.Text.Json;

namespace Hourglass.Benchmarks;

/// <summary>One turn of a side.</summary>
/// <param name="Seconds">Time by the clock on the wall.</param>
/// <param name="CpuSeconds">Time that the process spent computing, all threads together.</param>
/// <param name="Answer">What the peer said with it; undefined where it is our own turn.</param>
internal sealed record Turn(double Seconds, double CpuSeconds, JsonElement Answer = default)
{
    /// <summary>Takes the time of work of our own.</summary>
    public static Turn Of(Action work)
    {
        using Process self = Process.GetCurrentProcess();
        TimeSpan cpu = self.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        work();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        self.Refresh();
        return new Turn(seconds, (self.TotalProcessorTime - cpu).TotalSeconds);
    }
}

/// <summary>A side of a race.</summary>
/// <param name="Name">How tables call it.</param>
/// <param name="RunAsync">Does the whole work once.</param>
internal sealed record RaceSide(string Name, Func<CancellationToken, Task<Turn>> RunAsync)
{
    /// <summary>Makes a side of work of our own.</summary>
    public static RaceSide Ours(string name, Action work) => new(name, _ => Task.FromResult(Turn.Of(work)));
}

/// <summary>Lets sides do the same work in turn, round after round, so that whatever the machine does meets all of them alike.</summary>
internal static class Race
{
    /// <summary>Lets every side run once unmeasured, then the rounds.</summary>
    public static async Task<RaceResult> RunAsync(IReadOnlyList<RaceSide> sides, int rounds, Output output, CancellationToken cancellation)
    {
        List<Turn>[] turns = [.. sides.Select(static _ => new List<Turn>())];
        for (int round = 0; round <= rounds; round++)
        {
            for (int i = 0; i < sides.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                Turn turn = await sides[i].RunAsync(cancellation).ConfigureAwait(false);
                output.Status($"{(round == 0 ? "warm-up" : $"round {round}")}: {sides[i].Name}, {Text.Fixed(turn.Seconds, 3)} s");
                if (round > 0) turns[i].Add(turn);
            }
        }

        return new RaceResult(sides, turns);
    }
}

/// <summary>All turns of a race.</summary>
/// <param name="Sides">The sides; ours is the first.</param>
/// <param name="Turns">The turns of each side.</param>
internal sealed record RaceResult(IReadOnlyList<RaceSide> Sides, IReadOnlyList<IReadOnlyList<Turn>> Turns)
{
    /// <summary>Gets the seconds of a side.</summary>
    public Spread Seconds(int side) => Spread.Of(Turns[side].Select(static turn => turn.Seconds));

    /// <summary>Gets how many processors a side had.</summary>
    public double Processors(int side) => Spread.Of(Turns[side].Select(static turn => turn.CpuSeconds / turn.Seconds)).Median;

    /// <summary>Gets how many times as long as ours a side takes, by medians.</summary>
    public double Ratio(int side) => Seconds(side).Median / Seconds(0).Median;

    /// <summary>Gets the smallest ratio: that of the fastest peer.</summary>
    public double LeastRatio => Enumerable.Range(1, Sides.Count - 1).Min(Ratio);

    /// <summary>Writes a row per side and, where there is a target, whether the fastest peer meets it.</summary>
    public void Write(Output output, double? target)
    {
        MarkdownTable table = new("side", "seconds (median)", "range", "processors", "times ours");
        for (int i = 0; i < Sides.Count; i++)
        {
            table.Add(
                Sides[i].Name,
                Text.Fixed(Seconds(i).Median, 3),
                Text.Range(Seconds(i), static value => Text.Fixed(value, 3)),
                Text.Ratio(Processors(i)),
                i == 0 ? Text.None : Text.Ratio(Ratio(i)));
        }

        output.Table(table);
        if (target is { } least) output.Line($"Against the faster peer: {Text.Ratio(LeastRatio)}, target {Text.AtLeast(least)}, met: {Text.YesNo(LeastRatio >= least)}.");
    }
}

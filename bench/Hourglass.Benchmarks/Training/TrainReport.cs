namespace Hourglass.Benchmarks;

/// <summary>Writes the tables of the end-to-end comparison.</summary>
internal sealed class TrainReport(IReadOnlyList<WorkMatch> matches, Output output)
{
    /// <summary>Writes whether both sides compute the same thing.</summary>
    public static void WriteAgreement(IReadOnlyDictionary<Work, Agreement> agreements, Output output)
    {
        output.Line("## Do both sides compute the same?");
        output.Line();
        output.Line(
            $"The losses of {Trajectory.DefaultSteps} steps from the same weights over the same batches; "
            + "works that disagree are not measured.");
        MarkdownTable table = new("work", "largest relative difference", "tolerance", "same bits for any number of our threads", "agree");
        foreach ((Work work, Agreement agreement) in agreements)
        {
            table.Add(
                work.Name,
                Text.Short(agreement.Difference),
                Text.Short(Agreement.Tolerance),
                Text.YesNo(agreement.SameBits),
                Text.YesNo(agreement.Holds));
        }

        output.Table(table);
    }

    /// <summary>Writes all tables, one comparison for each number of threads.</summary>
    public void Write()
    {
        foreach (IGrouping<int, WorkMatch> group in matches.GroupBy(static match => match.Threads))
        {
            WriteComparison(group.Key, [.. group]);
            if (group.Key > 1) WriteScaling(group.Key, [.. group]);
        }

        WriteTurns();
    }

    private static string Speed(Spread speed) => Text.Count(speed.Median);

    private void WriteComparison(int threads, IReadOnlyList<WorkMatch> group)
    {
        output.Line(threads == 1
            ? "## One thread each"
            : $"## Whole machine: our {threads} threads against PyTorch's best setting");
        MarkdownTable table = new(
            "work", "threads", "ours samples/s", "PyTorch samples/s", "its best setting", "ratio", "rounds", "target", "met?",
            "our GFLOP/s", "of the tile's peak");
        foreach (WorkMatch match in group)
        {
            double ratio = match.Result.Ratio(match.Ours, match.Best);
            table.Add(
                match.Work.Name,
                Text.Count(threads),
                Speed(match.Result.Speed(match.Ours)),
                Speed(match.Result.Speed(match.Best)),
                match.Best.Setting.Name,
                Text.Ratio(ratio),
                Text.Range(match.Result.Ratios(match.Ours, match.Best), Text.Ratio),
                Text.AtLeast(match.Target),
                Text.Met(ratio, match.Target),
                Text.Fixed(match.Gflops, 1),
                Text.Percent(match.Gflops / match.PeakGflops));
        }

        output.Table(table);
    }

    private void WriteScaling(int threads, IReadOnlyList<WorkMatch> group)
    {
        output.Line($"## Our {threads} threads over our one");
        MarkdownTable table = new("work", "1 thread", $"{threads} threads", "ratio", "rounds", "target", "met?");
        foreach (WorkMatch match in group)
        {
            double ratio = match.Result.Ratio(match.Ours, match.Alone);
            double? target = match.Work.Targets.TwoThreadsOverOne;
            table.Add(
                match.Work.Name,
                Speed(match.Result.Speed(match.Alone)),
                Speed(match.Result.Speed(match.Ours)),
                Text.Ratio(ratio),
                Text.Range(match.Result.Ratios(match.Ours, match.Alone), Text.Ratio),
                Text.AtLeast(target),
                Text.Met(ratio, target));
        }

        output.Table(table);
    }

    private void WriteTurns()
    {
        output.Line("## Every side");
        output.Line();
        output.Line(
            "Processors: seconds of computing per second on the clock. "
            + "A turn is disturbed where that is below 0.9 for each thread that never sleeps.");
        MarkdownTable table = new(
            "work", "threads", "side", "samples/s", "turns", "processors", "disturbed turns", "bytes allocated in the last turn");
        foreach (WorkMatch match in matches)
        {
            foreach (IContestant side in match.Result.Contestants)
            {
                Spread speed = match.Result.Speed(side);
                table.Add(
                    match.Work.Name,
                    Text.Count(match.Threads),
                    side.Name,
                    Speed(speed),
                    Text.Range(speed, Text.Count),
                    Text.Ratio(match.Result.Processors(side).Median),
                    Text.Count(match.Result.DisturbedTurns(side)),
                    side is OurSide ours ? Text.Count(ours.AllocatedBytes) : Text.None);
            }
        }

        output.Table(table);
        int extra = matches.Sum(static match => match.Result.Extra), disturbed = matches.Sum(static match => match.Result.Disturbed);
        output.Line(
            $"{Text.Plural(extra, "extra round")} run to replace disturbed ones; "
            + $"{Text.Plural(disturbed, "disturbed round")} left in the figures above.");
    }
}

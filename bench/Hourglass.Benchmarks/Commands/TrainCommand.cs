using System.CommandLine;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary><c>train</c>: the end-to-end comparison with PyTorch.</summary>
internal static class TrainCommand
{
    private static readonly Option<string[]> Names =
        CommandOptions.Names("--works", "Works of bench/works.json, separated by commas (default: all).");
    private static readonly Option<int[]> Threads =
        CommandOptions.Numbers("--threads", [1, 2], "Our numbers of threads, separated by commas.");
    private static readonly Option<int> Rounds =
        CommandOptions.Count("--rounds", 5, "Rounds that count; in each, every side has one turn.");
    private static readonly Option<int> Extra =
        CommandOptions.Count("--extra", 5, "Rounds that may be run on top to replace disturbed ones.");
    private static readonly Option<double> Seconds = CommandOptions.Seconds("--seconds", 1, "The length of a turn.");
    private static readonly Option<DirectoryInfo?> Data = CommandOptions.Data();
    private static readonly Option<FileInfo?> Out = CommandOptions.Out();
    private static readonly Option<string> Python = CommandOptions.Python();

    /// <summary>Describes the command.</summary>
    public static Command Create(Output output)
    {
        Command command = new("train", "Trains the works of bench/works.json here and in PyTorch, in turn.")
        {
            Names, Threads, Rounds, Extra, Seconds, Data, Python, Out,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, output, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellation)
    {
        IReadOnlyList<Work> works = CommandOptions.Choose(Works.Read(), parsed.GetValue(Names)!, static work => work.Name, Names.Name);
        int[] threads = [.. parsed.GetValue(Threads)!.Distinct().Order()];
        MatchOptions options = new(Math.Max(1, parsed.GetValue(Rounds)), parsed.GetValue(Extra), parsed.GetValue(Seconds));

        output.Line("# Training speed");
        output.Line();
        Host.Describe(output);
        using TemporaryFolder temporary = new();
        SharedImages images = await SharedImages
            .OpenAsync(parsed.GetValue(Data), temporary, Workers.Single, cancellation).ConfigureAwait(false);
        output.Line();
        output.Line($"Data: {Text.Count(images.Train.Count)} images of {images.Train.Name}.");

        PeerSetting[] settings = [.. threads.SelectMany(PeerSetting.UpTo).Distinct()];
        List<PeerProcess> peers = [.. settings.Select(setting => new PeerProcess(parsed.GetValue(Python)!, images.Folder, setting))];
        try
        {
            List<PeerSide> sides = [.. peers.Select(static peer => new PeerSide(peer))];
            await DescribeAsync(sides, output, cancellation).ConfigureAwait(false);
            output.Line();
            output.Line(
                $"{Text.Plural(options.Rounds, "round")} of {Text.Short(options.Seconds)} s a turn; "
                + "speeds are medians, ratios are of medians.");
            output.Line();
            TrainBenchmark benchmark = new(images, sides, options, output);
            bool agree = await RunAsync(works, threads, benchmark, output, cancellation).ConfigureAwait(false);
            output.Save(parsed.GetValue(Out));
            return agree ? 0 : 1;
        }
        finally
        {
            peers.ForEach(static peer => peer.Dispose());
        }
    }

    private static async Task DescribeAsync(IReadOnlyList<PeerSide> peers, Output output, CancellationToken cancellation)
    {
        output.Line();
        foreach (PeerSide peer in peers)
        {
            PeerInfo info = await peer.InfoAsync(cancellation).ConfigureAwait(false);
            output.Line($"- {peer.Setting.Name}: {info.Description}");
            foreach (string warning in info.Warnings) output.Line($"  - **Warning**: {warning}");
        }
    }

    private static async Task<bool> RunAsync(
        IReadOnlyList<Work> works, int[] threads, TrainBenchmark benchmark, Output output, CancellationToken cancellation)
    {
        Dictionary<Work, Agreement> agreements = [];
        List<WorkMatch> matches = [];
        foreach (Work work in works)
        {
            (agreements[work], IReadOnlyList<WorkMatch> done) = await benchmark.RunAsync(work, threads, cancellation).ConfigureAwait(false);
            matches.AddRange(done);
        }

        TrainReport.WriteAgreement(agreements, output);
        if (matches.Count > 0) new TrainReport(matches, output).Write();
        return agreements.Values.All(static agreement => agreement.Holds);
    }
}

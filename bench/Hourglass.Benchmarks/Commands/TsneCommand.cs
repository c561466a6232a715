using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Hourglass.Learning;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary><c>tsne</c>: maps of 5,000 images against scikit-learn's, and of all images by the clock.</summary>
internal static class TsneCommand
{
    private const double Target = 8, MostExcess = 0.02, MostSeconds = 100, MostMegabytes = 1000;
    private const int Dimensions = 50;

    private static readonly RaceOptions Options = new();
    private static readonly Option<int> Count = CommandOptions.Count("--count", 5000, "The images of the race, the first of the training set.");
    private static readonly Option<int> Iterations = CommandOptions.Count("--iterations", 1000, "The steps.");
    private static readonly Option<bool> NoLarge = new("--no-large") { Description = "Do not draw the map of all 70,000 images." };

    /// <summary>Describes the command.</summary>
    public static Command Create(Output output)
    {
        Command command = new("tsne", "Draws maps here and in scikit-learn, in turn, and measures both alike.") { Count, Iterations, NoLarge };
        Options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, output, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellation)
    {
        output.Line("# t-SNE");
        output.Line();
        Host.Describe(output);
        using TemporaryFolder temporary = new();
        using Workers workers = new(Options.Threads(parsed));
        SharedImages images = await SharedImages.OpenAsync(Options.Data(parsed), temporary, workers, cancellation).ConfigureAwait(false);
        TsneOptions options = new() { Iterations = parsed.GetValue(Iterations) };
        Points points = Reduce(images.Train.Take(Math.Min(parsed.GetValue(Count), images.Train.Count)), workers);

        using PythonPeer peer = new(Options.Python(parsed), "tsne.py", workers.Count);
        string file = temporary.In("points");
        await File.WriteAllBytesAsync(file, MemoryMarshal.AsBytes(points.Values).ToArray(), cancellation).ConfigureAwait(false);
        await peer.AskAsync("open", cancellation, ("path", file), ("dimensions", points.Dimensions)).ConfigureAwait(false);
        output.Line();
        output.Line($"Peer: {await peer.DescribeAsync(cancellation).ConfigureAwait(false)}.");
        output.Line();
        output.Line($"{Text.Count(points.Count)} x {points.Dimensions}, perplexity {options.Perplexity}, {Text.Count(options.Iterations)} steps, {Text.Plural(workers.Count, "thread")} each, neighbours included.");
        RaceResult race = await Race.RunAsync(
            [
                RaceSide.Ours("Hourglass", () => Tsne.Fit(points, options, workers, null, cancellation)),
                .. new[] { TsneMethod.Exact, TsneMethod.BarnesHut, TsneMethod.Fft }.Select(method => RaceSide.Ours(
                    $"Hourglass, {method}", () => Tsne.Fit(points, options with { Method = method }, workers, null, cancellation))),
                new RaceSide("scikit-learn, Barnes-Hut", token => peer.RunAsync("fit", token, ("perplexity", options.Perplexity), ("iterations", options.Iterations))),
            ],
            Options.Rounds(parsed),
            output,
            cancellation).ConfigureAwait(false);
        race.Write(output, target: null);
        double ratio = race.Ratio(race.Sides.Count - 1);
        output.Line($"Against scikit-learn: {Text.Ratio(ratio)}, target {Text.AtLeast(Target)}, met: {Text.YesNo(ratio >= Target)}.");
        bool isGood = await CompareAsync(points, options, peer, temporary.In("places"), workers, output, cancellation).ConfigureAwait(false);
        if (!parsed.GetValue(NoLarge)) DrawAll(images, options, workers, output, cancellation);
        output.Save(Options.Out(parsed));
        return isGood ? 0 : 1;
    }

    /// <summary>Measures the maps of all methods and of scikit-learn by the same functions.</summary>
    private static async Task<bool> CompareAsync(
        Points points, TsneOptions options, PythonPeer peer, string path, Workers workers, Output output, CancellationToken cancellation)
    {
        await peer.AskAsync("places", cancellation, ("path", path)).ConfigureAwait(false);
        byte[] bytes = await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false);
        (string Name, Points Places)[] maps =
        [
            ("Hourglass", Tsne.Fit(points, options, workers, null, cancellation).Places),
            .. new[] { TsneMethod.Exact, TsneMethod.BarnesHut, TsneMethod.Fft }.Select(method =>
                ($"Hourglass, {method}", Tsne.Fit(points, options with { Method = method }, workers, null, cancellation).Places)),
            ("scikit-learn", new Points(MemoryMarshal.Cast<byte, float>(bytes), 2)),
        ];
        MarkdownTable table = new("map", "divergence over all pairs", "trustworthiness (12)");
        List<(double Divergence, double Trust)> figures = [];
        foreach ((string name, Points places) in maps)
        {
            double divergence = Tsne.Divergence(points, places, options.Perplexity, workers, cancellation);
            double trust = NeighborhoodQuality.Measure(points, places, workers, cancellation: cancellation).Trustworthiness;
            figures.Add((divergence, trust));
            table.Add(name, Text.Fixed(divergence, 4), Text.Fixed(trust, 4));
        }

        output.Line();
        output.Table(table);
        double excess = (figures[0].Divergence / figures[^1].Divergence) - 1;
        bool isGood = excess <= MostExcess && Math.Round(figures[0].Trust, 3) >= Math.Round(figures[^1].Trust, 3);
        output.Line($"Our divergence is {Text.Fixed(100 * Math.Abs(excess), 1)} % {(excess > 0 ? "above" : "below")} scikit-learn's (at most {Text.Fixed(100 * MostExcess, 0)} % above) and our trustworthiness no lower: {Text.YesNo(isGood)}.");
        return isGood;
    }

    private static void DrawAll(SharedImages images, TsneOptions options, Workers workers, Output output, CancellationToken cancellation)
    {
        Pca pca = Pca.Fit(images.Train, new PcaOptions(Math.Min(Dimensions, images.Train.Shape.Size)), workers, cancellation);
        Points points = Join(
            pca.Transform(Representations.Read(images.Train, workers), workers), pca.Transform(Representations.Read(images.Test, workers), workers));
        long before = GC.GetTotalAllocatedBytes(precise: true);
        TsneMap? map = null;
        Turn turn = Turn.Of(() => map = Tsne.Fit(points, options, workers, null, cancellation));
        double allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6;
        using Process self = Process.GetCurrentProcess();
        double peak = self.PeakWorkingSet64 / 1e6;
        MarkdownTable table = new("points", "seconds", "processors", "target", "allocated MB", "peak MB of this process", "target", "divergence");
        table.Add(
            $"{Text.Count(points.Count)} x {points.Dimensions}",
            Text.Fixed(turn.Seconds, 1),
            Text.Ratio(turn.CpuSeconds / turn.Seconds),
            $"<= {Text.Count(MostSeconds)} s",
            Text.Count(allocated),
            Text.Count(peak),
            $"<= {Text.Count(MostMegabytes)} MB",
            Text.Fixed(map!.KlDivergence, 4));
        output.Line();
        output.Table(table);
    }

    private static Points Join(Points first, Points second)
    {
        Points all = new(first.Count + second.Count, first.Dimensions);
        first.Values.CopyTo(all.Values);
        second.Values.CopyTo(all.Values[first.Values.Length..]);
        return all;
    }

    private static Points Reduce(IDataset set, Workers workers)
    {
        Points pixels = Representations.Read(set, workers);
        return Pca.Fit(pixels, new PcaOptions(Math.Min(Dimensions, pixels.Dimensions)), workers).Transform(pixels, workers);
    }
}

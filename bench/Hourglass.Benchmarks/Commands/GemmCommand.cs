using System.CommandLine;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary><c>gemm</c>: matrix products against what the tile alone reaches.</summary>
internal static class GemmCommand
{
    private const int TargetSize = 1024;
    private const double Target = 0.85;

    private static readonly Option<int[]> Sizes =
        CommandOptions.Numbers("--sizes", [TargetSize, 256, 2048], "Sizes of the square matrices.");
    private static readonly Option<int[]> Threads = CommandOptions.Numbers("--threads", [1, 2], "Numbers of threads, separated by commas.");
    private static readonly Option<int> Rounds =
        CommandOptions.Count("--rounds", 9, "Rounds; in each, the tile and every product have one turn.");
    private static readonly Option<FileInfo?> Out = CommandOptions.Out();

    /// <summary>Describes the command.</summary>
    public static Command Create(Output output)
    {
        Command command = new("gemm", "Measures AB, A'B and AB' against the FMA peak that the tile alone reaches.")
        {
            Sizes, Threads, Rounds, Out,
        };
        command.SetAction(parsed => Run(parsed, output));
        return command;
    }

    private static int Run(ParseResult parsed, Output output)
    {
        output.Line("# Matrix products");
        output.Line();
        Host.Describe(output);
        output.Line();
        output.Line(
            "GFLOP/s, medians of turns taken one after the other; in brackets the share of what the tile alone reached between them.");
        MarkdownTable table = new("size", "threads", "tile alone", "A B", "A' B", "A B'", "target", "met?");
        foreach (int threads in parsed.GetValue(Threads)!)
        {
            using Workers workers = new(threads);
            foreach (int size in parsed.GetValue(Sizes)!)
            {
                output.Status($"{size} x {size} x {size}, {Text.Plural(threads, "thread")}");
                AddRow(table, size, workers, Math.Max(1, parsed.GetValue(Rounds)));
            }
        }

        output.Table(table);
        output.Save(parsed.GetValue(Out));
        return 0;
    }

    private static void AddRow(MarkdownTable table, int size, Workers workers, int rounds)
    {
        MatrixProduct[] products = [.. Enum.GetValues<ProductForm>().Select(form => new MatrixProduct(size, form, workers))];
        double[] peaks = new double[rounds];
        double[][] speeds = [.. products.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            peaks[round] = TilePeak.Measure(workers);
            for (int i = 0; i < products.Length; i++) speeds[i][round] = products[i].Measure();
        }

        double peak = Spread.Of(peaks).Median;
        double[] medians = [.. speeds.Select(static values => Spread.Of(values).Median)];
        string[] cells = [.. medians.Select(speed => $"{Text.Fixed(speed, 1)} ({Text.Percent(speed / peak)})")];
        bool promised = size == TargetSize;
        table.Add(
            Text.Count(size),
            Text.Count(workers.Count),
            Text.Fixed(peak, 1),
            cells[0],
            cells[1],
            cells[2],
            promised ? $">= {Text.Percent(Target)}" : Text.None,
            promised ? Text.YesNo(medians.Min() / peak >= Target) : Text.None);
    }
}

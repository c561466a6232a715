using System.CommandLine;
using System.Text.Json;
using Hourglass.Learning;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary><c>pca</c>: principal components against scikit-learn's.</summary>
internal static class PcaCommand
{
    private const double Target = 3;

    private static readonly string[] Solvers = ["randomized", "full"];
    private static readonly RaceOptions Options = new();
    private static readonly Option<int> Components = CommandOptions.Count("--components", 64, "The number of components.");

    /// <summary>Describes the command.</summary>
    public static Command Create(Output output)
    {
        Command command = new("pca", "Fits exact principal components here and in scikit-learn, in turn.") { Components };
        Options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, output, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellation)
    {
        output.Line("# Principal components");
        output.Line();
        Host.Describe(output);
        using TemporaryFolder temporary = new();
        using Workers workers = new(Options.Threads(parsed));
        SharedImages images = await SharedImages.OpenAsync(Options.Data(parsed), temporary, workers, cancellation).ConfigureAwait(false);
        using PythonPeer peer = new(Options.Python(parsed), "pca.py", workers.Count);
        await peer.AskAsync("open", cancellation, ("data", images.Folder)).ConfigureAwait(false);
        output.Line();
        output.Line($"Peer: {await peer.DescribeAsync(cancellation).ConfigureAwait(false)}.");

        int components = parsed.GetValue(Components);
        Pca pca = Pca.Fit(images.Train, new PcaOptions(components), workers, cancellation);
        output.Line();
        output.Line(
            $"{components} components of {Text.Count(images.Train.Count)} x {images.Train.Shape.Size}, {Text.Plural(workers.Count, "thread")} each; ours reads the bytes, "
            + "scikit-learn's has them as floats beforehand.");
        RaceResult race = await Race.RunAsync(
            [
                RaceSide.Ours("Hourglass, exact", () => Pca.Fit(images.Train, new PcaOptions(components), workers, cancellation)),
                .. Solvers.Select(solver => new RaceSide(
                    $"scikit-learn, {solver}", token => peer.RunAsync("fit", token, ("solver", solver), ("components", components)))),
            ],
            Options.Rounds(parsed),
            output,
            cancellation).ConfigureAwait(false);
        race.Write(output, Target);
        output.Line();
        output.Line($"Memory: ours allocates {Text.Count(Allocated(images, components, workers) / 1e6)} MB beside the bytes; scikit-learn's process had {Text.Count(race.Turns[2][^1].Answer.GetProperty("peak_mib").GetDouble())} MiB at its peak.");
        bool agree = await CompareAsync(pca, race.Turns[2][^1].Answer, peer, temporary.In("components"), output, cancellation).ConfigureAwait(false);
        output.Save(Options.Out(parsed));
        return agree ? 0 : 1;
    }

    private static double Allocated(SharedImages images, int components, Workers workers)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Pca.Fit(images.Train, new PcaOptions(components), workers, CancellationToken.None);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    /// <summary>Compares with the full solver, which had the last turn.</summary>
    private static async Task<bool> CompareAsync(
        Pca pca, JsonElement answer, PythonPeer peer, string path, Output output, CancellationToken cancellation)
    {
        const double VarianceTolerance = 1e-4, SubspaceTolerance = 1e-3;
        double[] theirs = [.. answer.GetProperty("variances").EnumerateArray().Select(static value => value.GetDouble())];
        double variances = pca.ExplainedVariance.Zip(theirs, static (x, y) => Math.Abs(x - y) / y).Max();
        await peer.AskAsync("components", cancellation, ("path", path)).ConfigureAwait(false);
        byte[] bytes = await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false);
        float[] components = new float[bytes.Length / sizeof(float)];
        Buffer.BlockCopy(bytes, 0, components, 0, bytes.Length);
        double angle = SubspaceDistance(pca.Components, new Points(components, pca.Features));
        output.Line();
        output.Line(
            $"Agreement with scikit-learn, full: variances differ by {Text.Short(variances)} of their value (allowed {Text.Short(VarianceTolerance)}), "
            + $"the part of its components outside our subspace is {Text.Short(angle)} (allowed {Text.Short(SubspaceTolerance)}).");
        return variances <= VarianceTolerance && angle <= SubspaceTolerance;
    }

    /// <summary>The longest remainder of a component of the other side after its projection onto ours.</summary>
    private static double SubspaceDistance(Points ours, Points theirs)
    {
        double longest = 0;
        for (int i = 0; i < theirs.Count; i++)
        {
            double square = 0;
            for (int j = 0; j < ours.Count; j++)
            {
                double dot = 0;
                for (int k = 0; k < ours.Dimensions; k++) dot += (double)ours[j][k] * theirs[i][k];
                square += dot * dot;
            }

            longest = Math.Max(longest, Math.Sqrt(Math.Max(1 - square, 0)));
        }

        return longest;
    }
}

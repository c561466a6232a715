using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary><c>seeds</c>: what a training ends with here and in PyTorch, and how far another seed moves it.</summary>
internal static class SeedsCommand
{
    private static readonly Option<string[]> Names =
        CommandOptions.Names("--works", "Works of bench/works.json that have epochs, separated by commas (default: all).");

    private static readonly Option<int[]> Seeds = CommandOptions.Numbers("--seeds", [42, 1, 2, 3], "The seeds of both sides, separated by commas.");
    private static readonly Option<DirectoryInfo?> Data = CommandOptions.Data();
    private static readonly Option<FileInfo?> Out = CommandOptions.Out();
    private static readonly Option<string> Python = CommandOptions.Python();

    /// <summary>Describes the command.</summary>
    public static Command Create(Output output)
    {
        Command command = new("seeds", "Trains works to their end with several seeds, here and in PyTorch.") { Names, Seeds, Data, Python, Out };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, output, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellation)
    {
        IReadOnlyList<Work> works = CommandOptions.Choose(
            [.. Works.Read().Where(static work => work.Epochs is not null)], parsed.GetValue(Names)!, static work => work.Name, Names.Name);
        int[] seeds = parsed.GetValue(Seeds)!;

        output.Line("# Seeds");
        output.Line();
        Host.Describe(output);
        using TemporaryFolder temporary = new();
        using Workers workers = new(Environment.ProcessorCount);
        SharedImages images = await SharedImages.OpenAsync(parsed.GetValue(Data), temporary, workers, cancellation).ConfigureAwait(false);
        using PeerProcess process = new(parsed.GetValue(Python)!, images.Folder, new PeerSetting(1, WaitPolicy: null, Capability: null));
        PeerSide peer = new(process);
        ProtocolData data = new(images.Train, images.Test, workers, cancellation);
        PeerInfo info = await peer.InfoAsync(cancellation).ConfigureAwait(false);
        output.Line();
        output.Line($"Data: {Text.Count(images.Train.Count)} images of {images.Train.Name}. PyTorch {info.Torch}. Glorot uniform weights on both sides.");
        foreach (string warning in info.Warnings) output.Status($"Warning: {warning}");
        output.Line("Seeds give each side its own weights, orders and draws: only their spreads can be compared.");

        MarkdownTable table = new(["work", "epochs", "on the test images", "side", .. seeds.Select(static seed => FormattableString.Invariant($"seed {seed}")), "mean", "deviation"]);
        foreach (Work work in works) await AddAsync(table, work, seeds, data, peer, output, cancellation).ConfigureAwait(false);
        output.Table(table);
        output.Save(parsed.GetValue(Out));
        return 0;
    }

    /// <summary>Trains a work on both sides, the sides taking turns, and adds a row for each.</summary>
    private static async Task AddAsync(
        MarkdownTable table, Work work, int[] seeds, ProtocolData data, PeerSide peer, Output output, CancellationToken cancellation)
    {
        List<double> ours = [], theirs = [];
        bool variational = work.Encoder?.OfType<GaussianLatentSpec>().Any() == true;
        (string measure, int digits) = variational ? ("negative ELBO, nats per image", 2) : ("squared error per pixel", 5);
        foreach (int seed in seeds)
        {
            ours.Add(Train(work, seed, variational, data));
            PeerEpochs result = await peer.FinishAsync(work, seed, cancellation).ConfigureAwait(false);
            theirs.Add(variational ? result.TestLoss : result.TestMse);
            output.Status(FormattableString.Invariant($"{work.Name}, seed {seed}: {Text.Fixed(ours[^1], digits)}, PyTorch {Text.Fixed(theirs[^1], digits)}"));
        }

        string epochs = FormattableString.Invariant($"{work.Epochs}");
        table.Add([work.Name, epochs, measure, "Hourglass", .. Cells(ours, digits)]);
        table.Add([work.Name, epochs, measure, "PyTorch", .. Cells(theirs, digits)]);
    }

    private static double Train(Work work, int seed, bool variational, ProtocolData data)
    {
        TrainingOptions options = new() { Epochs = work.Epochs!.Value, Batch = work.Batch, Optimizer = work.Optimizer.Spec(), Seed = (ulong)seed };
        Network network = data.Fit(work.Model(), data.Train, options);
        return variational ? VariationalQuality.Measure(network, data.Test, data.Workers)!.NegativeElbo : data.Measure(network, data.Test).Mse;
    }

    private static IEnumerable<string> Cells(List<double> values, int digits)
    {
        double mean = values.Average(), squares = values.Sum(value => (value - mean) * (value - mean));
        string deviation = values.Count > 1 ? Text.Fixed(Math.Sqrt(squares / (values.Count - 1)), digits) : Text.None;
        return [.. values.Select(value => Text.Fixed(value, digits)), Text.Fixed(mean, digits), deviation];
    }
}

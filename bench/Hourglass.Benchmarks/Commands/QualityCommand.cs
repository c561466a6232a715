using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary><c>quality</c>: trainings whose results are known from elsewhere.</summary>
internal static class QualityCommand
{
    private static readonly Option<string[]> Keys =
        CommandOptions.Names("--protocols", "Protocols, separated by commas: dense, deep, linear, sparse, sparse-activation (default: all).");

    private static readonly Option<int> Seed = CommandOptions.Count("--seed", 42, "The seed of all trainings.");
    private static readonly Option<DirectoryInfo?> Data = CommandOptions.Data();
    private static readonly Option<FileInfo?> Out = CommandOptions.Out();

    /// <summary>Describes the command.</summary>
    public static Command Create(Output output)
    {
        Command command = new("quality", "Trains protocols whose results are known, on MNIST, and compares.") { Keys, Seed, Data, Out };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, output, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, Output output, CancellationToken cancellation)
    {
        IReadOnlyList<Protocol> protocols = CommandOptions.Choose(
            Protocols.All, parsed.GetValue(Keys)!, static protocol => protocol.Key, Keys.Name);
        using Downloads downloads = new();
        DirectoryInfo? folder = parsed.GetValue(Data);
        DatasetFiles files = MnistFiles.Find(folder, MnistFiles.Locator(folder, downloads)) ?? throw new DirectoryNotFoundException(
            $"Found no MNIST, and the references are for it alone. Set {DataFolders.Variable} or name the folder above mnist by --data.");

        output.Line("# Quality");
        output.Line();
        Host.Describe(output);
        output.Line();
        output.Line($"Data: {files.Entry.Name}. Seed {parsed.GetValue(Seed)}.");
        using Workers workers = new(Environment.ProcessorCount);
        ProtocolData data = new(files.ReadTrain(), files.ReadTest(), workers, cancellation);
        MarkdownTable table = new("protocol", "measure", "reference", "ours", "met?", "seconds");
        bool met = true;
        foreach (Protocol protocol in protocols)
        {
            output.Status(protocol.Name);
            long start = TimeProvider.System.GetTimestamp();
            double result = protocol.Train(data, (ulong)parsed.GetValue(Seed));
            double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            table.Add(
                protocol.Name,
                protocol.Measure,
                protocol.Reference,
                Text.Fixed(result, protocol.Digits),
                Text.YesNo(protocol.Accepts(result)),
                Text.Fixed(seconds, 1));
            met &= protocol.Accepts(result);
        }

        output.Table(table);
        output.Save(parsed.GetValue(Out));
        return met ? 0 : 1;
    }
}

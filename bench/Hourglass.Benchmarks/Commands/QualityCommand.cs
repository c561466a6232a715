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
            IReadOnlyList<double> results = protocol.Train(data, (ulong)parsed.GetValue(Seed));
            double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            met &= Add(table, protocol, results, seconds);
        }

        output.Table(table);
        output.Save(parsed.GetValue(Out));
        return met ? 0 : 1;
    }

    /// <summary>Adds a row for each figure, the first with the training's name and time; says whether all are accepted.</summary>
    private static bool Add(MarkdownTable table, Protocol protocol, IReadOnlyList<double> results, double seconds)
    {
        for (int i = 0; i < protocol.Figures.Count; i++)
        {
            ProtocolFigure figure = protocol.Figures[i];
            table.Add(
                i == 0 ? protocol.Name : "the same training",
                figure.Measure,
                figure.Reference,
                Text.Fixed(results[i], figure.Digits),
                double.IsInfinity(figure.Most) && double.IsInfinity(figure.Least) ? "-" : Text.YesNo(figure.Accepts(results[i])),
                i == 0 ? Text.Fixed(seconds, 1) : "");
        }

        return protocol.Figures.Zip(results).All(static pair => pair.First.Accepts(pair.Second));
    }
}

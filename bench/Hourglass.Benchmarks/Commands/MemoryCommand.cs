using System.CommandLine;
using System.Diagnostics;
using Hourglass.Learning;

namespace Hourglass.Benchmarks;

/// <summary><c>memory</c>: the largest working set of a whole training run.</summary>
internal static class MemoryCommand
{
    private const double TargetMegabytes = 300;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private static readonly Option<FileInfo?> Executable = PublishedCli.Option();
    private static readonly Option<DirectoryInfo?> Data = CommandOptions.Data();
    private static readonly Option<FileInfo?> Out = CommandOptions.Out();
    private static readonly Option<string> Set = new("--set")
    {
        DefaultValueFactory = static _ => DatasetCatalog.Mnist.Name,
        Description = "The data set; the target is for MNIST.",
    };

    /// <summary>Describes the command.</summary>
    public static Command Create(Output output)
    {
        Command command = new("memory", "Measures the peak working set of hourglass train.") { Executable, Data, Set, Out };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, output, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellation)
    {
        output.Line("# Memory");
        output.Line();
        Host.Describe(output);
        using TemporaryFolder folder = new();
        string executable = PublishedCli.FindOrPublish(parsed.GetValue(Executable), folder, output);
        string[] arguments = ["train", "dense", "--code", "32", "--data", parsed.GetValue(Set)!, "--epochs", "2"];
        ProcessStartInfo start = new(executable, [.. arguments, "--out", folder.In("run")]) { RedirectStandardOutput = true };
        if (parsed.GetValue(Data) is { } data) start.Environment[DataFolders.Variable] = data.FullName;
        double megabytes = await PeakAsync(start, cancellation).ConfigureAwait(false) / 1e6;

        MarkdownTable table = new("command", "peak MB", "target MB", "met?");
        table.Add(
            $"hourglass {string.Join(' ', arguments)}",
            Text.Fixed(megabytes, 0),
            $"<= {Text.Count(TargetMegabytes)}",
            Text.YesNo(megabytes <= TargetMegabytes));
        output.Table(table);
        output.Save(parsed.GetValue(Out));
        return 0;
    }

    /// <summary>Runs a process to its end; the system keeps its peak, which is read as often as the last look can be missed.</summary>
    private static async Task<long> PeakAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        using Process process = Process.Start(start)!;
        Task<string> messages = process.StandardOutput.ReadToEndAsync(cancellation);
        long peak = 0;
        try
        {
            while (!process.HasExited)
            {
                peak = Math.Max(peak, PeakOf(process));
                await Task.Delay(Interval, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }

        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return process.ExitCode == 0
            ? peak
            : throw new IOException($"{start.FileName} ended with exit code {process.ExitCode}:\n{await messages.ConfigureAwait(false)}");
    }

    private static long PeakOf(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0; // it has ended since the last look
        }
    }
}

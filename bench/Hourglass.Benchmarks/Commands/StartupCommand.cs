using System.CommandLine;
using System.Diagnostics;

namespace Hourglass.Benchmarks;

/// <summary><c>startup</c>: how long the published command line takes to say its help.</summary>
internal static class StartupCommand
{
    private const double TargetSeconds = 0.15;

    private static readonly Option<FileInfo?> Executable = PublishedCli.Option();
    private static readonly Option<int> Runs = CommandOptions.Count("--runs", 10, "Runs; one more before them warms the disk cache.");
    private static readonly Option<FileInfo?> Out = CommandOptions.Out();

    /// <summary>Describes the command.</summary>
    public static Command Create(Output output)
    {
        Command command = new("startup", "Times hourglass --help, published.") { Executable, Runs, Out };
        command.SetAction(parsed => Run(parsed, output));
        return command;
    }

    private static int Run(ParseResult parsed, Output output)
    {
        output.Line("# Start-up");
        output.Line();
        Host.Describe(output);
        using TemporaryFolder folder = new();
        string executable = PublishedCli.FindOrPublish(parsed.GetValue(Executable), folder, output);
        Time(executable);
        int runs = Math.Max(1, parsed.GetValue(Runs));
        Spread seconds = Spread.Of([.. Enumerable.Range(0, runs).Select(_ => Time(executable))]);

        MarkdownTable table = new("command", "runs", "median s", "range s", "target s", "met?");
        table.Add(
            "hourglass --help",
            Text.Count(runs),
            Text.Fixed(seconds.Median, 3),
            Text.Range(seconds, static value => Text.Fixed(value, 3)),
            $"<= {Text.Ratio(TargetSeconds)}",
            Text.YesNo(seconds.Median <= TargetSeconds));
        output.Table(table);
        output.Save(parsed.GetValue(Out));
        return 0;
    }

    private static double Time(string executable)
    {
        ProcessStartInfo start = new(executable, ["--help"]) { RedirectStandardOutput = true };
        long begun = TimeProvider.System.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        return process.ExitCode == 0 ? seconds : throw new IOException($"{executable} --help ended with exit code {process.ExitCode}.");
    }
}

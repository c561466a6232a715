using System.CommandLine;

namespace Hourglass.Cli;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static Option<bool> Help { get; } = CliOption.Flag("--help", "show help", "-h", "-?");

    public static Option<bool> Version { get; } = CliOption.Flag("--version", "show the version");

    public static Option<bool> Verbose { get; } = CliOption.Flag("--verbose", "say more, and show stack traces", "-v");

    public static Option<bool> Quiet { get; } = CliOption.Flag("--quiet", "say nothing but errors", "-q");

    public static Option<bool> Json { get; } = CliOption.Flag("--json", "end with one line of JSON on stdout, and nothing else there");

    public static Option<string> Threads { get; } = CliOption.Value(
        "--threads", "N", "threads to compute with (all); no influence on results");

    /// <summary>Reads the number of threads.</summary>
    public static int ReadThreads(OptionValues values)
    {
        int threads = values.Int(Threads) ?? Environment.ProcessorCount;
        if (threads is >= 1 and <= 1024) return threads;
        values.Refuse(Threads, values.Text(Threads)!, "1 to 1024");
        return 1;
    }
}

using System.CommandLine;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static Option<bool> Help { get; } = CliOption.Flag("--help", Phrase.Mark("show help"), "-h", "-?");

    public static Option<string> Lang { get; } = CliOption.Value("--lang", "NAME", Phrase.Mark("the language: en or es (that of LC_ALL, LC_MESSAGES or LANG)"));

    public static Option<bool> Version { get; } = CliOption.Flag("--version", Phrase.Mark("show the version"));

    public static Option<bool> Verbose { get; } = CliOption.Flag("--verbose", Phrase.Mark("say more, and show stack traces"), "-v");

    public static Option<bool> Quiet { get; } = CliOption.Flag("--quiet", Phrase.Mark("say nothing but errors"), "-q");

    public static Option<bool> Json { get; } = CliOption.Flag("--json", Phrase.Mark("end with one line of JSON on stdout, and nothing else there"));

    public static Option<string> Threads { get; } = CliOption.Value(
        "--threads", "N", Phrase.Mark("threads to compute with (all); no influence on results"));

    /// <summary>Reads the number of threads.</summary>
    public static int ReadThreads(OptionValues values)
    {
        int threads = values.Int(Threads) ?? Environment.ProcessorCount;
        if (threads is >= 1 and <= 1024) return threads;
        values.Refuse(Threads, values.Text(Threads)!, Phrase.Of("1 to 1024"));
        return 1;
    }
}

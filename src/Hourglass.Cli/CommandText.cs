using Hourglass.Learning;

namespace Hourglass.Cli;

/// <summary>Writes command lines as a shell reads them.</summary>
internal static class CommandText
{
    private const string Harmless = "-_./,=:+@%\\";

    /// <summary>Words the command that repeats a training, without what has no influence on it.</summary>
    /// <param name="words">The words as they were typed.</param>
    /// <param name="data">The name of the data that was taken.</param>
    public static string Repeat(IReadOnlyList<string> words, string data)
    {
        string[] flags = [.. Names(SharedOptions.Json), .. Names(SharedOptions.Quiet), .. Names(SharedOptions.Verbose)];
        string[] withValue = ["--out", SharedOptions.Lang.Name, SharedOptions.Threads.Name, DataChoice.Data.Name];
        List<string> kept = ["hourglass"];
        for (int i = 0; i < words.Count; i++)
        {
            if (withValue.Contains(words[i])) i++;
            else if (!flags.Contains(words[i])) kept.Add(Quote(words[i]));
        }

        return string.Join(' ', [.. kept, DataChoice.Data.Name, data]);
    }

    /// <summary>Words the command that goes on with a run.</summary>
    public static string Resume(CliContext context, RunFolder folder) => $"hourglass resume {Quote(context.Short(folder.Path))}";

    /// <summary>Quotes a word where a shell would not take it as it is.</summary>
    public static string Quote(string word)
    {
        if (word.Length > 0 && word.All(static c => char.IsAsciiLetterOrDigit(c) || Harmless.Contains(c))) return word;
        return OperatingSystem.IsWindows()
            ? $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    private static IEnumerable<string> Names(System.CommandLine.Option option) => [option.Name, .. option.Aliases];
}

namespace Hourglass.Cli;

/// <summary>Writes command lines as a shell reads them.</summary>
internal static class CommandText
{
    /// <summary>Quotes a word where a shell would not take it as it is.</summary>
    public static string Quote(string word) => word.Length > 0 && word.All(static c => char.IsAsciiLetterOrDigit(c) || "-_./,=:+@%\\".Contains(c))
        ? word
        : OperatingSystem.IsWindows() ? $"\"{word}\"" : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

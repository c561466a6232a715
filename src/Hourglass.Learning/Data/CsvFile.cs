using System.Globalization;
using System.Text;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Writes tables of numbers as CSV files: commas, points, a first line of names, lines ended by <c>\n</c>.</summary>
/// <remarks>Numbers are written with as few digits as bring the same float back.</remarks>
public static class CsvFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a table.</summary>
    /// <param name="path">The file, which appears whole or not at all.</param>
    /// <param name="columns">The name of each column.</param>
    /// <param name="values">The rows one after the other.</param>
    /// <exception cref="ArgumentException">The numbers are no whole rows.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, IReadOnlyList<string> columns, ReadOnlyMemory<float> values)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0 || values.Length % columns.Count != 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Received {values.Length} numbers, expected whole rows of {columns.Count} columns."),
                nameof(values));
        }

        AtomicFile.Write(path, stream =>
        {
            using StreamWriter writer = new(stream, Utf8, leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine(string.Join(',', columns.Select(Quote)));
            WriteRows(writer, values.Span, columns.Count);
        });
    }

    private static void WriteRows(StreamWriter writer, ReadOnlySpan<float> values, int columns)
    {
        Span<char> number = stackalloc char[32];
        for (int i = 0; i < values.Length; i++)
        {
            values[i].TryFormat(number, out int length, "R", CultureInfo.InvariantCulture);
            writer.Write(number[..length]);
            writer.Write((i + 1) % columns == 0 ? '\n' : ',');
        }
    }

    private static string Quote(string name) =>
        name.AsSpan().ContainsAny(",\"\n\r") ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
}

using System.Globalization;
using System.Text;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Reads and writes tables of numbers as CSV files, or TSV files where the name ends in <c>.tsv</c>.</summary>
/// <remarks>
/// <para>Written are UTF-8 with a first line of names and lines ended by <c>\n</c>; numbers with as few digits as bring the same float back. Read
/// are UTF-8 texts with commas, semicolons or tabs, fields in quotes or not, and a decimal point.</para>
/// <para><b>Memory</b> A record has at most 16 MiB and 1,000,000 fields; all numbers together take no more than the limit, and twice that for a
/// moment at the end.</para>
/// </remarks>
public static class CsvFile
{
    /// <summary>The most bytes of memory that the numbers of one file may take where nothing else is said: 2 GiB.</summary>
    public const long DefaultLimit = 2L << 30;

    private const int BufferBytes = 1 << 16;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is to be read; null, the default, to find out.</param>
    /// <param name="limit">The most bytes of memory that the numbers may take.</param>
    /// <exception cref="InvalidDataException">The file is no table of numbers; the message names line and column.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static CsvTable Read(string path, CsvOptions? options = null, long limit = DefaultLimit)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
        return Read(stream, path, options, limit);
    }

    /// <summary>Reads a table from a stream.</summary>
    /// <param name="stream">The text; seekable, read from its start, left open.</param>
    /// <param name="name">What messages call it; its ending says what the delimiter is where the options do not.</param>
    /// <param name="options">How it is to be read; null, the default, to find out.</param>
    /// <param name="limit">The most bytes of memory that the numbers may take.</param>
    /// <exception cref="InvalidDataException">The text is no table of numbers; the message names line and column.</exception>
    public static CsvTable Read(Stream stream, string name, CsvOptions? options = null, long limit = DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new CsvTableReader(stream, name, options ?? new CsvOptions(), limit).Read();
    }

    /// <summary>Writes a table.</summary>
    /// <param name="path">The file, which appears whole or not at all.</param>
    /// <param name="columns">The name of each column.</param>
    /// <param name="values">The rows one after the other.</param>
    /// <param name="labels">The class of each row, written as a last column <c>label</c>; null, the default, for none.</param>
    /// <exception cref="ArgumentException">The numbers are no whole rows, or the labels are not one per row.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(
        string path, IReadOnlyList<string> columns, ReadOnlyMemory<float> values, IReadOnlyList<string>? labels = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0 || values.Length % columns.Count != 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Received {values.Length} numbers, expected whole rows of {columns.Count} columns."),
                nameof(values));
        }

        if (labels is not null && labels.Count != values.Length / columns.Count)
            throw new ArgumentException(FormattableString.Invariant($"Received {labels.Count} labels, expected {values.Length / columns.Count}, one per row."), nameof(labels));

        char delimiter = DelimiterOf(path);
        AtomicFile.Write(path, stream =>
        {
            using StreamWriter writer = new(stream, Utf8, leaveOpen: true) { NewLine = "\n" };
            IEnumerable<string> names = labels is null ? columns : [.. columns, "label"];
            writer.WriteLine(string.Join(delimiter, names.Select(column => Quote(column, delimiter))));
            WriteRows(writer, values.Span, columns.Count, delimiter, labels);
        });
    }

    /// <summary>Gets what stands between the fields of a file that is written.</summary>
    internal static char DelimiterOf(string path) => Path.GetExtension(path).Equals(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',';

    private static void WriteRows(StreamWriter writer, ReadOnlySpan<float> values, int columns, char delimiter, IReadOnlyList<string>? labels)
    {
        Span<char> number = stackalloc char[32];
        for (int i = 0; i < values.Length; i++)
        {
            values[i].TryFormat(number, out int length, "R", CultureInfo.InvariantCulture);
            writer.Write(number[..length]);
            if ((i + 1) % columns != 0)
            {
                writer.Write(delimiter);
                continue;
            }

            if (labels is not null)
            {
                writer.Write(delimiter);
                writer.Write(Quote(labels[i / columns], delimiter));
            }

            writer.Write('\n');
        }
    }

    private static string Quote(string name, char delimiter) => name.AsSpan().ContainsAny("\"\n\r") || name.Contains(delimiter)
        ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : name;
}

using System.Globalization;
using System.Text;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Reads the numbers and classes of a table.</summary>
internal sealed class CsvTableReader(Stream stream, string name, CsvOptions options, long limit)
{
    private const int LongestShown = 40, Start = 1 << 16;

    /// <summary>Reads the whole table.</summary>
    public CsvTable Read()
    {
        char delimiter = options.Delimiter ?? FindDelimiter();
        string[] names = ReadNames(delimiter, out bool hasHeader);
        int labels = options.Labels is null ? -1 : FindColumn(names, options.Labels);
        string[] columns = [.. names.Where((_, column) => column != labels)];
        if (columns.Length == 0) throw Bad(1, Phrase.Of("a table without a column of numbers"), Phrase.Of("at least one"), Phrase.Of("Name another column of classes."));

        stream.Position = 0;
        CsvRecords records = new(stream, name, delimiter);
        if (hasHeader) records.Read();
        FloatList values = new(name, limit);
        List<string> classes = [];
        while (records.Read()) ReadRow(records, names, labels, values, classes);
        if (values.Count == 0) throw Bad(records.Line, Phrase.Of("no row of numbers"), Phrase.Of("at least one"), Phrase.Of("An empty table serves nothing: name another file."));
        return new CsvTable(columns, values.ToArray(), classes);
    }

    private static float? Number(ReadOnlySpan<byte> field) =>
        float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) ? value : null;

    private static bool IsMissing(ReadOnlySpan<byte> field) =>
        field.IsEmpty || (field.Length <= 4 && Encoding.ASCII.GetString(field).ToUpperInvariant() is "NA" or "N/A" or "NAN" or "NULL" or "?" or "-");

    private static string Text(ReadOnlySpan<byte> field) =>
        ArrayChoice.Safe(Encoding.UTF8.GetString(field[..Math.Min(field.Length, LongestShown)]));

    private char FindDelimiter()
    {
        if (Path.GetExtension(name).Equals(".tsv", StringComparison.OrdinalIgnoreCase)) return '\t';
        ReadOnlySpan<byte> candidates = ",;\t"u8;
        Span<int> counts = stackalloc int[candidates.Length];
        byte[] start = new byte[Start];
        stream.Position = 0;
        int read = stream.ReadAtLeast(start, Start, throwOnEndOfStream: false), most = 0;
        bool isQuoted = false, hasContent = false;
        foreach (byte next in start.AsSpan(0, read))
        {
            if (next == '"') isQuoted = !isQuoted;
            if (isQuoted) continue;
            if (next is (byte)'\n' or (byte)'\r' && hasContent) break;
            hasContent |= next > ' ';
            if (candidates.IndexOf(next) is >= 0 and int candidate) counts[candidate]++;
        }

        for (int i = 1; i < counts.Length; i++)
            if (counts[i] > counts[most]) most = i;
        return (char)candidates[most];
    }

    /// <summary>Reads or makes up the names of all columns.</summary>
    private string[] ReadNames(char delimiter, out bool hasHeader)
    {
        stream.Position = 0;
        CsvRecords records = new(stream, name, delimiter);
        if (!records.Read()) throw Bad(1, Phrase.Of("no record"), Phrase.Of("a table"), Phrase.Of("An empty file serves nothing: name another one."));
        string[] first = new string[records.Count];
        bool[] isNumber = new bool[first.Length], isText = new bool[first.Length];
        for (int i = 0; i < first.Length; i++)
        {
            first[i] = Text(records[i]);
            isNumber[i] = Number(records[i]) is not null;
            isText[i] = !isNumber[i] && !IsMissing(records[i]);
        }

        hasHeader = options.Header ?? (!isNumber.Contains(true) || HasTextAboveNumber(records, isText));
        return hasHeader
            ? [.. first.Select(static (text, column) => text.Length > 0 ? text : Made(column))]
            : [.. first.Select(static (_, column) => Made(column))];
    }

    private static bool HasTextAboveNumber(CsvRecords records, bool[] isText)
    {
        if (!records.Read()) return false;
        for (int i = 0; i < Math.Min(isText.Length, records.Count); i++)
            if (isText[i] && Number(records[i]) is not null) return true;
        return false;
    }

    private static string Made(int column) => string.Create(CultureInfo.InvariantCulture, $"column{column}");

    private int FindColumn(string[] names, string wanted)
    {
        int named = Array.IndexOf(names, wanted);
        if (named >= 0) return named;
        if (int.TryParse(wanted, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= -names.Length && number < names.Length)
            return number < 0 ? names.Length + number : number;
        string known = string.Join(", ", names.Take(20)) + (names.Length > 20 ? ", ..." : "");
        throw new InvalidDataException(NearestName.Find(wanted, names) is { } nearest
            ? Phrase.Of($"{name}: found no column '{wanted}', expected one of {known}, or a number from 0. Did you mean {nearest}?")
            : Phrase.Of($"{name}: found no column '{wanted}', expected one of {known}, or a number from 0."));
    }

    private void ReadRow(CsvRecords records, string[] names, int labels, FloatList values, List<string> classes)
    {
        if (records.Count != names.Length)
        {
            throw Bad(
                records.Line,
                Phrase.Of($"{records.Count} fields"),
                Phrase.Of($"{names.Length} as in the first record"),
                Phrase.Of("Is the delimiter the right one, and are texts with delimiters in quotes?"));
        }

        for (int i = 0; i < names.Length; i++)
        {
            if (i != labels) values.Add(Value(records, i, names[i]));
            else if (records[i].IsEmpty) throw Missing(records, i, names[i], Phrase.Of("a class"));
            else classes.Add(Text(records[i]));
        }
    }

    private static float Value(CsvRecords records, int column, string columnName)
    {
        ReadOnlySpan<byte> field = records[column];
        if (Number(field) is { } value && float.IsFinite(value)) return value;
        if (IsMissing(field)) throw Missing(records, column, columnName, Phrase.Of("a number"));
        string advice = Number(field) is null
            ? Phrase.Of($"If the column holds classes, name it as the labels: {columnName}.")
            : Phrase.Of("Scale the numbers down.");
        throw records.Bad(Phrase.Of($"'{Text(field)}' in {Place(column, columnName)}"), Phrase.Of("a number that fits float32, with a decimal point"), advice);
    }

    private static InvalidDataException Missing(CsvRecords records, int column, string columnName, string expected) =>
        records.Bad(Phrase.Of($"no value ('{Text(records[column])}') in {Place(column, columnName)}"), expected, Phrase.Of("Fill it in, or remove the row."));

    private static string Place(int column, string columnName) => Phrase.Of($"column {column} ('{columnName}')");

    private InvalidDataException Bad(int line, string found, string expected, string advice) =>
        new(Phrase.Of($"{name}, line {line}: found {found}, expected {expected}. {advice}"));
}

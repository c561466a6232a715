using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Reads the classes of samples from an array or from a file of their own.</summary>
internal static class FileLabels
{
    /// <summary>Reads classes from a file.</summary>
    /// <param name="path">A file of arrays with one that can be read, a table with one column, or IDX labels.</param>
    /// <exception cref="InvalidDataException">The file is not what it should be.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        if (ArrayFile.IsOne(path)) return Of(ArrayFile.Read(path), path);
        if (!FileReader.IsTable(path)) return [.. IdxFile.ReadLabels(path).Select(static label => label.ToString(CultureInfo.InvariantCulture))];
        using FileStream stream = File.OpenRead(path);
        return ReadColumn(stream, path);
    }

    /// <summary>Turns an array of whole numbers into classes.</summary>
    /// <param name="array">The numbers.</param>
    /// <param name="place">What messages call the array.</param>
    /// <exception cref="InvalidDataException">A number is no whole one.</exception>
    public static IReadOnlyList<string> Of(NumberArray array, string place)
    {
        string[] labels = new string[array.Values.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            float value = array.Values[i];
            if (!float.IsInteger(value))
                throw new InvalidDataException(Phrase.Of($"{place}: found {value} as the class of sample {i}, expected a whole number."));
            labels[i] = value.ToString("F0", CultureInfo.InvariantCulture);
        }

        return labels;
    }

    private static List<string> ReadColumn(Stream stream, string path)
    {
        CsvRecords records = new(stream, path, CsvFile.DelimiterOf(path));
        List<string> labels = [];
        while (records.Read())
        {
            if (records.Count != 1)
                throw records.Bad(Phrase.Of($"{records.Count} columns"), Phrase.Of("one, the class of each sample"), Phrase.Of("Name a file with one column."));
            labels.Add(ArrayChoice.Safe(System.Text.Encoding.UTF8.GetString(records[0])));
        }

        return labels;
    }
}

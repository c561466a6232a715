using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>What a file or folder of one's own holds, and what is read from it.</summary>
/// <param name="Arrays">The arrays of the file; empty where the format has no names.</param>
/// <param name="Samples">The number of samples; 0 where it is not said which array they are.</param>
/// <param name="Shape">The shape of one, as height x width x channels or the number of features.</param>
/// <param name="Least">The smallest number.</param>
/// <param name="Most">The largest number.</param>
/// <param name="Classes">The classes and how many samples each has; empty where there are no labels.</param>
/// <param name="Problem">Why no samples are read; null where they are.</param>
public sealed record DataSummary(
    IReadOnlyList<ArrayEntry> Arrays,
    int Samples,
    string Shape,
    float Least,
    float Most,
    IReadOnlyList<KeyValuePair<string, int>> Classes,
    string? Problem = null)
{
    /// <summary>Looks at data.</summary>
    /// <remarks>A file of several arrays of which none was chosen is listed, and no problem as such.</remarks>
    /// <param name="file">The data, and how they are read.</param>
    /// <exception cref="InvalidDataException">The file is not what it should be; the message says where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DataSummary Of(DataFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        IReadOnlyList<ArrayEntry> arrays = ArrayFile.IsOne(file.Path) ? ArrayFile.List(file.Path) : [];
        if (file.Variable is null && arrays.Count(static entry => entry.Problem is null) is var readable && arrays.Count > 0 && readable != 1)
        {
            string advice = readable == 0 ? Phrase.Of("No array can be read.") : Phrase.Of("Choose one by --variable to see its samples.");
            return new DataSummary(arrays, 0, "", 0, 0, [], advice);
        }

        DataSplit split = FileData.Open(file with { TestShare = 0, Scale = ScaleKind.None });
        (float least, float most) = Range(split.Train);
        return new DataSummary(arrays, split.Train.Count, split.Train.Shape.ToString(), least, most, CountClasses(split.Train));
    }

    private static (float Least, float Most) Range(IDataset set)
    {
        float least = float.PositiveInfinity, most = float.NegativeInfinity;
        foreach (float value in set is FloatSet floats ? floats.Values : Representations.Read(set, Workers.Single).Values)
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        return (least, most);
    }

    private static KeyValuePair<string, int>[] CountClasses(IDataset set)
    {
        int[] counts = new int[set.ClassNames.Count];
        foreach (int label in set.Labels.Span) counts[label]++;
        return [.. set.ClassNames.Select((name, i) => KeyValuePair.Create(name, counts[i]))];
    }
}

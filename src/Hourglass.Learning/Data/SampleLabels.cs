using System.Globalization;

namespace Hourglass.Learning;

/// <summary>Checks labels against samples and classes.</summary>
internal static class SampleLabels
{
    /// <summary>Checks the labels of a set and names its classes.</summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="labels">One label per sample, or null.</param>
    /// <param name="classNames">The classes; null names them 0, 1, ... up to the largest label.</param>
    /// <exception cref="ArgumentException">Labels and samples, or labels and classes, do not match.</exception>
    public static (int[] Labels, IReadOnlyList<string> ClassNames) Check(int count, int[]? labels, IReadOnlyList<string>? classNames)
    {
        if (labels is null) return CheckAbsent(classNames);
        if (labels.Length != count)
            throw new ArgumentException(Invariant($"Received {labels.Length} labels, expected {count}, one per sample."), nameof(labels));

        IReadOnlyList<string> names = classNames ?? Numbered(labels);
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] < (uint)names.Count) continue;
            throw new ArgumentException(
                Invariant($"Received label {labels[i]} for sample {i}, expected 0 to {names.Count - 1}, one number per class."),
                nameof(labels));
        }

        return (labels, names);
    }

    /// <summary>Names classes by their number.</summary>
    /// <param name="labels">The labels; negative ones are left for the check to find.</param>
    private static string[] Numbered(int[] labels)
    {
        int largest = -1;
        foreach (int label in labels) largest = Math.Max(largest, label);
        string[] names = new string[largest + 1];
        for (int i = 0; i < names.Length; i++) names[i] = i.ToString(CultureInfo.InvariantCulture);
        return names;
    }

    private static (int[] Labels, IReadOnlyList<string> ClassNames) CheckAbsent(IReadOnlyList<string>? classNames)
    {
        if (classNames is { Count: > 0 })
            throw new ArgumentException(
                Invariant($"Received {classNames.Count} class names without labels, expected both or neither."), nameof(classNames));
        return ([], []);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

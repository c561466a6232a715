using System.Text.Json;

namespace Hourglass.Learning;

/// <summary>How often samples of each class were taken for each class. Equal where all counts are.</summary>
public sealed class ConfusionMatrix : IEquatable<ConfusionMatrix>
{
    private readonly int[] _counts;

    /// <summary>Counts answers.</summary>
    /// <param name="classes">The number of classes.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="answers">What each was taken for.</param>
    public ConfusionMatrix(int classes, ReadOnlySpan<int> labels, IReadOnlyList<int> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        Classes = classes;
        _counts = new int[checked(classes * classes)];
        for (int i = 0; i < labels.Length; i++) _counts[(labels[i] * classes) + answers[i]]++;
    }

    /// <summary>Takes counts that lie class by class.</summary>
    /// <param name="rows">For each class, how often its samples were taken for each class; as long as there are classes.</param>
    /// <exception cref="ArgumentException">The rows have other lengths, or a count is negative.</exception>
    public ConfusionMatrix(IReadOnlyList<IReadOnlyList<int>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Classes = rows.Count;
        if (rows.Any(row => row.Count != rows.Count || row.Any(int.IsNegative)))
            throw new ArgumentException($"Received rows that are no square of counts, expected {rows.Count} counts for each of {rows.Count} classes.", nameof(rows));
        _counts = [.. rows.SelectMany(static row => row)];
    }

    /// <summary>Gets the number of classes.</summary>
    public int Classes { get; }

    /// <summary>Gets how often samples of one class were taken for another.</summary>
    /// <param name="label">The class of the samples.</param>
    /// <param name="answer">What they were taken for.</param>
    public int this[int label, int answer]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)Classes, nameof(label));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)answer, (uint)Classes, nameof(answer));
            return _counts[(label * Classes) + answer];
        }
    }

    /// <summary>Writes the counts as property <c>confusion</c> of the object that a writer is in: an array for each class.</summary>
    /// <param name="writer">The writer.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray("confusion");
        for (int label = 0; label < Classes; label++)
        {
            writer.WriteStartArray();
            for (int answer = 0; answer < Classes; answer++) writer.WriteNumberValue(this[label, answer]);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public bool Equals(ConfusionMatrix? other) => other is not null && Classes == other.Classes && _counts.AsSpan().SequenceEqual(other._counts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ConfusionMatrix);

    /// <inheritdoc/>
    public override int GetHashCode() => _counts.Length == 0 ? 0 : HashCode.Combine(Classes, _counts[0], _counts[^1]);
}

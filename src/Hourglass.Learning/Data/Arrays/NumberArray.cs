namespace Hourglass.Learning;

/// <summary>An array of floats with its sizes, the last dimension innermost.</summary>
public sealed class NumberArray
{
    /// <summary>Wraps numbers without copying them.</summary>
    /// <param name="sizes">The size of each dimension; none for a single number.</param>
    /// <param name="values">As many numbers as the sizes say.</param>
    /// <exception cref="ArgumentException">The numbers are not as many as the sizes say.</exception>
    public NumberArray(IReadOnlyList<int> sizes, float[] values)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(values);
        long count = 1;
        foreach (int size in sizes) count = checked(count * size);
        if (count != values.Length)
        {
            string shape = string.Join(", ", sizes);
            throw new ArgumentException(
                FormattableString.Invariant($"Received {values.Length} numbers, expected {count} for the sizes ({shape})."),
                nameof(values));
        }

        Sizes = sizes;
        Values = values;
    }

    /// <summary>Gets the size of each dimension.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>Gets the numbers.</summary>
    public float[] Values { get; }

    /// <summary>Makes a table of rows one after the other.</summary>
    /// <param name="values">The rows.</param>
    /// <param name="columns">The numbers in a row; positive.</param>
    /// <exception cref="ArgumentException">The numbers are no whole rows.</exception>
    public static NumberArray Table(float[] values, int columns)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        return new NumberArray([values.Length / columns, columns], values);
    }
}

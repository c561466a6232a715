using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Points in a space of one or more dimensions: codes, scores of components, pixels, places on a map.</summary>
/// <remarks><b>Shapes</b> Count x Dimensions, one point after the other.</remarks>
public sealed class Points
{
    private readonly FloatBuffer _buffer;

    /// <summary>Makes points that are all zero, to be filled through <see cref="Values"/>.</summary>
    /// <param name="count">The number of points; positive.</param>
    /// <param name="dimensions">The numbers of each; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or both together are more than an array holds.</exception>
    public Points(int count, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        if ((long)count * dimensions > Array.MaxLength - 1024)
            throw new ArgumentOutOfRangeException(nameof(count), FormattableString.Invariant($"Received {count} points of {dimensions} numbers, expected at most {Array.MaxLength} numbers. Take fewer points."));
        Count = count;
        Dimensions = dimensions;
        _buffer = new FloatBuffer(count * dimensions);
    }

    /// <summary>Copies points that lie one after the other.</summary>
    /// <param name="values">The numbers of all points.</param>
    /// <param name="dimensions">The numbers of each.</param>
    /// <exception cref="ArgumentException">The numbers are no whole points, or none.</exception>
    public Points(ReadOnlySpan<float> values, int dimensions)
        : this(CountOf(values, dimensions), dimensions) => values.CopyTo(Values);

    /// <summary>Gets the number of points.</summary>
    public int Count { get; }

    /// <summary>Gets the numbers of each point.</summary>
    public int Dimensions { get; }

    /// <summary>Gets the numbers of all points, one point after the other.</summary>
    public Span<float> Values => _buffer.Span;

    /// <summary>Gets the points as the rows of a matrix.</summary>
    public MatrixView Matrix => new(_buffer, Count, Dimensions);

    /// <summary>Gets the numbers of one point.</summary>
    /// <param name="index">Which point.</param>
    public Span<float> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return Values.Slice(index * Dimensions, Dimensions);
        }
    }

    /// <summary>Copies chosen points in a chosen order.</summary>
    /// <param name="indices">Which points; at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no index, or one is not of a point.</exception>
    public Points Subset(ReadOnlySpan<int> indices)
    {
        Points chosen = new(indices.Length, Dimensions);
        for (int i = 0; i < indices.Length; i++) this[indices[i]].CopyTo(chosen[i]);
        return chosen;
    }

    /// <summary>Refuses numbers that are not finite.</summary>
    /// <param name="parameter">The name of the argument that holds the points.</param>
    /// <exception cref="ArgumentException">A number is not finite; the message names its point and dimension.</exception>
    public void EnsureFinite(string parameter)
    {
        ReadOnlySpan<float> values = Values;
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsFinite(values[i])) continue;
            throw new ArgumentException(
                Phrase.Of(
                    $"Received {values[i]} in point {i / Dimensions}, dimension {i % Dimensions}, expected finite numbers. Drop the point or fill in the number."),
                parameter);
        }
    }

    private static int CountOf(ReadOnlySpan<float> values, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        return values.Length > 0 && values.Length % dimensions == 0
            ? values.Length / dimensions
            : throw new ArgumentException(FormattableString.Invariant($"Received {values.Length} numbers, expected whole points of {dimensions}, at least one."), nameof(values));
    }
}

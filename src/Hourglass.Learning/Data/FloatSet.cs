using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Holds samples as floats: a table, or images that are floats already.</summary>
/// <remarks>
/// <para><b>Shapes</b> Samples lie one after the other, features ordered <c>[y][x][channel]</c>.</para>
/// <para><b>Memory</b> Four bytes per feature; the arrays are used as they are, not copied. Reading is a copy, bound by memory,
/// and stays on the calling thread.</para>
/// </remarks>
public sealed class FloatSet : IDataset
{
    private readonly float[] _values;

    /// <summary>Wraps samples in memory.</summary>
    /// <param name="name">The name that reports show.</param>
    /// <param name="shape">The shape of one sample.</param>
    /// <param name="values">The samples one after the other; every value finite.</param>
    /// <param name="labels">The class of each sample; null, the default, where there are no labels.</param>
    /// <param name="classNames">The names of the classes; null, the default, names them by number up to the largest label.</param>
    /// <exception cref="ArgumentException">The values are no whole number of samples, or none.</exception>
    /// <exception cref="ArgumentException">A value is not finite: the message names the sample and the feature.</exception>
    /// <exception cref="ArgumentException">The labels are not one per sample, or one names no class.</exception>
    public FloatSet(string name, Shape shape, float[] values, int[]? labels = null, IReadOnlyList<string>? classNames = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(values);
        Name = name;
        Shape = shape;
        Count = SampleShape.CountSamples(values.Length, shape, nameof(values));
        CheckFinite(values, shape.Size);
        _values = values;
        (int[] checkedLabels, ClassNames) = SampleLabels.Check(Count, labels, classNames);
        Labels = checkedLabels;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public ReadOnlyMemory<int> Labels { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Gets all samples one after the other.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch has another number of features or of columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is not one of the samples.</exception>
    public void Read(ReadOnlySpan<int> indices, Tensor destination, Workers workers)
    {
        SampleShape.CheckDestination(Shape, indices, destination);
        int rows = destination.Rows;
        destination.Span.Clear();
        for (int column = 0; column < indices.Length; column++)
        {
            int index = indices[column];
            ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(indices));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count, nameof(indices));
            ReadOnlySpan<float> sample = _values.AsSpan(index * rows, rows);
            Span<float> panel = destination.SlicePanels(column / Tensor.PanelWidth, 1).Span[(column % Tensor.PanelWidth)..];
            for (int row = 0; row < rows; row++) panel[row * Tensor.PanelWidth] = sample[row];
        }
    }

    private static void CheckFinite(ReadOnlySpan<float> values, int features)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsFinite(values[i])) continue;
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Received {values[i]} in sample {i / features}, feature {i % features}, expected finite numbers. ")
                + "Drop the sample or fill in the value.",
                nameof(values));
        }
    }
}

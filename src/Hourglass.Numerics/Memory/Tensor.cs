using System.Diagnostics;

namespace Hourglass.Numerics;

/// <summary>A batch of samples: a view of floats in one buffer, features by batch, the batch innermost.</summary>
/// <remarks>
/// <para><b>Shapes</b> Samples are grouped in panels of <see cref="PanelWidth"/> columns; a panel is a contiguous block
/// <c>[feature][column]</c>, panels follow each other. Every kernel then runs over whole vectors of samples whatever the number of
/// features, and a range of panels is itself a tensor. Columns past <see cref="Columns"/> in the last panel are padding.</para>
/// <para><b>Memory</b> A view; copying it copies nothing.</para>
/// </remarks>
/// <param name="Buffer">The floats.</param>
/// <param name="Offset">The index of the first float; a multiple of 16.</param>
/// <param name="Shape">The shape of one sample.</param>
/// <param name="Columns">The number of samples.</param>
public readonly record struct Tensor(FloatBuffer Buffer, int Offset, Shape Shape, int Columns)
{
    /// <summary>The number of samples in one panel.</summary>
    public const int PanelWidth = 32;

    /// <summary>Allocates a tensor of zeros.</summary>
    /// <param name="shape">The shape of one sample.</param>
    /// <param name="columns">The number of samples.</param>
    public Tensor(Shape shape, int columns)
        : this(new FloatBuffer(LengthOf(shape, columns)), 0, shape, columns)
    {
    }

    /// <summary>Gets the number of features of one sample.</summary>
    public int Rows => Shape.Size;

    /// <summary>Gets the number of panels.</summary>
    public int Panels => PanelsFor(Columns);

    /// <summary>Gets the number of floats of one panel.</summary>
    public int PanelLength => Rows * PanelWidth;

    /// <summary>Gets the number of floats, padding included.</summary>
    public int Length => Panels * PanelLength;

    /// <summary>Gets all floats in storage order, padding included.</summary>
    public Span<float> Span => Buffer.Span.Slice(Offset, Length);

    /// <summary>Gets or sets one feature of one sample; slow, for tests and small things.</summary>
    /// <param name="row">The feature.</param>
    /// <param name="column">The sample.</param>
    public float this[int row, int column]
    {
        get => Span[IndexOf(row, column)];
        set => Span[IndexOf(row, column)] = value;
    }

    /// <summary>Gets the address of the first float, from which a kernel may go to the last.</summary>
    internal unsafe float* Pointer
    {
        get
        {
            if (Offset < 0 || Length < 0 || Offset > Buffer.Length - Length)
                Throw.Argument("tensor", $"{Columns} samples of {Shape} at {Offset} reach past their buffer of {Buffer.Length} floats.");
            return Buffer.Pointer + Offset;
        }
    }

    /// <summary>Counts the panels that hold a number of samples.</summary>
    /// <param name="columns">The number of samples.</param>
    public static int PanelsFor(int columns) => (columns + PanelWidth - 1) / PanelWidth;

    /// <summary>Counts the floats of a tensor, padding included.</summary>
    /// <param name="shape">The shape of one sample.</param>
    /// <param name="columns">The number of samples.</param>
    /// <exception cref="OverflowException">The tensor would have more than 2^31 - 1 floats.</exception>
    public static int LengthOf(Shape shape, int columns) => checked(PanelsFor(columns) * PanelWidth * shape.Size);

    /// <summary>Views the same samples with another shape of the same size.</summary>
    /// <param name="shape">The new shape.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public Tensor Reshape(Shape shape)
    {
        if (shape.Size != Rows)
            Throw.Argument(nameof(shape), $"Received {shape} with {shape.Size} features, expected {Rows} features as in {Shape}.");
        return this with { Shape = shape };
    }

    /// <summary>Views the first samples.</summary>
    /// <param name="columns">How many; at most <see cref="Columns"/>.</param>
    public Tensor WithColumns(int columns)
    {
        if ((uint)columns > (uint)Columns) Throw.OutOfRange(nameof(columns), columns, $"0 to {Columns}");
        return this with { Columns = columns };
    }

    /// <summary>Views a range of panels.</summary>
    /// <param name="first">The first panel.</param>
    /// <param name="count">The number of panels.</param>
    public Tensor SlicePanels(int first, int count)
    {
        Debug.Assert(first >= 0 && count >= 0 && first + count <= Panels);
        int columns = Math.Min(count * PanelWidth, Columns - (first * PanelWidth));
        return this with { Offset = Offset + (first * PanelLength), Columns = Math.Max(columns, 0) };
    }

    /// <summary>Sets the padding columns to zero.</summary>
    internal void ClearPadding()
    {
        int present = Columns % PanelWidth;
        if (present == 0) return;
        Span<float> panel = Span[^PanelLength..];
        for (int row = 0; row < Rows; row++) panel.Slice((row * PanelWidth) + present, PanelWidth - present).Clear();
    }

    /// <summary>Copies samples that lie one after the other into this tensor; padding becomes zero.</summary>
    /// <param name="samples">Columns x Rows floats.</param>
    /// <exception cref="ArgumentException">The length differs from <c>Columns * Rows</c>.</exception>
    public void CopyFromSamples(ReadOnlySpan<float> samples)
    {
        if (samples.Length != Columns * Rows)
            Throw.Argument(nameof(samples), $"Received {samples.Length} floats, expected {Columns} samples x {Rows} features.");

        Span<float> span = Span;
        span.Clear();
        for (int column = 0; column < Columns; column++)
        {
            ReadOnlySpan<float> sample = samples.Slice(column * Rows, Rows);
            int start = IndexOf(0, column);
            for (int row = 0; row < sample.Length; row++) span[start + (row * PanelWidth)] = sample[row];
        }
    }

    /// <summary>Copies the samples of this tensor one after the other.</summary>
    /// <param name="samples">Columns x Rows floats.</param>
    /// <exception cref="ArgumentException">The length differs from <c>Columns * Rows</c>.</exception>
    public void CopyToSamples(Span<float> samples)
    {
        if (samples.Length != Columns * Rows)
            Throw.Argument(nameof(samples), $"Received {samples.Length} floats, expected {Columns} samples x {Rows} features.");

        ReadOnlySpan<float> span = Span;
        for (int column = 0; column < Columns; column++)
        {
            Span<float> sample = samples.Slice(column * Rows, Rows);
            int start = IndexOf(0, column);
            for (int row = 0; row < sample.Length; row++) sample[row] = span[start + (row * PanelWidth)];
        }
    }

    private int IndexOf(int row, int column)
    {
        if ((uint)row >= (uint)Rows) Throw.OutOfRange(nameof(row), row, $"0 to {Rows - 1}");
        if ((uint)column >= (uint)(Panels * PanelWidth)) Throw.OutOfRange(nameof(column), column, $"0 to {Columns - 1}");
        return (column / PanelWidth * PanelLength) + (row * PanelWidth) + (column % PanelWidth);
    }
}

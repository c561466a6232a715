namespace Hourglass.Learning;

/// <summary>The smallest and the largest number of samples.</summary>
/// <param name="Low">The smallest.</param>
/// <param name="High">The largest.</param>
public readonly record struct ValueRange(double Low, double High)
{
    // Rounding of bytes to floats, and no more.
    private const double Room = 1e-6;

    /// <summary>Gets the range of pixels and of probabilities: 0 to 1.</summary>
    public static ValueRange Unit { get; } = new(0, 1);

    /// <summary>Finds the range of a set's samples.</summary>
    /// <remarks><b>Computes</b> Of a table, or of images that are floats, the numbers that it holds; of all other sets 0 to 1, which is what bytes are read
    /// as. Bound by memory, on the calling thread.</remarks>
    /// <param name="set">The set; a view of one counts its own samples alone.</param>
    public static ValueRange Of(IDataset set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return set switch
        {
            FloatSet floats => Of(floats.Values),
            DatasetView { Source: FloatSet floats } view => Of(floats, view),
            _ => Unit,
        };
    }

    /// <summary>Tells whether a number here lies outside of another range, by more than rounding.</summary>
    /// <param name="other">The other range.</param>
    public bool Leaves(ValueRange other) => Low < other.Low - Room || High > other.High + Room;

    private static ValueRange Of(FloatSet floats, DatasetView view)
    {
        ValueRange range = new(double.PositiveInfinity, double.NegativeInfinity);
        int features = floats.Shape.Size;
        foreach (int index in view.Indices)
        {
            ValueRange sample = Of(floats.Values.Slice(index * features, features));
            range = new(Math.Min(range.Low, sample.Low), Math.Max(range.High, sample.High));
        }

        return range;
    }

    private static ValueRange Of(ReadOnlySpan<float> values)
    {
        float low = float.PositiveInfinity, high = float.NegativeInfinity;
        foreach (float value in values) (low, high) = (MathF.Min(low, value), MathF.Max(high, value));
        return new(low, high);
    }
}

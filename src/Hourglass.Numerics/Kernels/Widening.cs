namespace Hourglass.Numerics;

/// <summary>Turns stored samples into a batch.</summary>
public static class Widening
{
    /// <summary>Gathers byte samples into a tensor, multiplied by a scale.</summary>
    /// <remarks><b>Computes</b> <c>destination[f, c] = scale * samples[indices[c] * Rows + f]</c>; padding columns become zero.</remarks>
    /// <param name="samples">Samples one after the other, <c>destination.Rows</c> bytes each.</param>
    /// <param name="indices">Which samples; <c>destination.Columns</c> of them.</param>
    /// <param name="scale">The factor: 1/255 maps pixels to [0, 1].</param>
    /// <param name="destination">Receives the batch.</param>
    /// <exception cref="ArgumentException">The number of indices differs from the number of columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the samples.</exception>
    public static void Gather(ReadOnlySpan<byte> samples, ReadOnlySpan<int> indices, float scale, Tensor destination)
    {
        if (indices.Length != destination.Columns)
            Throw.Argument(nameof(indices), $"Received {indices.Length} indices, expected {destination.Columns}, one per column.");

        int rows = destination.Rows;
        int count = samples.Length / rows;
        destination.Span.Clear();
        for (int column = 0; column < indices.Length; column++)
        {
            int index = indices[column];
            if ((uint)index >= (uint)count) Throw.OutOfRange(nameof(indices), index, $"0 to {count - 1}");
            Span<float> panel = destination.SlicePanels(column / Tensor.PanelWidth, 1).Span[(column % Tensor.PanelWidth)..];
            ReadOnlySpan<byte> sample = samples.Slice(index * rows, rows);
            for (int row = 0; row < rows; row++) panel[row * Tensor.PanelWidth] = scale * sample[row];
        }
    }
}

using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Checks samples that lie one after the other, and what they are read into.</summary>
internal static class SampleShape
{
    /// <summary>Counts the samples in a block of features.</summary>
    /// <param name="length">The number of features in the block.</param>
    /// <param name="shape">The shape of one sample.</param>
    /// <param name="parameter">The name of the block in the caller's signature.</param>
    /// <exception cref="ArgumentException">The shape is impossible, or the block holds no whole number of samples, or none.</exception>
    public static int CountSamples(int length, Shape shape, string parameter)
    {
        if (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Received the shape {shape}, expected at least one channel, row and column."), nameof(shape));
        }

        if (length == 0 || length % shape.Size != 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Received {length} features, expected whole samples of {shape}, {shape.Size} features each."),
                parameter);
        }

        return length / shape.Size;
    }

    /// <summary>Checks that a batch can receive samples.</summary>
    /// <param name="shape">The shape of one sample.</param>
    /// <param name="indices">The samples asked for.</param>
    /// <param name="destination">The batch.</param>
    /// <exception cref="ArgumentException">The sizes of samples differ, or the numbers of samples do.</exception>
    public static void CheckDestination(Shape shape, ReadOnlySpan<int> indices, Tensor destination)
    {
        if (destination.Rows != shape.Size)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Received a batch of {destination.Shape}, expected {shape.Size} features as in {shape}."),
                nameof(destination));
        }

        if (indices.Length != destination.Columns)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Received {indices.Length} indices, expected {destination.Columns}, one per column."),
                nameof(indices));
        }
    }
}

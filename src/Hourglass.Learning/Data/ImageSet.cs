using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Holds images as bytes and widens them to floats batch by batch.</summary>
/// <remarks>
/// <para><b>Shapes</b> Samples lie one after the other, features ordered <c>[y][x][channel]</c>.</para>
/// <para><b>Units</b> Bytes 0 to 255 become pixels 0 to 1.</para>
/// <para><b>Memory</b> One byte per pixel, a quarter of what floats take; the arrays are used as they are, not copied.</para>
/// </remarks>
public sealed class ImageSet : IDataset
{
    private const float Scale = 1f / byte.MaxValue;

    private readonly byte[] _pixels;

    /// <summary>Wraps images in memory.</summary>
    /// <param name="name">The name that reports show.</param>
    /// <param name="shape">The shape of one image.</param>
    /// <param name="pixels">The images one after the other.</param>
    /// <param name="labels">The class of each image; null, the default, where there are no labels.</param>
    /// <param name="classNames">The names of the classes; null, the default, names them by number up to the largest label.</param>
    /// <exception cref="ArgumentException">The pixels are no whole number of images, or none.</exception>
    /// <exception cref="ArgumentException">The labels are not one per image, or one names no class.</exception>
    public ImageSet(string name, Shape shape, byte[] pixels, int[]? labels = null, IReadOnlyList<string>? classNames = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(pixels);
        Name = name;
        Shape = shape;
        Count = SampleShape.CountSamples(pixels.Length, shape, nameof(pixels));
        _pixels = pixels;
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

    /// <summary>Gets all images one after the other.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>Gets the bytes of one image.</summary>
    /// <param name="index">Which image.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not one of the images.</exception>
    public ReadOnlySpan<byte> PixelsOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _pixels.AsSpan(index * Shape.Size, Shape.Size);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch has another number of features or of columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is not one of the images.</exception>
    public void Read(ReadOnlySpan<int> indices, Tensor destination, Workers workers)
    {
        SampleShape.CheckDestination(Shape, indices, destination);
        Widening.Gather(_pixels, indices, Scale, destination, workers);
    }
}

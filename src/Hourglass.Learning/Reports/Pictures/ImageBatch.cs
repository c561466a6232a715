using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Images of one shape as floats, one after the other.</summary>
/// <remarks><b>Shapes</b> Each image is ordered <c>[y][x][channel]</c>, as <c>Tensor.CopyToSamples</c> gives it.</remarks>
public sealed class ImageBatch
{
    /// <summary>Wraps the floats of a batch without copying them.</summary>
    /// <param name="shape">The shape of one image, with 1 or 3 channels.</param>
    /// <param name="pixels">The floats; a multiple of <c>shape.Size</c>.</param>
    /// <exception cref="ArgumentException">The channels are not 1 or 3, or the length is not a whole number of images.</exception>
    public ImageBatch(Shape shape, ReadOnlyMemory<float> pixels)
    {
        if (shape.Channels is not (1 or 3) || shape.Size <= 0)
            throw new ArgumentException($"Received the shape {shape}, expected a picture with 1 or 3 channels.", nameof(shape));
        if (pixels.Length % shape.Size != 0)
        {
            throw new ArgumentException(
                $"Received {pixels.Length} floats, expected a multiple of {shape.Size} for images of {shape}.", nameof(pixels));
        }

        Shape = shape;
        Pixels = pixels;
    }

    /// <summary>Gets the shape of one image.</summary>
    public Shape Shape { get; }

    /// <summary>Gets the floats of all images.</summary>
    public ReadOnlyMemory<float> Pixels { get; }

    /// <summary>Gets the number of images.</summary>
    public int Count => Pixels.Length / Shape.Size;

    /// <summary>Gets the floats of one image.</summary>
    /// <param name="index">Which image.</param>
    public ReadOnlySpan<float> this[int index] => Pixels.Span.Slice(index * Shape.Size, Shape.Size);

    /// <summary>Widens bytes to floats in [0, 1].</summary>
    /// <param name="shape">The shape of one image, with 1 or 3 channels.</param>
    /// <param name="pixels">The bytes; a multiple of <c>shape.Size</c>.</param>
    /// <exception cref="ArgumentException">The channels are not 1 or 3, or the length is not a whole number of images.</exception>
    public static ImageBatch FromBytes(Shape shape, ReadOnlySpan<byte> pixels)
    {
        float[] floats = new float[pixels.Length];
        for (int i = 0; i < floats.Length; i++) floats[i] = pixels[i] / 255f;
        return new ImageBatch(shape, floats);
    }

    /// <summary>Draws one image whose values are in [0, 1]; values outside are cut, what is not a number becomes black.</summary>
    /// <param name="index">Which image.</param>
    public Bitmap ToBitmap(int index)
    {
        ReadOnlySpan<float> image = this[index];
        byte[] pixels = new byte[image.Length];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = ToByte(image[i]);
        return new Bitmap(Shape.Width, Shape.Height, Shape.Channels, pixels);
    }

    /// <summary>Draws every image.</summary>
    public Bitmap[] ToBitmaps()
    {
        Bitmap[] bitmaps = new Bitmap[Count];
        for (int i = 0; i < bitmaps.Length; i++) bitmaps[i] = ToBitmap(i);
        return bitmaps;
    }

    // Math.Clamp lets NaN through and the cast of NaN is not defined, so the comparison is written to send NaN to 0.
    private static byte ToByte(float value) => value > 0 ? (byte)((Math.Min(value, 1f) * 255f) + 0.5f) : (byte)0;
}

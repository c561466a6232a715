namespace Hourglass.Learning;

/// <summary>A picture of bytes, row after row, the channels of a pixel side by side.</summary>
public sealed class Bitmap
{
    /// <summary>Wraps the bytes of a picture without copying them.</summary>
    /// <param name="width">Pixels in a row; positive.</param>
    /// <param name="height">Rows; positive.</param>
    /// <param name="channels">1 for grey, 3 for red, green, blue, 4 with opacity.</param>
    /// <param name="pixels"><c>height * width * channels</c> bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or the channels are not 1, 3 or 4.</exception>
    /// <exception cref="ArgumentException">The number of bytes does not fit the size.</exception>
    public Bitmap(int width, int height, int channels, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentNullException.ThrowIfNull(pixels);
        if (channels is not (1 or 3 or 4))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "Expected 1 (grey), 3 (RGB) or 4 (RGBA) channels.");
        if (pixels.LongLength != (long)width * height * channels)
        {
            throw new ArgumentException(
                $"Received {pixels.LongLength} bytes, expected {(long)width * height * channels} for {width}x{height}x{channels}.",
                nameof(pixels));
        }

        Width = width;
        Height = height;
        Channels = channels;
        Pixels = pixels;
    }

    /// <summary>Gets the pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Gets the number of rows.</summary>
    public int Height { get; }

    /// <summary>Gets the bytes of a pixel: 1 for grey, 3 for red, green, blue, 4 with opacity.</summary>
    public int Channels { get; }

    /// <summary>Gets the bytes, row after row.</summary>
    public byte[] Pixels { get; }

    /// <summary>Gets the number of bytes in a row.</summary>
    public int Stride => Width * Channels;

    /// <summary>Converts to grey or to red, green, blue; what is transparent shows white paper.</summary>
    /// <remarks><b>Computes</b> grey as <c>0.299 R + 0.587 G + 0.114 B</c> (ITU-R BT.601), as most picture programs do.</remarks>
    /// <param name="channels">1 for grey or 3 for red, green, blue.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another number of channels.</exception>
    public Bitmap ToChannels(int channels)
    {
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "Expected 1 (grey) or 3 (RGB) channels.");
        if (channels == Channels) return this;

        byte[] pixels = new byte[Width * Height * channels];
        for (int pixel = 0; pixel < Width * Height; pixel++)
            ConvertPixel(Pixels.AsSpan(pixel * Channels, Channels), pixels.AsSpan(pixel * channels, channels));
        return new Bitmap(Width, Height, channels, pixels);
    }

    private static void ConvertPixel(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (source.Length == 1)
        {
            target.Fill(source[0]);
            return;
        }

        int opacity = source.Length == 4 ? source[3] : 255;
        int red = OnWhite(source[0], opacity), green = OnWhite(source[1], opacity), blue = OnWhite(source[2], opacity);
        if (target.Length == 1)
        {
            target[0] = (byte)(((299 * red) + (587 * green) + (114 * blue) + 500) / 1000);
            return;
        }

        target[0] = (byte)red;
        target[1] = (byte)green;
        target[2] = (byte)blue;
    }

    private static int OnWhite(int value, int opacity) => ((value * opacity) + (255 * (255 - opacity)) + 127) / 255;
}

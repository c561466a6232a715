namespace Hourglass.Learning;

/// <summary>Writes moving pictures as GIF files.</summary>
/// <remarks>
/// <para><b>Computes</b> Grey frames keep every grey exactly. Where a frame has colours, all share one palette of 216 colours and 46 greys,
/// six of them among the colours, dithered by a fixed pattern, so that what rests does not flicker.</para>
/// <para><b>Source</b> CompuServe, Graphics Interchange Format, version 89a; the loop is Netscape's application extension.</para>
/// </remarks>
public static class Gif
{
    /// <summary>The most pixels in a row or rows of a picture: the format counts them in 16 bits.</summary>
    public const int MaxSide = ushort.MaxValue;

    /// <summary>Encodes a moving picture.</summary>
    /// <param name="frames">The frames, all of one size; what is transparent shows white paper.</param>
    /// <param name="scale">How many pixels wide and high one pixel becomes; 1 by default, which keeps files small.</param>
    /// <param name="loops">How often the frames are shown again from the start, to 65,535; 0 by default, which means without end.</param>
    /// <exception cref="ArgumentException">There is no frame, or the frames differ in size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive, the picture is wider or higher than <see cref="MaxSide"/>,
    /// or the loops are negative or too many.</exception>
    public static byte[] Encode(IReadOnlyList<GifFrame> frames, int scale = 1, int loops = 0)
    {
        using MemoryStream stream = new();
        Write(stream, frames, scale, loops);
        return stream.ToArray();
    }

    /// <summary>Encodes a moving picture into a stream; see <see cref="Encode"/>.</summary>
    /// <param name="stream">Receives the file.</param>
    /// <param name="frames">The frames, all of one size; what is transparent shows white paper.</param>
    /// <param name="scale">How many pixels wide and high one pixel becomes; 1 by default, which keeps files small.</param>
    /// <param name="loops">How often the frames are shown again from the start, to 65,535; 0 by default, which means without end.</param>
    /// <exception cref="ArgumentException">There is no frame, or the frames differ in size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive, the picture is wider or higher than <see cref="MaxSide"/>,
    /// or the loops are negative or too many.</exception>
    public static void Write(Stream stream, IReadOnlyList<GifFrame> frames, int scale = 1, int loops = 0)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(frames);
        if (frames.Count == 0) throw new ArgumentException("Received no frame, expected at least one.", nameof(frames));
        ArgumentOutOfRangeException.ThrowIfNegative(loops);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(loops, ushort.MaxValue);
        Bitmap first = frames[0].Picture;
        int largest = Math.Max(first.Width, first.Height);
        if (scale < 1 || (long)largest * scale > MaxSide)
        {
            throw new ArgumentOutOfRangeException(
                nameof(scale), scale, $"Expected 1 to {MaxSide / largest} for pictures of {first.Width}x{first.Height}.");
        }

        for (int i = 1; i < frames.Count; i++)
        {
            Bitmap picture = frames[i].Picture;
            if (picture.Width == first.Width && picture.Height == first.Height) continue;
            throw new ArgumentException(
                $"Received a frame {i} of {picture.Width}x{picture.Height}, expected {first.Width}x{first.Height} as the first.", nameof(frames));
        }

        GifWriter.Write(stream, frames, scale, loops);
    }
}

/// <summary>A picture of a moving picture.</summary>
public sealed record GifFrame
{
    private const int Longest = ushort.MaxValue;

    /// <summary>Makes a frame.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="delay">How long it is shown, to 655.35 s; written in hundredths of a second. Browsers show what is shorter than
    /// 20 ms for 100 ms.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or too long.</exception>
    public GifFrame(Bitmap picture, TimeSpan delay)
    {
        ArgumentNullException.ThrowIfNull(picture);
        double hundredths = Math.Round(delay.TotalMilliseconds / 10);
        if (hundredths is < 0 or > Longest)
            throw new ArgumentOutOfRangeException(nameof(delay), delay, "Expected 0 to 655.35 seconds.");
        Picture = picture;
        Delay = delay;
        Hundredths = (ushort)hundredths;
    }

    /// <summary>Gets the picture.</summary>
    public Bitmap Picture { get; }

    /// <summary>Gets how long it is shown.</summary>
    public TimeSpan Delay { get; }

    /// <summary>Gets how long it is shown, in the unit of the file.</summary>
    internal ushort Hundredths { get; }
}

using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Writes PNG pictures with 8 bits per channel, and reads all kinds.</summary>
/// <remarks><b>Source</b> ISO 15948, Portable Network Graphics (second edition).</remarks>
public static class Png
{
    /// <summary>The largest picture read by default: 67 million pixels, a sheet of 290 x 290 images of 28 x 28.</summary>
    public const long MaxPixels = 1 << 26;

    /// <summary>The largest file read: 256 MiB, more than any picture of <see cref="MaxPixels"/> grey pixels needs.</summary>
    public const long MaxFileBytes = 1 << 28;

    /// <summary>The first eight bytes of every PNG file.</summary>
    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Encodes a picture as grey, RGB or RGBA, after its channels.</summary>
    /// <param name="bitmap">The picture.</param>
    public static byte[] Encode(Bitmap bitmap)
    {
        using MemoryStream stream = new();
        Write(stream, bitmap);
        return stream.ToArray();
    }

    /// <summary>Encodes a picture into a stream.</summary>
    /// <param name="stream">Receives the file.</param>
    /// <param name="bitmap">The picture.</param>
    public static void Write(Stream stream, Bitmap bitmap)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(bitmap);
        PngWriter.Write(stream, bitmap);
    }

    /// <summary>Decodes a picture of any colour type and depth, interlaced or not, to 8 bits per channel: grey, RGB, or RGBA where anything has
    /// opacity.</summary>
    /// <remarks><b>Memory</b> Nothing larger than the file is taken before the header, the limit and the compressed size agree.</remarks>
    /// <param name="file">The whole file.</param>
    /// <param name="name">What error messages call the file.</param>
    /// <param name="maxPixels">The largest number of pixels accepted; <see cref="MaxPixels"/> by default.</param>
    /// <exception cref="InvalidDataException">The file is damaged or too large.</exception>
    public static Bitmap Decode(ReadOnlySpan<byte> file, string name, long maxPixels = MaxPixels) =>
        new PngReader(file, name, maxPixels).Read();

    /// <summary>Reads a picture file; see <see cref="Decode"/>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or too large.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Bitmap Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        if (stream.Length > MaxFileBytes)
            throw new InvalidDataException(Phrase.Of($"{path}: found {stream.Length} bytes, expected at most {MaxFileBytes}. Shrink the picture."));

        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        return Decode(file, path);
    }
}

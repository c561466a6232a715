using System.Buffers.Binary;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Checks the first bytes of a MAT file.</summary>
internal static class MatHeader
{
    /// <summary>The bytes before the first element.</summary>
    public const int Length = 128;

    private static string SaveAgain => Phrase.Of("Save the variables again by save('file.mat', '-v7') in MATLAB, save -v7 in Octave or scipy.io.savemat.");
    private const int VersionAt = 124, OrderAt = 126;

    private static ReadOnlySpan<byte> Hdf5 => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads the order of bytes.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <returns>Whether the highest byte of a number comes first.</returns>
    /// <exception cref="InvalidDataException">The file is of another version or kind.</exception>
    public static bool IsBigEndian(Stream stream, string name)
    {
        Span<byte> header = stackalloc byte[Length];
        stream.Position = 0;
        int read = stream.ReadAtLeast(header, Length, throwOnEndOfStream: false);
        if (header.StartsWith(Hdf5)) throw Version73(name);
        if (read < Length)
            throw new InvalidDataException(Phrase.Of($"{name}, byte 0: found {read} bytes, expected the 128 of a MAT header. Name a MAT file."));
        bool isBig = header[OrderAt..].SequenceEqual("MI"u8);
        if (!isBig && !header[OrderAt..].SequenceEqual("IM"u8)) throw Unknown(name, header);

        int version = isBig ? BinaryPrimitives.ReadUInt16BigEndian(header[VersionAt..]) : BinaryPrimitives.ReadUInt16LittleEndian(header[VersionAt..]);
        if (version == 0x0200) throw Version73(name);
        if (version != 0x0100) throw BadFile.At(name, VersionAt, Phrase.Of($"version 0x{version:X4}"), Phrase.Of("0x0100, version 5"), SaveAgain);
        return isBig;
    }

    private static InvalidDataException Version73(string name) => BadFile.At(
        name, 0, Phrase.Of("a MAT file of version 7.3, which is an HDF5 file"), Phrase.Of("one of version 5"), SaveAgain);

    /// <summary>A file of version 4 begins with a small number, which has a zero byte; one of version 5 with text.</summary>
    private static InvalidDataException Unknown(string name, ReadOnlySpan<byte> header) => header[..4].Contains((byte)0)
        ? BadFile.At(name, 0, Phrase.Of("no text, as in a MAT file of version 4 or a file of another kind"), Phrase.Of("a MAT file of version 5"), SaveAgain)
        : BadFile.At(
            name, OrderAt, Phrase.Of($"the bytes {header[OrderAt]:X2} {header[OrderAt + 1]:X2}"), Phrase.Of("'IM' or 'MI', the order of bytes"), SaveAgain);
}

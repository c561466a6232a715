using System.Buffers.Binary;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The checked header of an IDX file.</summary>
/// <param name="Count">The number of samples.</param>
/// <param name="Sample">The shape of one sample; 1 for labels.</param>
internal readonly record struct IdxHeader(int Count, Shape Sample)
{
    /// <summary>The element type of bytes, the only one read here.</summary>
    public const byte UnsignedByte = 0x08;

    private const int LargestRank = 3;

    /// <summary>Reads a header and checks it against the limit and the file before any memory is taken.</summary>
    /// <param name="content">The file, at its start; left at the first sample.</param>
    /// <param name="labels">Whether labels are expected, not samples.</param>
    /// <param name="bytesPerElement">The bytes of memory that one element will take.</param>
    /// <param name="limit">The most bytes of memory to take.</param>
    /// <exception cref="InvalidDataException">The header is another one, or declares more than limit or file allow.</exception>
    public static IdxHeader Read(IdxContent content, bool labels, int bytesPerElement, long limit)
    {
        Span<byte> magic = stackalloc byte[sizeof(uint)];
        content.Read(magic);
        int rank = CheckMagic(content.Name, magic, labels);

        Span<byte> bytes = stackalloc byte[LargestRank * sizeof(uint)];
        Span<uint> sizes = stackalloc uint[LargestRank];
        sizes.Fill(1);
        content.Read(bytes[..(rank * sizeof(uint))]);
        for (int i = 0; i < rank; i++)
        {
            sizes[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes[(i * sizeof(uint))..]);
            if (sizes[i] == 0) throw Empty(content.Name, i);
        }

        CheckSize(content, sizes, bytesPerElement, limit);
        Shape sample = rank == 3 ? new Shape(1, (int)sizes[1], (int)sizes[2]) : new Shape((int)sizes[1]);
        return new IdxHeader((int)sizes[0], sample);
    }

    private static int CheckMagic(string file, ReadOnlySpan<byte> magic, bool labels)
    {
        if (magic[0] != 0 || magic[1] != 0)
        {
            string found = Phrase.Of($"the bytes {magic[0]:X2} {magic[1]:X2} {magic[2]:X2} {magic[3]:X2}");
            string advice = Phrase.Of("This is no IDX file: name one, plain or packed by gzip.");
            throw BadFile.At(file, 0, found, Phrase.Of("00 00 08 and the number of dimensions"), advice);
        }

        if (magic[2] != UnsignedByte)
        {
            string found = Phrase.Of($"the element type 0x{magic[2]:X2}");
            throw BadFile.At(file, 2, found, Phrase.Of("0x08, unsigned bytes"), Phrase.Of("Convert the values to bytes 0 to 255."));
        }

        int rank = magic[3];
        if (labels ? rank == 1 : rank is 2 or 3) return rank;

        string expected = labels ? Phrase.Of("1, one label after the other") : Phrase.Of("3 for images or 2 for vectors");
        string fix = labels ? Phrase.Of("Name the file of labels here.") : Phrase.Of("Name the file of images here.");
        throw BadFile.At(file, 3, Phrase.Of($"{rank} dimensions"), expected, fix);
    }

    private static InvalidDataException Empty(string file, int dimension) => BadFile.At(
        file,
        sizeof(uint) * (dimension + 1),
        dimension == 0 ? Phrase.Of("0 samples") : Phrase.Of("samples of size 0"),
        Phrase.Of("at least 1"),
        Phrase.Of("An empty set serves nothing: name another file."));

    private static void CheckSize(IdxContent content, ReadOnlySpan<uint> sizes, int bytesPerElement, long limit)
    {
        UInt128 elements = (UInt128)sizes[0] * sizes[1] * sizes[2];
        UInt128 allowed = (UInt128)Math.Min(limit, (long)Array.MaxLength * bytesPerElement);
        if (elements * (UInt128)bytesPerElement > allowed)
        {
            throw content.Bad(
                Phrase.Of($"a header that declares {sizes[0]} x {sizes[1]} x {sizes[2]} elements"),
                Phrase.Of($"at most {allowed:N0} bytes in memory"),
                Phrase.Of("If the file is really that large, raise the limit or cut the file into parts; otherwise fetch it again."));
        }

        content.CheckLength(content.Position + (long)elements);
    }
}

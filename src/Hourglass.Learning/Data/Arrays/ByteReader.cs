using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Reads the bytes of a file in their order, packed or not, and names the place where something is wrong.</summary>
/// <param name="stream">The bytes; left open.</param>
/// <param name="name">What messages call them.</param>
/// <param name="length">The most bytes that there can be.</param>
/// <param name="advice">What to do where the bytes end too early or do not unpack; a sentence.</param>
/// <param name="start">The place of the first byte in the file, from which messages count.</param>
internal sealed class ByteReader(Stream stream, string name, long length, string advice, long start = 0)
{
    // Deflate packs at most 258 bytes into two bits, so nothing honest unpacks to more.
    public const long LargestRatio = 1032;

    private const int ChunkBytes = 1 << 16;

    private readonly long _end = start + length;

    /// <summary>Gets what messages call the bytes.</summary>
    public string Name => name;

    /// <summary>Gets the next byte.</summary>
    public long Position { get; private set; } = start;

    /// <summary>Gets the most bytes that can follow.</summary>
    public long Left => _end - Position;

    /// <summary>Makes an error at the current place.</summary>
    public InvalidDataException Bad(string found, string expected, string what) => BadFile.At(name, Position, found, expected, what);

    /// <summary>Reads the next bytes.</summary>
    /// <param name="destination">Receives them; filled to its end.</param>
    /// <exception cref="InvalidDataException">There are not so many, or they do not unpack.</exception>
    public void Read(Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int read = destination.Length > Left ? 0 : ReadSome(destination);
            if (read == 0) throw Bad(Phrase.Of("the end"), Phrase.Of($"{destination.Length:N0} more bytes"), advice);
            Position += read;
            destination = destination[read..];
        }
    }

    /// <summary>Leaves out bytes.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="InvalidDataException">There are not so many, or they do not unpack.</exception>
    public void Skip(long count)
    {
        Span<byte> nothing = stackalloc byte[256];
        for (long left = count; left > 0; left -= nothing.Length) Read(nothing[..(int)Math.Min(nothing.Length, left)]);
    }

    /// <summary>Reads numbers.</summary>
    /// <param name="format">How they lie in the bytes.</param>
    /// <param name="count">How many.</param>
    /// <param name="order">Where each belongs, or null for the order of the file.</param>
    /// <exception cref="InvalidDataException">There are not so many, or one is too large for a float.</exception>
    public float[] ReadNumbers(NumberFormat format, int count, ColumnOrder? order)
    {
        float[] values = new float[count], part = new float[Math.Min(count, ChunkBytes / format.Bytes)];
        byte[] bytes = new byte[part.Length * format.Bytes];
        for (int done = 0; done < count; done += part.Length)
        {
            Span<float> some = part.AsSpan(0, Math.Min(part.Length, count - done));
            long at = Position;
            Read(bytes.AsSpan(0, some.Length * format.Bytes));
            if (format.Decode(bytes, some) is >= 0 and int wrong) throw TooLarge(format, at, bytes, wrong);
            if (order is null) some.CopyTo(values.AsSpan(done));
            else order.Scatter(some, values);
        }

        return values;
    }

    /// <summary>Checks that the bytes are over, which makes an unpacker check its checksum.</summary>
    /// <exception cref="InvalidDataException">There are more, or the checksum is wrong.</exception>
    public void ExpectEnd()
    {
        Span<byte> next = stackalloc byte[1];
        if (ReadSome(next) != 0) throw Bad(Phrase.Of("more bytes"), Phrase.Of("the end"), advice);
    }

    private InvalidDataException TooLarge(NumberFormat format, long at, ReadOnlySpan<byte> bytes, int index) => BadFile.At(
        name,
        at + ((long)index * format.Bytes),
        format.Number(bytes.Slice(index * format.Bytes, format.Bytes)).ToString(CultureInfo.InvariantCulture),
        Phrase.Of("a number within the range of float32"),
        Phrase.Of("Scale the numbers down."));

    private int ReadSome(Span<byte> destination)
    {
        try
        {
            return stream.Read(destination);
        }

        // An IOException can be zlib's answer to a stream it cannot make sense of; InvalidDataException is the usual one.
        catch (Exception damage) when (damage is InvalidDataException or IOException)
        {
            throw BadFile.At(name, Position, Phrase.Of($"bytes that cannot be read ({damage.Message})"), Phrase.Of("whole and undamaged ones"), advice, damage);
        }
    }
}

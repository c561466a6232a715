using System.Buffers.Binary;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Reads and writes arrays of numbers as NPY files, which NumPy loads and saves.</summary>
/// <remarks>
/// <para>Read are integers of 8 to 64 bits, floats of 16 to 64 and bool, little- and big-endian, in C and Fortran order, all as float32: integers
/// above 16,777,216 are rounded. Written are float32, and int32 for labels, in C order.</para>
/// <para><b>Memory</b> The header is checked against the limit and against the length of the file before memory is taken.</para>
/// <para><b>Source</b> NumPy Enhancement Proposal 1, versions 1.0, 2.0 and 3.0 of the format.</para>
/// </remarks>
public static class NpyFile
{
    /// <summary>The most bytes of memory that one file may take where nothing else is said: 2 GiB.</summary>
    public const long DefaultLimit = 2L << 30;

    private const int BufferBytes = 1 << 16;
    private static string FetchAgain => Phrase.Of("It is damaged or cut short: save it again.");

    /// <summary>Reads an array.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes of memory that it may take.</param>
    /// <exception cref="InvalidDataException">The file is not what it should be; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static NumberArray Read(string path, long limit = DefaultLimit)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
        return Read(stream, path, limit);
    }

    /// <summary>Reads an array from a stream.</summary>
    /// <param name="stream">The file; seekable, read from its start, left open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="limit">The most bytes of memory that it may take.</param>
    /// <exception cref="InvalidDataException">The file is not what it should be; the message says where.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static NumberArray Read(Stream stream, string name, long limit = DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Position = 0;
        return Read(new ByteReader(stream, name, stream.Length, FetchAgain), limit);
    }

    /// <summary>Writes an array as float32.</summary>
    /// <param name="path">The file, which appears whole or not at all.</param>
    /// <param name="array">The array.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, NumberArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        AtomicFile.Write(path, stream => Write(stream, array));
    }

    /// <summary>Writes an array as float32 into a stream.</summary>
    /// <param name="stream">Receives the file.</param>
    /// <param name="array">The array.</param>
    public static void Write(Stream stream, NumberArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        stream.Write(NpyHeader.Encode(array.Sizes));
        byte[] buffer = new byte[BufferBytes];
        for (int start = 0; start < array.Values.Length; start += BufferBytes / sizeof(float))
        {
            ReadOnlySpan<float> part = array.Values.AsSpan(start, Math.Min(BufferBytes / sizeof(float), array.Values.Length - start));
            for (int i = 0; i < part.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(buffer.AsSpan(i * sizeof(float)), part[i]);
            stream.Write(buffer, 0, part.Length * sizeof(float));
        }
    }

    /// <summary>Writes whole numbers as int32 into a stream.</summary>
    /// <param name="stream">Receives the file.</param>
    /// <param name="values">The numbers, one dimension of them.</param>
    internal static void Write(Stream stream, ReadOnlySpan<int> values)
    {
        stream.Write(NpyHeader.Encode([values.Length], "<i4"));
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (int value in values)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }

    /// <summary>Says what a file holds.</summary>
    internal static ArrayEntry Describe(Stream stream, string name)
    {
        stream.Position = 0;
        NpyHeader header = NpyHeader.Read(new ByteReader(stream, name, stream.Length, FetchAgain), long.MaxValue);
        return new ArrayEntry("", header.Type, [.. header.Sizes]);
    }

    /// <summary>Reads an array.</summary>
    internal static NumberArray Read(ByteReader reader, long limit)
    {
        NpyHeader header = NpyHeader.Read(reader, limit);
        float[] values = reader.ReadNumbers(header.Format, header.Count, header.IsColumnMajor ? new ColumnOrder(header.Sizes) : null);
        return new NumberArray(header.Sizes, values);
    }
}

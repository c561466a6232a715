using System.Buffers.Binary;
using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Reads and writes arrays of numbers as NPY files, which NumPy loads and saves.</summary>
/// <remarks>
/// <para>Read are little-endian float32 and float64, in rows or, for tables, in columns (Fortran order); written is float32 in rows.</para>
/// <para><b>Memory</b> The header is checked against the limit and against the length of the file before memory is taken.</para>
/// <para><b>Source</b> NumPy Enhancement Proposal 1, versions 1.0, 2.0 and 3.0 of the format.</para>
/// </remarks>
public static class NpyFile
{
    /// <summary>The most bytes of memory that one file may take where nothing else is said: 2 GiB.</summary>
    public const long DefaultLimit = 2L << 30;

    private const int BufferBytes = 1 << 16;

    /// <summary>Reads an array.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes of memory that it may take.</param>
    /// <exception cref="InvalidDataException">The file is not what it should be; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static NpyArray Read(string path, long limit = DefaultLimit)
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
    public static NpyArray Read(Stream stream, string name, long limit = DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(stream);
        NpyHeader header = NpyHeader.Read(stream, name, limit);
        float[] values = new float[header.Count];
        ReadValues(stream, name, header, values);
        return new NpyArray(header.Sizes, header.IsColumnMajor ? Transpose(values, header.Sizes) : values);
    }

    /// <summary>Writes an array as float32.</summary>
    /// <param name="path">The file, which appears whole or not at all.</param>
    /// <param name="array">The array.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, NpyArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        AtomicFile.Write(path, stream => Write(stream, array));
    }

    /// <summary>Writes an array as float32 into a stream.</summary>
    /// <param name="stream">Receives the file.</param>
    /// <param name="array">The array.</param>
    public static void Write(Stream stream, NpyArray array)
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

    private static void ReadValues(Stream stream, string name, NpyHeader header, float[] values)
    {
        byte[] buffer = new byte[BufferBytes];
        int perBuffer = BufferBytes / header.ElementBytes;
        for (int start = 0; start < values.Length; start += perBuffer)
        {
            int count = Math.Min(perBuffer, values.Length - start);
            Span<byte> part = buffer.AsSpan(0, count * header.ElementBytes);
            long offset = stream.Position;
            stream.ReadExactly(part);
            for (int i = 0; i < count; i++)
            {
                values[start + i] = header.IsDouble
                    ? Narrow(name, offset, part, i)
                    : BinaryPrimitives.ReadSingleLittleEndian(part[(i * sizeof(float))..]);
            }
        }
    }

    private static float Narrow(string name, long offset, ReadOnlySpan<byte> bytes, int index)
    {
        double value = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(index * sizeof(double))..]);
        if (float.IsFinite((float)value) || !double.IsFinite(value)) return (float)value;
        throw BadFile.At(
            name,
            offset + (index * sizeof(double)),
            value.ToString(CultureInfo.InvariantCulture),
            "a number within the range of float32",
            "Scale the numbers down.");
    }

    private static float[] Transpose(float[] values, IReadOnlyList<int> sizes)
    {
        int rows = sizes[0], columns = sizes[1];
        float[] result = new float[values.Length];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++) result[(row * columns) + column] = values[(column * rows) + row];
        return result;
    }
}

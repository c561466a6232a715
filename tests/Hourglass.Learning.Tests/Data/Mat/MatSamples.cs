using System.Buffers.Binary;

namespace Hourglass.Learning.Tests;

/// <summary>MAT files to read: written by SciPy, and put together by hand.</summary>
internal static class MatSamples
{
    // scipy.io.savemat(file, variables, do_compression=...) of SciPy 1.10.1 without the first 128 bytes, where x = numpy.array([[1.5, 2, 3],
    // [4, 5, -6.25]]) and variables = {'x': x, 'u': numpy.arange(6, dtype='u1').reshape(1, 2, 3), 'i': numpy.array([[-300, 70000]], dtype='i8'),
    // 'f': x.astype('f4'), 'b': numpy.array([[True, False]]), 's': scipy.sparse.eye(2), 'c': numpy.array([[1 + 2j]]), 't': 'text',
    // 'st': {'a': 1}, 'ce': numpy.array([1, 'a'], dtype=object), 'e': numpy.zeros((0, 3)), 'h': numpy.array([[7]], dtype='i2')}.
    private const string PlainBody =
        "DgAAAGAAAAAGAAAACAAAAAYAAAAAAAAABQAAAAgAAAACAAAAAwAAAAEAAQB4AAAACQAAADAAAAAAAAAAAAD4PwAAAAAAABBAAAAAAAAAAEAAAAAAAAAUQAAAAAAAAAhAAAAAAAAAGcAO" +
        "AAAAQAAAAAYAAAAIAAAACQAAAAAAAAAFAAAADAAAAAEAAAACAAAAAwAAAAAAAAABAAEAdQAAAAIAAAAGAAAAAAMBBAIFAAAOAAAAQAAAAAYAAAAIAAAADgAAAAAAAAAFAAAACAAAAAEA" +
        "AAACAAAAAQABAGkAAAAMAAAAEAAAANT+////////cBEBAAAAAAAOAAAASAAAAAYAAAAIAAAABwAAAAAAAAAFAAAACAAAAAIAAAADAAAAAQABAGYAAAAHAAAAGAAAAAAAwD8AAIBAAAAA" +
        "QAAAoEAAAEBAAADIwA4AAAAwAAAABgAAAAgAAAAJAgAAAAAAAAUAAAAIAAAAAQAAAAIAAAABAAEAYgAAAAIAAgABAAAADgAAAGgAAAAGAAAACAAAAAUAAAACAAAABQAAAAgAAAACAAAA" +
        "AgAAAAEAAQBzAAAABQAAAAgAAAAAAAAAAQAAAAUAAAAMAAAAAAAAAAEAAAACAAAAAAAAAAkAAAAQAAAAAAAAAAAA8D8AAAAAAADwPw4AAABIAAAABgAAAAgAAAAGCAAAAAAAAAUAAAAI" +
        "AAAAAQAAAAEAAAABAAEAYwAAAAkAAAAIAAAAAAAAAAAA8D8JAAAACAAAAAAAAAAAAABADgAAADAAAAAGAAAACAAAAAQAAAAAAAAABQAAAAgAAAABAAAABAAAAAEAAQB0AAAAEAAEAHRl" +
        "eHQOAAAAeAAAAAYAAAAIAAAAAgAAAAAAAAAFAAAACAAAAAEAAAABAAAAAQACAHN0AAAFAAQAAgAAAAEAAgBhAAAADgAAADgAAAAGAAAACAAAAA4AAAAAAAAABQAAAAgAAAABAAAAAQAA" +
        "AAEAAAAAAAAADAAAAAgAAAABAAAAAAAAAA4AAACgAAAABgAAAAgAAAABAAAAAAAAAAUAAAAIAAAAAQAAAAIAAAABAAIAY2UAAA4AAAA4AAAABgAAAAgAAAAOAAAAAAAAAAUAAAAIAAAA" +
        "AQAAAAEAAAABAAAAAAAAAAwAAAAIAAAAAQAAAAAAAAAOAAAAMAAAAAYAAAAIAAAABAAAAAAAAAAFAAAACAAAAAEAAAABAAAAAQAAAAAAAAAQAAEAYQAAAA4AAAAwAAAABgAAAAgAAAAG" +
        "AAAAAAAAAAUAAAAIAAAAAAAAAAMAAAABAAEAZQAAAAkAAAAAAAAADgAAADAAAAAGAAAACAAAAAoAAAAAAAAABQAAAAgAAAABAAAAAQAAAAEAAQBoAAAAAwACAAcAAAA=";

    private const string PackedBody =
        "DwAAADgAAAB4nONjYGBIAGI2IOaA0iDACuUzATEzEDMCYQWQ5gRiAwYY+GEPoQUcoAJQWgRKc0BpyQMArPsEhA8AAAAyAAAAeJzjY2BgcABiNiDmAGJOBghgBWIeIGYEYiYgZoaKMwJh" +
        "KVQMpIeBmZGFCagYAChgAQsPAAAAMgAAAHic42NgYHAAYjYg5gBiPgYIYIXyGYGYCUwzMmQCaR4gFgDiK//+g0GBICNYPQCRXAlQDwAAADgAAAB4nONjYGDwAGI2IOYAYnYGCGCF8pmA" +
        "mBmIGYEwDSovAVZxwJ6BocEByADiBUDsAMQnDgAAaR0F7A8AAAAnAAAAeJzjY2BgMABiNiDmAGJOJgYwYIXyGYGYCUwzMiSB2UxgMQAX1ADRDwAAADYAAAB4nONjYGDIAGI2IOYAYlYg" +
        "ZoLSHFA2CDMCYTGSOANYDMLnQeIzQdmcQCzAAAMf7GE0AHXIA6sPAAAAKwAAAHic42NgYPAAYjYg5gDRIAIIWKF8RjhmZEgG0pxQcQj4YI/KZ3AAAErlAngPAAAAKAAAAHic42NgYDAA" +
        "YjYg5gBiFgYIYIXyGaFijEBYAqQFgLyS1IoSAByZArIPAAAAOAAAAHic42NgYKgAYjYg5gBiJgYIYIXyGeGYiaG4BCTOAlYD4icCaT4gtkDSz4dTPwTwIImDAADSvAKGDwAAAEAAAAB4" +
        "nONjYGBYAMRsQMwBxIwMEMCKxGcC00wMyakMDHxAtgWSej4s6hmRzOFBMxek3gBJPwsB/QJAViKQBgAvKALyDwAAACQAAAB4nONjYGAwAGI2IOaA0iDACuWDADMQMwJhKpDmhIoBABdW" +
        "ANMPAAAAJwAAAHic42NgYDAAYjYg5gBiLgYIYIXyGeGYkSEDSDMzMDGwA2kAGAIA3A==";

    /// <summary>Gets a file of 12 variables as SciPy writes it.</summary>
    public static byte[] Plain { get; } = [.. Header(isBigEndian: false), .. Convert.FromBase64String(PlainBody)];

    /// <summary>Gets the same file with every variable packed.</summary>
    public static byte[] Packed { get; } = [.. Header(isBigEndian: false), .. Convert.FromBase64String(PackedBody)];

    /// <summary>Makes the 128 bytes before the first variable.</summary>
    public static byte[] Header(bool isBigEndian, ushort version = 0x0100)
    {
        byte[] header = new byte[128];
        "MATLAB 5.0 MAT-file, put together for tests"u8.CopyTo(header);
        if (isBigEndian) BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(124), version);
        else BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(124), version);
        (isBigEndian ? "MI"u8 : "IM"u8).CopyTo(header.AsSpan(126));
        return header;
    }

    /// <summary>Makes the element of an array of doubles named X.</summary>
    /// <param name="isBigEndian">Whether the highest byte of a number comes first.</param>
    /// <param name="sizes">The size of each dimension.</param>
    /// <param name="values">The numbers, first dimension innermost.</param>
    public static byte[] Matrix(bool isBigEndian, int[] sizes, params double[] values)
    {
        Writer writer = new(isBigEndian);
        int sizeBytes = (sizes.Length + (sizes.Length % 2)) * 4;
        writer.Words(14, (uint)(16 + 8 + sizeBytes + 8 + 8 + (8 * values.Length)));
        writer.Words(6, 8, 6, 0, 5, (uint)(4 * sizes.Length));
        foreach (int size in sizes) writer.Words((uint)size);
        if (sizes.Length % 2 == 1) writer.Words(0);
        writer.Words((1 << 16) | 1);
        writer.Bytes((byte)'X', 0, 0, 0);
        writer.Words(9, (uint)(8 * values.Length));
        foreach (double value in values) writer.Double(value);
        return writer.ToArray();
    }

    /// <summary>Writes numbers in either order of bytes.</summary>
    private sealed class Writer(bool isBigEndian)
    {
        private readonly List<byte> _bytes = [];

        public void Words(params ReadOnlySpan<uint> words)
        {
            Span<byte> word = stackalloc byte[4];
            foreach (uint value in words)
            {
                if (isBigEndian) BinaryPrimitives.WriteUInt32BigEndian(word, value);
                else BinaryPrimitives.WriteUInt32LittleEndian(word, value);
                Bytes(word);
            }
        }

        public void Double(double value)
        {
            Span<byte> bytes = stackalloc byte[8];
            if (isBigEndian) BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
            else BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            Bytes(bytes);
        }

        public void Bytes(params ReadOnlySpan<byte> bytes)
        {
            foreach (byte value in bytes) _bytes.Add(value);
        }

        public byte[] ToArray() => [.. _bytes];
    }
}

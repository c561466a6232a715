using System.Buffers.Binary;
using System.Text;

namespace Hourglass.Learning.Tests;

public sealed class NpyFileTests
{
    [Fact]
    public void Write_ATable_GivesTheBytesOfNumpy()
    {
        byte[] file = Encode(NumberArray.Table([1, -2.5f, 3, 4, 5, 6], 3));

        // numpy.save of array([[1, -2.5, 3], [4, 5, 6]], dtype='float32'), numpy 1.24.
        string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }".PadRight(117) + "\n";
        byte[] expected = [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header), .. Floats(1, -2.5f, 3, 4, 5, 6)];
        Assert.Equal(expected, file);
    }

    [Theory]
    [InlineData("(6,)", new[] { 6 })]
    [InlineData("(3, 2)", new[] { 3, 2 })]
    [InlineData("(1, 2, 3)", new[] { 1, 2, 3 })]
    [InlineData("( 3,2, )", new[] { 3, 2 })]
    public void Read_AnyShape_GivesItsSizes(string shape, int[] sizes)
    {
        NumberArray array = Decode(File(Header("<f4", "False", shape), Floats(1, 2, 3, 4, 5, 6)));

        Assert.Equal(sizes, array.Sizes);
        Assert.Equal([1, 2, 3, 4, 5, 6], array.Values);
    }

    [Fact]
    public void Read_ASingleNumber_HasNoSizes()
    {
        NumberArray array = Decode(File(Header("<f4", "False", "()"), Floats(7)));

        Assert.Empty(array.Sizes);
        Assert.Equal([7], array.Values);
    }

    [Fact]
    public void Read_Doubles_Narrows()
    {
        byte[] data = new byte[16];
        BinaryPrimitives.WriteDoubleLittleEndian(data, 0.1);
        BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(8), double.NaN);

        Assert.Equal([0.1f, float.NaN], Decode(File(Header("<f8", "False", "(2,)"), data)).Values);
    }

    [Theory]
    [InlineData("|b1", new byte[] { 0, 1, 2 }, new float[] { 0, 1, 1 })]
    [InlineData("|i1", new byte[] { 0, 127, 128 }, new float[] { 0, 127, -128 })]
    [InlineData("|u1", new byte[] { 0, 127, 128 }, new float[] { 0, 127, 128 })]
    [InlineData("<i2", new byte[] { 0xFE, 0xFF }, new float[] { -2 })]
    [InlineData(">u2", new byte[] { 0xFF, 0xFE }, new float[] { 65_534 })]
    [InlineData("<i4", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF }, new float[] { -2 })]
    [InlineData(">i8", new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE }, new float[] { -2 })]
    [InlineData("<u8", new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, new float[] { 18_446_744_073_709_551_615f })]
    [InlineData("<f2", new byte[] { 0x00, 0x3E, 0x00, 0xFC }, new float[] { 1.5f, float.NegativeInfinity })]
    [InlineData(">f4", new byte[] { 0x3F, 0xC0, 0, 0 }, new float[] { 1.5f })]
    [InlineData(">f8", new byte[] { 0x3F, 0xF8, 0, 0, 0, 0, 0, 0 }, new float[] { 1.5f })]
    public void Read_EveryType_BecomesFloats(string type, byte[] data, float[] expected) =>
        Assert.Equal(expected, Decode(File(Header(type, "False", FormattableString.Invariant($"({expected.Length},)")), data)).Values);

    [Fact]
    public void Read_ColumnOrderOfThreeDimensions_Transposes()
    {
        // numpy.arange(24).reshape(2, 3, 4) saved in Fortran order.
        float[] values = [.. from k in Enumerable.Range(0, 4) from j in Enumerable.Range(0, 3) from i in Enumerable.Range(0, 2) select (float)((((i * 3) + j) * 4) + k)];

        Assert.Equal(Enumerable.Range(0, 24).Select(static i => (float)i), Decode(File(Header("<f4", "True", "(2, 3, 4)"), Floats(values))).Values);
    }

    [Fact]
    public void Read_ColumnOrder_Transposes()
    {
        NumberArray array = Decode(File(Header("<f4", "True", "(2, 3)"), Floats(1, 4, 2, 5, 3, 6)));

        Assert.Equal([2, 3], array.Sizes);
        Assert.Equal([1, 2, 3, 4, 5, 6], array.Values);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_LaterVersions_HaveALongerLength(byte version)
    {
        byte[] text = Encoding.ASCII.GetBytes(Header("<f4", "False", "(1,)"));
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);

        Assert.Equal([5], Decode([0x93, .. "NUMPY"u8, version, 0, .. length, .. text, .. Floats(5)]).Values);
    }

    [Fact]
    public void WriteAndRead_MoreThanABuffer_GivesTheSameBits()
    {
        float[] values = [.. Enumerable.Range(0, 40_000).Select(static i => MathF.Sin(i))];
        values[12_345] = float.NaN;

        NumberArray array = Decode(Encode(new NumberArray([40, 1000], values)));

        Assert.Equal([40, 1000], array.Sizes);
        Assert.Equal(values, array.Values);
    }

    [Theory]
    [InlineData("", "byte 0: found other bytes, expected an NPY file")]
    [InlineData("NUMPY", "byte 0: found other bytes, expected an NPY file")]
    public void Read_OtherBytes_SaysWhatAnNpyFileIs(string text, string message) => AssertBad(Encoding.ASCII.GetBytes(text), message);

    [Theory]
    [InlineData("<c8", "False", "(1,)", "found elements of type '<c8', expected integers, floats of 16, 32 or 64 bits, or bool. Save the array again")]
    [InlineData("|O", "False", "(1,)", "found elements of type '|O'")]
    [InlineData("<f3", "False", "(1,)", "found elements of type '<f3'")]
    [InlineData("|i4", "False", "(1,)", "found elements of type '|i4'")]
    [InlineData("<f4", "Maybe", "(1,)", "found a header that cannot be read, expected a dictionary")]
    [InlineData("<f4", "False", "(1", "found a header that cannot be read")]
    [InlineData("<f4", "False", "(-1,)", "found a header that cannot be read")]
    [InlineData("<f4", "False", "(0, 4)", "found a dimension of size 0, expected at least 1")]
    [InlineData("<f4", "False", "(99999999999,)", "found the shape (99999999999), expected at most 536,870,912 elements")]
    [InlineData("<f4", "False", "(65536, 65536)", "found the shape (65536, 65536), expected at most")]
    [InlineData("<f4", "False", "(2147483647, 2147483647, 2147483647, 2147483647, 2147483647)", "expected at most")]
    [InlineData("<f4", "False", "(2,)", "found a file of 132 bytes, expected 136, as its header declares")]
    [InlineData("<f8", "False", "(1,)", "found a file of 132 bytes, expected 136, as its header declares")]
    public void Read_AnotherHeader_SaysWhatIsWrong(string type, string order, string shape, string message) =>
        AssertBad(File(Header(type, order, shape), Floats(1)), message);

    [Fact]
    public void Read_BytesBehindTheEnd_AreRefused() =>
        AssertBad([.. File(Header("<f4", "False", "(1,)"), Floats(1)), 0], "byte 132: found a file of 133 bytes, expected 132");

    [Fact]
    public void Read_AHeaderBeyondTheFile_IsRefusedBeforeMemoryIsTaken() =>
        AssertBad([0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0x7F], "byte 8: found a header of 2,147,483,647 bytes, expected at most 10,000");

    [Fact]
    public void Read_AnUnknownVersion_IsRefused() => AssertBad([0x93, .. "NUMPY"u8, 9, 0, 118, 0, 0, 0], "byte 6: found version 9, expected version 1, 2 or 3");

    [Fact]
    public void Read_BeyondTheLimit_IsRefused()
    {
        using MemoryStream stream = new(File(Header("<f4", "False", "(2,)"), Floats(1, 2)));

        Assert.Contains("expected at most 1 elements", Assert.Throws<InvalidDataException>(() => NpyFile.Read(stream, "a.npy", limit: 4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ADoubleBeyondFloats_IsRefused()
    {
        byte[] data = new byte[16];
        BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(8), 1e300);

        AssertBad(File(Header("<f8", "False", "(2,)"), data), "byte 136: found 1E+300, expected a number within the range of float32");
    }

    [Fact]
    public void Read_AFileCutAnywhere_IsRefused()
    {
        byte[] file = Encode(NumberArray.Table([1, 2, 3, 4], 2));
        for (int length = 0; length < file.Length; length++) AssertBad(file[..length], "a.npy, byte ");
    }

    [Fact]
    public void Read_LongRunsOfBlanks_TakesNoTime()
    {
        string header = "{'descr': '<f4'," + new string(' ', 9_000) + "x";

        AssertBad(File(header, []), "found a header that cannot be read");
    }

    [Fact]
    public void Array_OfAnotherLength_IsRefused() =>
        Assert.Contains("Received 3 numbers, expected 4 for the sizes (2, 2).", Assert.Throws<ArgumentException>(static () => new NumberArray([2, 2], new float[3])).Message, StringComparison.Ordinal);

    private static string Header(string type, string order, string shape) =>
        $"{{'descr': '{type}', 'fortran_order': {order}, 'shape': {shape}, }}".PadRight(117) + "\n";

    private static byte[] File(string header, byte[] data)
    {
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        return [0x93, .. "NUMPY"u8, 1, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. data];
    }

    private static byte[] Floats(params float[] values)
    {
        byte[] bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }

    private static byte[] Encode(NumberArray array)
    {
        using MemoryStream stream = new();
        NpyFile.Write(stream, array);
        return stream.ToArray();
    }

    private static NumberArray Decode(byte[] file)
    {
        using MemoryStream stream = new(file);
        return NpyFile.Read(stream, "a.npy");
    }

    private static void AssertBad(byte[] file, string message)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Decode(file));
        Assert.StartsWith("a.npy, byte ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}

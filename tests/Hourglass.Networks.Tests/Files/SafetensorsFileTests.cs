using System.Text;
using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

public class SafetensorsFileTests
{
    /// <summary>A whole file, byte by byte. The layout is the one that the README of github.com/huggingface/safetensors publishes under "Format":
    /// eight bytes with the length N of the header, little-endian; N bytes of JSON that begin with an open brace and may be padded with
    /// spaces; then the bytes of all tensors, row-major, little-endian, with data_offsets counted from the end of the header.</summary>
    private const string GoldenHeader =
        """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[],"data_offsets":[8,9]}}""";

    private static readonly byte[] Golden =
    [
        0x90, 0, 0, 0, 0, 0, 0, 0,
        .. Encoding.UTF8.GetBytes(GoldenHeader), .. "      "u8,
        0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x20, 0xC0,
        0x07,
    ];

    private static readonly Dictionary<string, string> Pt = new() { ["format"] = "pt" };

    [Fact]
    public void Write_TinyFile_IsTheGoldenBytes()
    {
        SafeTensor[] tensors =
        [
            SafeTensor.Floats("a", [1, 2], new float[] { 1, -2.5f }),
            SafeTensor.Bytes("b", SafeTensorType.U8, [], new byte[] { 7 }),
        ];

        byte[] bytes = Write(tensors, Pt);

        Assert.Equal(0x90, GoldenHeader.Length + 6);
        Assert.Equal(Golden, bytes);
    }

    [Fact]
    public void Read_GoldenBytes_HoldsItsTensors()
    {
        using SafetensorsFile file = Read(Golden);

        Assert.Equal(Pt, file.Metadata);
        Assert.Equal(2, file.Tensors.Count);
        Assert.Equal([1L, 2L], file.Tensors[0].Shape);
        Assert.Equal(("a", SafeTensorType.F32, 0x98L, 8L, 2L), Figures(file.Find("a")));
        Assert.Equal(("b", SafeTensorType.U8, 0xA0L, 1L, 1L), Figures(file.Find("b")));
        Assert.Equal([1, -2.5f], Floats(file, "a"));
        byte[] raw = new byte[1];
        file.ReadBytes(file.Find("b"), raw);
        Assert.Equal([7], raw);
    }

    [Fact]
    public void Write_ThenRead_KeepsEveryBit()
    {
        // More than one piece of 64 KiB, an odd length, numbers that no arithmetic survives.
        FloatBuffer buffer = new(40_011);
        new RandomKey(3).FillNormal(buffer.Span, 0, 1);
        float[] special = [float.NaN, BitConverter.Int32BitsToSingle(0x7F812345), float.PositiveInfinity, -0f, float.Epsilon];
        special.CopyTo(buffer.Span);
        SafeTensor[] tensors =
        [
            SafeTensor.Floats("all", [3, 13_337], buffer, 0),
            SafeTensor.Floats("empty", [4, 0], ReadOnlyMemory<float>.Empty),
            SafeTensor.Floats("tail", [11], buffer, 40_000),
            SafeTensor.Floats("one", [], new float[] { 42 }),
        ];
        Dictionary<string, string> metadata = new() { ["spec"] = SpecJson.Write(Specimens.Dense), ["ключ"] = "\"\\\n<é>\u0001" };

        using SafetensorsFile file = Read(Write(tensors, metadata));

        Assert.Equal(metadata, file.Metadata);
        Assert.Equal(["all", "empty", "tail", "one"], file.Tensors.Select(static entry => entry.Name));
        Assert.Equal(Bits(buffer.Span), Bits(Floats(file, "all")));
        Assert.Equal(Bits(buffer.Span[40_000..]), Bits(Floats(file, "tail")));
        Assert.Empty(Floats(file, "empty"));
        Assert.Equal([42f], Floats(file, "one"));
    }

    [Theory]
    [InlineData(SafeTensorType.F16, new byte[] { 0x00, 0x3C, 0x00, 0xC1 }, new[] { 1f, -2.5f })]
    [InlineData(SafeTensorType.BF16, new byte[] { 0x80, 0x3F, 0x20, 0xC0 }, new[] { 1f, -2.5f })]
    [InlineData(SafeTensorType.F64, new byte[] { 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0x04, 0xC0 }, new[] { 1f, -2.5f })]
    public void ReadFloats_OtherWidths_AreConverted(SafeTensorType type, byte[] bytes, float[] expected)
    {
        using SafetensorsFile file = Read(Write([SafeTensor.Bytes("x", type, [2], bytes)]));

        Assert.Equal(expected, Floats(file, "x"));
    }

    [Fact]
    public void Read_EveryType_IsSkippedByItsSize()
    {
        SafeTensor[] tensors = [.. Enum.GetValues<SafeTensorType>().Select(static type =>
            SafeTensor.Bytes(type.ToString(), type, [3], new byte[24]))];

        using SafetensorsFile file = Read(Write([.. tensors, SafeTensor.Floats("last", [1], new float[] { 5 })]));

        int[] expected = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 8, 8, 8];
        Assert.Equal(expected.Select(static size => 3L * size), file.Tensors.SkipLast(1).Select(static entry => entry.Length));
        Assert.All(file.Tensors, static entry => Assert.Equal(entry.Name == "last" ? 1 : 3, entry.Count));
        Assert.Equal([5f], Floats(file, "last"));
    }

    [Fact]
    public void Write_Metadata_IsOrderedAndAlignsTheTensors()
    {
        Dictionary<string, string> one = new() { ["b"] = "1", ["a"] = "2", ["B"] = "3" }, other = new() { ["B"] = "3", ["a"] = "2", ["b"] = "1" };

        Assert.Equal(Write([], one), Write([], other));
        for (int length = 0; length < 16; length++)
        {
            SafeTensor tensor = SafeTensor.Floats(new string('n', length + 1), [1], new float[] { 1 });
            Assert.Equal(0, (Write([tensor]).Length - sizeof(float)) % 8);
        }
    }

    [Fact]
    public void Read_PathAndStreamThatStartsLate_WorkAlike()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("m.safetensors");
        AtomicFile.Write(path, stream => stream.Write(Golden));
        using (SafetensorsFile file = SafetensorsFile.Read(path)) Assert.Equal([1, -2.5f], Floats(file, "a"));
        File.Delete(path);

        using MemoryStream late = new([1, 2, 3, .. Golden]);
        late.Position = 3;
        using SafetensorsFile second = SafetensorsFile.Read(late, "late");
        Assert.Equal([1, -2.5f], Floats(second, "a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("__metadata__")]
    public void Write_ReservedName_IsRefused(string name) =>
        Assert.Throws<ArgumentException>(() => Write([SafeTensor.Floats(name, [1], new float[1])]));

    [Fact]
    public void Write_SameNameTwiceOrImpossibleShape_IsRefused()
    {
        SafeTensor tensor = SafeTensor.Floats("x", [1], new float[1]);

        Assert.Throws<ArgumentException>(() => Write([tensor, tensor]));
        Assert.Throws<ArgumentException>(() => Write([tensor with { Shape = [-1] }]));
        Assert.Throws<ArgumentException>(() => Write([tensor with { Shape = [long.MaxValue, 3] }]));
    }

    [Fact]
    public void Find_UnknownTensor_NamesTheNearest()
    {
        using SafetensorsFile file = Read(Write([SafeTensor.Floats("encoder.0.weight", [1], new float[1])]));

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => file.Find("encoder.0.weights"));

        Assert.Equal("m: found no tensor \"encoder.0.weights\"; did you mean \"encoder.0.weight\"?", error.Message);
    }

    [Fact]
    public void ReadFloats_OfIntegersOrIntoTheWrongRoom_IsRefused()
    {
        using SafetensorsFile file = Read(Golden);

        Assert.Throws<ArgumentException>(() => file.ReadFloats(file.Find("a"), new float[3]));
        Assert.Throws<ArgumentException>(() => file.ReadBytes(file.Find("a"), new byte[7]));
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => file.ReadFloats(file.Find("b"), new float[1]));
        Assert.Equal("m, offset 160: found tensor \"b\" of type U8, expected F32, F16, BF16 or F64.", error.Message);
    }

    [Fact]
    public void ReadFloats_FileCutWhileOpen_IsRefused()
    {
        using MemoryStream stream = new();
        stream.Write(Golden);
        stream.Position = 0;
        using SafetensorsFile file = SafetensorsFile.Read(stream, "m");
        stream.SetLength(0x9A);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Floats(file, "a"));

        Assert.Equal("m, offset 152: found 2 more bytes, expected 8 of tensor \"a\".", error.Message);
    }

    private static byte[] Write(IReadOnlyList<SafeTensor> tensors, Dictionary<string, string>? metadata = null)
    {
        using MemoryStream stream = new();
        SafetensorsFile.Write(stream, tensors, metadata);
        return stream.ToArray();
    }

    private static SafetensorsFile Read(byte[] bytes) => SafetensorsFile.Read(new MemoryStream(bytes), "m");

    private static float[] Floats(SafetensorsFile file, string name)
    {
        float[] values = new float[file.Find(name).Count];
        file.ReadFloats(file.Find(name), values);
        return values;
    }

    private static int[] Bits(ReadOnlySpan<float> values) => [.. values.ToArray().Select(BitConverter.SingleToInt32Bits)];

    private static (string Name, SafeTensorType Type, long Offset, long Length, long Count) Figures(SafeTensorEntry entry) =>
        (entry.Name, entry.Type, entry.Offset, entry.Length, entry.Count);
}

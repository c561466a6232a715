using System.Buffers.Binary;
using System.Text;
using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

public class SafetensorsMalformedTests
{
    private const string A = """ "dtype":"F32","shape":[2],"data_offsets":[0,8] """;

    [Theory]
    [InlineData("", 0, "m, offset 8: found no JSON object, expected a header that begins with {.")]
    [InlineData(" {}", 0, "m, offset 8: found no JSON object, expected a header that begins with {.")]
    [InlineData("[]", 0, "m, offset 8: found no JSON object, expected a header that begins with {.")]
    [InlineData("{} x", 0, "m, offset 8: found a header that is not JSON (")]
    [InlineData("{", 0, "m, offset 8: found a header that is not JSON (")]
    [InlineData("{/**/}", 0, "m, offset 8: found a header that is not JSON (")]
    [InlineData("{\"a\":{" + A + "},}", 8, "m, offset 8: found a header that is not JSON (")]
    [InlineData("{\"a\":{\"dtype\":NaN}}", 8, "m, offset 8: found a header that is not JSON (")]
    [InlineData("{\"a\":{" + A + "},\"a\":{" + A + "}}", 8, "m, offset 68: found \"a\" a second time, expected different names.")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\"}}", 8, "m, offset 35: found \"dtype\" a second time, expected different names.")]
    [InlineData("{\"__metadata__\":{},\"__metadata__\":{}}", 0, "m, offset 42: found \"__metadata__\" a second time, expected different names.")]
    [InlineData("{\"__metadata__\":{\"x\":\"\",\"x\":\"\"}}", 0, "m, offset 36: found \"x\" a second time, expected different names.")]
    [InlineData("{\"__metadata__\":{\"x\":1}}", 0, "m, offset 29: found \"1\", expected a text.")]
    [InlineData("{\"__metadata__\":7}", 0, "m, offset 24: found \"7\", expected an object of texts.")]
    [InlineData("{\"a\":7}", 0, "m, offset 13: found \"7\", expected an object with dtype, shape and data_offsets.")]
    [InlineData("{\"a\":{}}", 0, "m, offset 13: found tensor \"a\" with a member missing, expected dtype, shape and two data_offsets.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}", 8, "m, offset 13: found tensor \"a\" with a member missing, expected dtype, shape and two data_offsets.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}", 8, "m, offset 60: found another number, expected at most 2.")]
    [InlineData("{\"a\":{\"dtype\":\"F33\"}}", 8, "m, offset 22: dtype received \"F33\", expected one of BOOL, ")]
    [InlineData("{\"a\":{\"dtype\":\"f32\"}}", 8, "m, offset 22: dtype received \"f32\", expected one of BOOL, ")]
    [InlineData("{\"a\":{\"dtype\":3}}", 8, "m, offset 22: found \"3\", expected a dtype.")]
    [InlineData("{\"a\":{\"shape\":2}}", 8, "m, offset 22: found \"2\", expected a list of whole numbers.")]
    [InlineData("{\"a\":{\"shape\":[-2]}}", 8, "m, offset 23: found \"-2\", expected a whole number of zero or more.")]
    [InlineData("{\"a\":{\"shape\":[1.5]}}", 8, "m, offset 23: found \"1.5\", expected a whole number of zero or more.")]
    [InlineData("{\"a\":{\"shape\":[99999999999999999999]}}", 8, "m, offset 23: found \"99999999999999999999\", expected a whole number of zero or more.")]
    [InlineData("{\"a\":{\"stride\":1}}", 8, "m, offset 23: found member \"stride\", expected dtype, shape and data_offsets.")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", 8, "m, offset 13: found data_offsets 0 to 8, expected the 12 bytes of F32 of shape [3].")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", 8, "m, offset 13: found data_offsets 8 to 0, expected the 8 bytes of F32 of shape [2].")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}", 8,
        "m, offset 13: found shape [4611686018427387904, 4], expected one whose bytes can be counted.")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[9223372036854775807,9223372036854775807]}}", 0,
        "m, offset 13: found data_offsets 9223372036854775807 to 9223372036854775807, expected the 0 bytes of U8 of shape [0].")]
    [InlineData("{\"a\":{" + A + "}}", 7, "m, offset 72: found the end of the file at offset 71, expected it at 72, where the last tensor ends.")]
    [InlineData("{\"a\":{" + A + "}}", 9, "m, offset 72: found the end of the file at offset 73, expected it at 72, where the last tensor ends.")]
    [InlineData("{}", 1, "m, offset 10: found the end of the file at offset 11, expected it at 10, where the last tensor ends.")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}", 2,
        "m, offset 61: found tensor \"a\" at offset 62, expected it at 61: tensors leave no gap and do not overlap.")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}", 3,
        "m, offset 115: found tensor \"b\" at offset 114, expected it at 115: tensors leave no gap and do not overlap.")]
    public void Read_MalformedHeader_SaysWhatAndWhere(string header, int dataBytes, string expected)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Read(File(header, dataBytes)));

        Assert.StartsWith(expected, error.Message);
    }

    [Fact]
    public void Read_HighRank_IsRefused()
    {
        string sides = string.Join(',', Enumerable.Repeat("1", 65));

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Read(File("{\"a\":{\"shape\":[" + sides + "]}}", 0)));

        Assert.EndsWith("found another number, expected at most 64.", error.Message);
    }

    [Fact]
    public void Read_HeaderThatIsNotText_IsRefused()
    {
        byte[] bytes = File("{\"a\":{}}", 0);
        bytes[10] = 0xFF;

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Read(bytes));

        Assert.Equal("m, offset 8: found bytes that are not UTF-8, expected a JSON header.", error.Message);
    }

    [Fact]
    public void Read_HalfASurrogatePair_IsRefused()
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Read(File("{\"\\ud800\":{}}", 0)));

        Assert.Equal("m, offset 9: found half of a surrogate pair, expected whole characters.", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Read_FewerThanEightBytes_IsRefused(int length)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Read(new byte[length]));

        Assert.Equal($"m, offset 0: found {length} bytes, expected at least the 8 of a safetensors file.", error.Message);
    }

    [Theory]
    [InlineData(3UL)]
    [InlineData((ulong)long.MaxValue)]
    [InlineData(ulong.MaxValue)]
    public void Read_HeaderLongerThanTheFile_IsRefusedBeforeMemoryIsTaken(ulong length)
    {
        byte[] bytes = File("{}", 0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Read(bytes));

        Assert.Equal($"m, offset 0: found a header length of {length} bytes, expected at most the 2 that follow.", error.Message);
    }

    [Fact]
    public void Read_HeaderBeyondTheLimit_IsRefused()
    {
        using MemoryStream stream = new(File("{}      ", 0));

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(stream, "m", headerLimit: 7));

        Assert.Equal("m, offset 0: found a header length of 8 bytes, expected at most the limit of 7.", error.Message);
    }

    [Fact]
    public void Read_StreamThatCannotSeek_IsRefused()
    {
        using System.IO.Compression.DeflateStream stream = new(new MemoryStream(), System.IO.Compression.CompressionMode.Decompress);

        Assert.Throws<ArgumentException>(() => SafetensorsFile.Read(stream, "m"));
    }

    [Fact]
    public void Read_MalformedFile_ClosesIt()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("m.safetensors");
        System.IO.File.WriteAllBytes(path, new byte[3]);

        Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(path));

        using FileStream exclusive = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(3, exclusive.Length);
    }

    [Fact]
    public void Read_TwentyThousandMutations_NeverFailOtherwise()
    {
        using MemoryStream whole = new();
        SafeTensor[] tensors =
        [
            SafeTensor.Floats("encoder.0.weight", [2, 3], new float[6]),
            SafeTensor.Floats("encoder.0.bias", [2], new float[2]),
            SafeTensor.Bytes("step", SafeTensorType.I64, [], new byte[8]),
        ];
        SafetensorsFile.Write(whole, tensors, new Dictionary<string, string> { ["format"] = "pt", ["name"] = "\"é\"" });
        byte[] good = whole.ToArray();
        RandomKey key = new(11);
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = Mutation.Of(good, key.Fold((ulong)i));
            try
            {
                ReadAll(bytes);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 10_000, 19_999);
    }

    private static void ReadAll(byte[] bytes)
    {
        using SafetensorsFile file = SafetensorsFile.Read(new MemoryStream(bytes), "m");
        foreach (SafeTensorEntry entry in file.Tensors)
        {
            Assert.InRange(entry.Offset + entry.Length, 8, bytes.Length);
            file.ReadBytes(entry, new byte[entry.Length]);
            if (entry.Type == SafeTensorType.F32) file.ReadFloats(entry, new float[entry.Count]);
        }
    }

    private static void Read(byte[] bytes)
    {
        using SafetensorsFile file = SafetensorsFile.Read(new MemoryStream(bytes), "m");
    }

    private static byte[] File(string header, int dataBytes)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] bytes = [0, 0, 0, 0, 0, 0, 0, 0, .. json, .. new byte[dataBytes]];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)json.Length);
        return bytes;
    }
}

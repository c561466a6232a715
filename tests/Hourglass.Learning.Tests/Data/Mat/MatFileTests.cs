using System.Buffers.Binary;
using System.IO.Compression;

namespace Hourglass.Learning.Tests;

public sealed class MatFileTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void List_AFileOfScipy_NamesEveryVariable(bool isPacked)
    {
        IReadOnlyList<ArrayEntry> entries = MatFile.List(new MemoryStream(File(isPacked)), "m.mat");

        Assert.Equal(["x", "u", "i", "f", "b", "s", "c", "t", "st", "ce", "e", "h"], entries.Select(static entry => entry.Name));
        Assert.Equal(["x", "u", "i", "f", "b", "h"], entries.Where(static entry => entry.Problem is null).Select(static entry => entry.Name));
        Assert.Equal(["double", "uint8", "int64", "single", "logical", "sparse"], entries.Take(6).Select(static entry => entry.Type));
        Assert.Equal("1 x 2 x 3", entries[1].Shape);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_AFileOfScipy_GivesEveryArray(bool isPacked)
    {
        float[] x = [1.5f, 2, 3, 4, 5, -6.25f];
        Check(isPacked, "x", [2, 3], x);
        Check(isPacked, "f", [2, 3], x);
        Check(isPacked, "u", [1, 2, 3], [0, 1, 2, 3, 4, 5]);
        Check(isPacked, "i", [1, 2], [-300, 70000]);
        Check(isPacked, "b", [1, 2], [1, 0]);
        Check(isPacked, "h", [1, 1], [7]);
    }

    [Theory]
    [InlineData("s", "is a sparse array, which is not read. Save full(...) of it.")]
    [InlineData("c", "is complex, which is not read. Save its real and imaginary parts as two arrays.")]
    [InlineData("t", "is a text, which is not read. Save numbers.")]
    [InlineData("st", "is a structure, which is not read. Save its fields as arrays.")]
    [InlineData("ce", "is a cell array, which is not read. Save its parts as arrays.")]
    [InlineData("e", "is empty.")]
    public void Read_AVariableThatIsNoArrayOfNumbers_SaysWhat(string variable, string problem)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => MatFile.Read(new MemoryStream(MatSamples.Plain), "m.mat", variable));

        Assert.Equal($"m.mat: '{variable}' {problem}", error.Message);
    }

    [Fact]
    public void Read_WithoutANameFromSeveral_ListsThem()
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => MatFile.Read(new MemoryStream(MatSamples.Plain), "m.mat"));

        Assert.StartsWith("m.mat: found several arrays: x (2 x 3), u (1 x 2 x 3), ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Name the one to read (--variable).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnUnknownName_NamesTheNearest()
    {
        byte[] file = [.. MatSamples.Header(false), .. MatSamples.Matrix(false, [1, 1], 7)];

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => MatFile.Read(new MemoryStream(file), "m.mat", "x"));

        Assert.Equal("m.mat: found no array 'x', expected one of X (1 x 1). Did you mean X?", error.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_EitherOrderOfBytes_PutsTheLastDimensionInnermost(bool isBigEndian)
    {
        double[] values = [.. Enumerable.Range(0, 24).Select(static i => (double)i)];
        byte[] file = [.. MatSamples.Header(isBigEndian), .. MatSamples.Matrix(isBigEndian, [2, 3, 4], values)];

        NumberArray array = MatFile.Read(new MemoryStream(file), "m.mat");

        Assert.Equal([2, 3, 4], array.Sizes);
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 3; j++)
                for (int k = 0; k < 4; k++) Assert.Equal(i + (2 * j) + (6 * k), array.Values[(((i * 3) + j) * 4) + k]);
    }

    [Fact]
    public void Read_AFileOfVersion73_SaysHowToSave()
    {
        byte[] file = MatSamples.Header(false, version: 0x0200);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => MatFile.Read(new MemoryStream(file), "m.mat"));

        Assert.Equal(
            "m.mat, byte 0: found a MAT file of version 7.3, which is an HDF5 file, expected one of version 5. "
            + "Save the variables again by save('file.mat', '-v7') in MATLAB, save -v7 in Octave or scipy.io.savemat.",
            error.Message);
    }

    [Fact]
    public void Read_SizesThatAreNotThoseOfTheNumbers_SaysWhere()
    {
        byte[] file = [.. MatSamples.Header(false), .. MatSamples.Matrix(false, [2, 2], 1, 2, 3)];

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => MatFile.Read(new MemoryStream(file), "m.mat"));

        Assert.StartsWith("m.mat, byte 184: found 24 bytes of numbers, expected 32 for 2 x 2.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnArrayAboveTheLimit_TakesNoMemory()
    {
        byte[] file = [.. MatSamples.Header(false), .. MatSamples.Matrix(false, [40_000, 40_000], 1)];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("at most 536,870,912 elements", Error(file), StringComparison.Ordinal);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 1 << 17);
    }

    [Fact]
    public void Read_APackedArrayThatPromisesTooMuch_TakesNoMemory()
    {
        byte[] matrix = MatSamples.Matrix(false, [10_000, 10_000], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(matrix.AsSpan(4), 800_000_056);
        BinaryPrimitives.WriteUInt32LittleEndian(matrix.AsSpan(56 - 4), 800_000_000);
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(matrix);
        byte[] tag = new byte[8];
        tag[0] = 15;
        BinaryPrimitives.WriteUInt32LittleEndian(tag.AsSpan(4), (uint)packed.Length);
        byte[] file = [.. MatSamples.Header(false), .. tag, .. packed.ToArray()];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("which is all that so few packed bytes unpack to", Error(file), StringComparison.Ordinal);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 1 << 17);
    }

    [Fact]
    public void Read_ADoubleBeyondFloat_SaysWhere()
    {
        byte[] file = [.. MatSamples.Header(false), .. MatSamples.Matrix(false, [1, 2], 1, 1e300)];

        Assert.Contains("byte 192: found 1E+300, expected a number within the range of float32", Error(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Ex7Data1_IsTheKnownTable()
    {
        string? folder = Environment.GetEnvironmentVariable(DataFolders.Variable);
        string path = Path.Combine(folder ?? "", "ex7", "ex7data1.mat");
        Assert.SkipUnless(folder is not null && System.IO.File.Exists(path), "ex7data1.mat is not on this machine.");

        NumberArray x = MatFile.Read(path, "X");

        // Known from scipy.io.loadmat.
        Assert.Equal([50, 2], x.Sizes);
        Assert.Equal([3.38156267f, 3.38911268f, 4.52787538f, 5.8541781f], x.Values.Take(4));
    }

    private static byte[] File(bool isPacked) => isPacked ? MatSamples.Packed : MatSamples.Plain;

    private static void Check(bool isPacked, string variable, int[] sizes, float[] values)
    {
        NumberArray array = MatFile.Read(new MemoryStream(File(isPacked)), "m.mat", variable);
        Assert.Equal(sizes, array.Sizes);
        Assert.Equal(values, array.Values);
    }

    private static string Error(byte[] file) =>
        Assert.Throws<InvalidDataException>(() => MatFile.Read(new MemoryStream(file), "m.mat")).Message;
}

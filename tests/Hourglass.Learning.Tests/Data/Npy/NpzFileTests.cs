namespace Hourglass.Learning.Tests;

public sealed class NpzFileTests : IDisposable
{
    // numpy.savez_compressed(file, x=numpy.array([[1, 2.5], [3, -4]]), y=numpy.array([7, 8], dtype='u1'), z=numpy.array(['a'])) of NumPy 1.24.2.
    private const string Numpy =
        "UEsDBBQAAAAIAAAAIQAHYZuPVQAAAKAAAAAFABQAeC5ucHkBABAAoAAAAAAAAABVAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqGuo6Cell9UUpSYF59flJIKEn" +
        "dLzClOBYoXZyQWpAL5GkY6CkaaOgq1CmQDLgYw+GAPoVkcIDQHlBY4AABQSwMEFAAAAAgAAAAhAPpM6ulGAAAAggAAAAUAFAB5Lm5weQEAEACCAAAAAAAAAEYAAAAAAAAA" +
        "m+wX6hsQychQxlCtnpJanFykbqWgXlNqqK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjqaOgq1ChQALnYOAFBLAwQUAAAACAAAACEAKqQoNkgAAACEAAAABQ" +
        "AUAHoubnB5AQAQAIQAAAAAAAAASAAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuE2qorqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RqGOpo6CrUKFACuRAYG" +
        "BgBQSwECFAMUAAAACAAAACEAB2Gbj1UAAACgAAAABQAAAAAAAAAAAAAAgAEAAAAAeC5ucHlQSwECFAMUAAAACAAAACEA+kzq6UYAAACCAAAABQAAAAAAAAAAAAAAgAGMAA" +
        "AAeS5ucHlQSwECFAMUAAAACAAAACEAKqQoNkgAAACEAAAABQAAAAAAAAAAAAAAgAEJAQAAei5ucHlQSwUGAAAAAAMAAwCZAAAAiAEAAAAA";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WhatNumpyWrites_GivesTheArrays()
    {
        byte[] file = Convert.FromBase64String(Numpy);

        IReadOnlyList<ArrayEntry> entries = NpzFile.List(new MemoryStream(file), "n.npz");

        Assert.Equal(["x", "y", "z"], entries.Select(static entry => entry.Name));
        Assert.Equal(["2 x 2", "2"], entries.Take(2).Select(static entry => entry.Shape));
        Assert.Contains("found elements of type '<U1'", entries[2].Problem, StringComparison.Ordinal);
        Assert.Equal([1, 2.5f, 3, -4], NpzFile.Read(new MemoryStream(file), "n.npz", "x").Values);
        Assert.Equal([7, 8], NpzFile.Read(new MemoryStream(file), "n.npz", "y").Values);
    }

    [Fact]
    public void WriteAndRead_GiveTheSameArraysAndTheSameBytes()
    {
        NumberArray array = NumberArray.Table([1, 2, 3, 4, 5, 6], 3);

        NpzFile.Write(_folder.At("a.npz"), [("codes", array)], new[] { 3, 1 });
        NpzFile.Write(_folder.At("b.npz"), [("codes", array)], new[] { 3, 1 });

        Assert.Equal(array.Values, NpzFile.Read(_folder.At("a.npz"), "codes").Values);
        Assert.Equal([3, 1], NpzFile.Read(_folder.At("a.npz"), "labels").Values);
        Assert.Equal(File.ReadAllBytes(_folder.At("a.npz")), File.ReadAllBytes(_folder.At("b.npz")));
    }

    [Fact]
    public void Read_AWrongChecksum_IsRefused()
    {
        byte[] file = ZipSamples.Of(isPacked: false, ("x", Npy([1, 2])));
        int place = file.AsSpan().IndexOf("NUMPY"u8);
        file[place + 5 + 122 + 2] ^= 1;

        Assert.Contains(
            "found the checksum 0x", Assert.Throws<InvalidDataException>(() => NpzFile.Read(new MemoryStream(file), "n.npz")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhatIsNoArchive_SaysSo() => Assert.StartsWith(
        "n.npz, byte 0: found no zip archive that can be read", Assert.Throws<InvalidDataException>(() => NpzFile.Read(new MemoryStream([1, 2, 3]), "n.npz")).Message, StringComparison.Ordinal);

    private static byte[] Npy(float[] values)
    {
        using MemoryStream stream = new();
        NpyFile.Write(stream, new NumberArray([values.Length], values));
        return stream.ToArray();
    }
}

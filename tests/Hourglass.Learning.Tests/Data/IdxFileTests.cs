using System.IO.Compression;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class IdxFileTests : IDisposable
{
    private static readonly byte[] TwoImages = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    private static readonly byte[] TwoLabels = [0, 0, 8, 1, 0, 0, 0, 2, 4, 9];

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadImages_WithLabels_GivesTheSet(bool packed)
    {
        string images = _folder.Write("images", packed ? Gzip(TwoImages) : TwoImages);
        string labels = _folder.Write("labels", packed ? Gzip(TwoLabels) : TwoLabels);

        ImageSet set = IdxFile.ReadImages(images, labels, "two");

        Assert.Equal("two", set.Name);
        Assert.Equal(new Shape(1, 2, 3), set.Shape);
        Assert.Equal(TwoImages[16..], set.Pixels.ToArray());
        Assert.Equal([4, 9], set.Labels.ToArray());
        Assert.Equal(10, set.ClassNames.Count);
    }

    [Fact]
    public void ReadImages_TwoDimensions_GivesVectors()
    {
        string path = _folder.Write("vectors", [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]);

        ImageSet set = IdxFile.ReadImages(path);

        Assert.Equal(new Shape(3), set.Shape);
        Assert.Equal(2, set.Count);
        Assert.Equal("vectors", set.Name);
        Assert.True(set.Labels.IsEmpty);
    }

    [Theory]
    [InlineData("set")]
    [InlineData("set.gz")]
    public void Write_ThenRead_GivesTheSameBytes(string name)
    {
        RandomKey key = new(1);
        byte[] pixels = new byte[4000 * 6];
        int[] labels = new int[4000];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)key.Below(i, 256);
        for (int i = 0; i < labels.Length; i++) labels[i] = key.Below(pixels.Length + i, 256);
        string images = _folder.At(name), classes = _folder.At("labels-" + name);

        foreach (Shape shape in new[] { new Shape(1, 2, 3), new Shape(6) })
        {
            IdxFile.WriteImages(images, new ImageSet("made", shape, pixels));
            IdxFile.WriteLabels(classes, labels);
            ImageSet read = IdxFile.ReadImages(images, classes);
            Assert.Equal(shape, read.Shape);
            Assert.Equal(pixels, read.Pixels.ToArray());
            Assert.Equal(labels, read.Labels.ToArray());
        }

        Assert.Equal(2, Directory.GetFiles(_folder.Root).Length);
    }

    [Fact]
    public void Write_WhatTheFormatCannotHold_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => IdxFile.WriteImages(_folder.At("x"), new ImageSet("rgb", new Shape(3, 2, 2), new byte[12])));
        Assert.Throws<ArgumentException>(() => IdxFile.WriteLabels(_folder.At("x"), [256]));
        Assert.Throws<ArgumentException>(() => IdxFile.WriteLabels(_folder.At("x"), []));
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    public static TheoryData<string, byte[], string, string> BadImages() => new()
    {
        { "empty file", [], "byte 0: found the end of the content", "expected 4 more bytes" },
        { "wrong magic", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 0], "byte 0: found the bytes 89 50 4E 47", "This is no IDX file" },
        { "floats", [0, 0, 0x0D, 3, .. TwoImages[4..]], "byte 2: found the element type 0x0D", "expected 0x08" },
        { "labels", TwoLabels, "byte 3: found 1 dimensions", "Name the file of images here" },
        { "four dimensions", [0, 0, 8, 4, .. TwoImages[4..]], "byte 3: found 4 dimensions", "expected 3 for images or 2 for vectors" },
        { "header cut short", TwoImages[..10], "byte 10: found the end of the content", "expected 6 more bytes" },
        { "no samples", With(7, 0), "byte 4: found 0 samples", "at least 1" },
        { "no rows", With(11, 0), "byte 8: found samples of size 0", "at least 1" },
        { "truncated", TwoImages[..^1], "byte 16: found a file of 27 bytes", "expected 28" },
        { "trailing", [.. TwoImages, 0], "byte 16: found a file of 29 bytes", "expected 28" },
        { "forged size", With(4, 0x7F), "byte 16: found a header that declares 2130706434 x 2 x 3 elements", "at most 2,147,4" },
        { "overflowing size", [0, 0, 8, 3, .. Enumerable.Repeat((byte)255, 12)], "declares 4294967295 x 4294967295 x", "raise the limit" },
        { "packed, truncated", Gzip(TwoImages)[..^3], "byte 16: found a gzip file that ends in the length", "expected 28" },
        { "packed, trailing", [.. Gzip(TwoImages), 1, 2, 3, 4, 5], "byte 16: found a gzip file that ends in the length", "expected 28" },
        { "packed, longer than declared", Gzip([.. TwoImages, 0]), "byte 16: found a gzip file that ends in the length 29", "expected 28" },
        { "packed, shorter than declared", Gzip(TwoImages[..^1]), "byte 16: found a gzip file that ends in the length 27", "expected 28" },
        { "packed, longer, length forged", Forged(Gzip([.. TwoImages, 0]), 28), "byte 28: found", "" },
        { "packed, shorter, length forged", Forged(Gzip(TwoImages[..^1]), 28), "found a damaged gzip stream", "" },
        { "packed, wrong checksum", Flipped(Gzip(TwoImages), 8), "found a damaged gzip stream", "checksum" },
        { "packed, damaged", Flipped(Gzip(TwoImages), Gzip(TwoImages).Length - 10), "found a damaged gzip stream", "fetch it again" },
        { "gzip of nothing but its magic", [0x1F, 0x8B], "byte 0: found 2 bytes of gzip", "at least 18" },
    };

    [Theory]
    [MemberData(nameof(BadImages))]
    public void ReadImages_BadFile_NamesFileOffsetFoundAndExpected(string what, byte[] content, string found, string expected)
    {
        string path = _folder.Write(what, content);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => IdxFile.ReadImages(path));

        Assert.StartsWith(path + ", byte ", error.Message, StringComparison.Ordinal);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(", expected ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadImages_LabelsThatDoNotMatch_AreRefused()
    {
        string images = _folder.Write("images", TwoImages);
        string three = _folder.Write("three", [0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3]);
        string labels = _folder.Write("labels", TwoLabels);

        InvalidDataException mismatch = Assert.Throws<InvalidDataException>(() => IdxFile.ReadImages(images, three));
        InvalidDataException outside = Assert.Throws<InvalidDataException>(
            () => IdxFile.ReadImages(images, labels, null, ["a", "b", "c", "d", "e"]));
        InvalidDataException swapped = Assert.Throws<InvalidDataException>(() => IdxFile.ReadImages(images, images));

        Assert.StartsWith($"{three}, byte 4: found 3 labels, expected 2, one per image", mismatch.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{labels}, byte 9: found label 9, expected 0 to 4", outside.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{images}, byte 3: found 3 dimensions, expected 1", swapped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadImages_AboveTheLimit_IsRefusedBeforeMemoryIsTaken(bool packed)
    {
        const int Side = 4096;
        byte[] content = new byte[16 + (Side * Side)];
        ((byte[])[0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0x10, 0, 0, 0, 0x10, 0]).CopyTo(content, 0);
        string path = _folder.Write("large", packed ? Gzip(content) : content);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => IdxFile.ReadImages(path, limit: (Side * Side) - 1));
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(taken, 0, 1 << 20);
        Assert.Equal(1, IdxFile.ReadImages(path, limit: Side * Side).Count);
    }

    [Fact]
    public void ReadImages_GzipThatCannotHoldWhatItsHeaderDeclares_TakesNoMemory()
    {
        // The header and the stated length agree on 1 GiB, but 100 kB cannot unpack to that.
        byte[] content = new byte[100_000];
        for (int i = 16; i < content.Length; i++) content[i] = (byte)new RandomKey(2).Below(i, 256);
        ((byte[])[0, 0, 8, 3, 0x40, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1]).CopyTo(content, 0);
        string path = _folder.Write("bomb.gz", Forged(Gzip(content), 0x40000010));

        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => IdxFile.ReadImages(path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Contains("which unpacks to", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadLabels_LongerThanOneChunk_ReadsAll()
    {
        int[] labels = new int[20_000];
        for (int i = 0; i < labels.Length; i++) labels[i] = i % 7;
        IdxFile.WriteLabels(_folder.At("labels.gz"), labels);

        Assert.Equal(labels, IdxFile.ReadLabels(_folder.At("labels.gz"), classes: 7));
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => IdxFile.ReadLabels(_folder.At("labels.gz"), classes: 6));
        Assert.Contains("byte 14: found label 6, expected 0 to 5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadImages_MissingFile_IsAFileNotFound() =>
        Assert.Throws<FileNotFoundException>(() => IdxFile.ReadImages(_folder.At("nowhere")));

    private static byte[] With(int index, byte value)
    {
        byte[] changed = [.. TwoImages];
        changed[index] = value;
        return changed;
    }

    private static byte[] Forged(byte[] packed, uint length)
    {
        BitConverter.TryWriteBytes(packed.AsSpan(packed.Length - 4), length);
        return packed;
    }

    private static byte[] Flipped(byte[] packed, int fromEnd)
    {
        packed[^fromEnd] ^= 0x5A;
        return packed;
    }

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return packed.ToArray();
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Reads and writes IDX files, the format of MNIST, plain or packed by gzip.</summary>
/// <remarks>
/// <para><b>Shapes</b> Bytes of three dimensions (samples, rows, columns) are images, of two (samples, features) vectors, of one
/// labels. Sizes are big-endian.</para>
/// <para><b>Memory</b> A header is checked against the limit and against the length of the file before memory is taken, so that a
/// forged one costs nothing.</para>
/// </remarks>
public static class IdxFile
{
    /// <summary>The most bytes of memory that one file may take where nothing else is said: 2 GiB, 43 times MNIST.</summary>
    public const long DefaultLimit = 2L << 30;

    private const int LabelChunk = 8192;
    private const int BufferBytes = 1 << 16;

    /// <summary>Reads images and, where named, their labels.</summary>
    /// <param name="images">The path of the images.</param>
    /// <param name="labels">The path of the labels; null, the default, reads none.</param>
    /// <param name="name">The name that reports show; null, the default, takes the file's.</param>
    /// <param name="classNames">The classes; null, the default, names them by number up to the largest label.</param>
    /// <param name="limit">The most bytes of memory that either file may take.</param>
    /// <exception cref="InvalidDataException">A file is not what it should be; the message says where.</exception>
    /// <exception cref="IOException">A file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static ImageSet ReadImages(
        string images,
        string? labels = null,
        string? name = null,
        IReadOnlyList<string>? classNames = null,
        long limit = DefaultLimit)
    {
        using FileStream imageFile = Open(images);
        using FileStream? labelFile = labels is null ? null : Open(labels);
        return ReadImages(imageFile, labelFile, name ?? Path.GetFileName(images), classNames, limit);
    }

    /// <summary>Reads images and, where given, their labels from streams.</summary>
    /// <param name="images">The images; seekable, read from its start, left open.</param>
    /// <param name="labels">The labels, likewise; null reads none.</param>
    /// <param name="name">The name that reports show.</param>
    /// <param name="classNames">The classes; null, the default, names them by number up to the largest label.</param>
    /// <param name="limit">The most bytes of memory that either stream may take.</param>
    /// <exception cref="InvalidDataException">A stream is not what it should be; the message says where.</exception>
    /// <exception cref="IOException">A stream cannot be read.</exception>
    public static ImageSet ReadImages(
        Stream images, Stream? labels, string name, IReadOnlyList<string>? classNames = null, long limit = DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(images);
        using IdxContent content = new(images, NameOf(images, name));
        IdxHeader header = IdxHeader.Read(content, labels: false, sizeof(byte), limit);
        if (labels is null) return new ImageSet(name, header.Sample, ReadPixels(content, header));

        // The labels are small: a pair that does not match is found before the images are read.
        int[] classes = ReadLabels(labels, NameOf(labels, name + " labels"), classNames?.Count, header.Count, limit);
        return new ImageSet(name, header.Sample, ReadPixels(content, header), classes, classNames);
    }

    /// <summary>Reads labels.</summary>
    /// <param name="path">The path of the labels.</param>
    /// <param name="classes">The number of classes; null, the default, allows 0 to 255.</param>
    /// <param name="limit">The most bytes of memory that the labels may take, four for each.</param>
    /// <exception cref="InvalidDataException">The file is not what it should be; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static int[] ReadLabels(string path, int? classes = null, long limit = DefaultLimit)
    {
        using FileStream file = Open(path);
        return ReadLabels(file, path, classes, null, limit);
    }

    /// <summary>Writes images.</summary>
    /// <param name="path">The path; packed by gzip where it ends in <c>.gz</c>. The file appears whole or not at all.</param>
    /// <param name="images">Images of one channel, or vectors.</param>
    /// <exception cref="ArgumentException">The images have several channels, which the format does not hold.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void WriteImages(string path, ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        Shape shape = images.Shape;
        if (!shape.IsVector && shape.Channels != 1)
            throw new ArgumentException($"Received images of {shape}, expected one channel: IDX holds no more.", nameof(images));

        ReadOnlySpan<int> sizes = shape.IsVector ? [images.Count, shape.Size] : [images.Count, shape.Height, shape.Width];
        Write(path, Header(sizes), images.Pixels);
    }

    /// <summary>Writes labels.</summary>
    /// <param name="path">The path; packed by gzip where it ends in <c>.gz</c>. The file appears whole or not at all.</param>
    /// <param name="labels">The labels; 0 to 255.</param>
    /// <exception cref="ArgumentException">There are no labels, or one is above 255 or negative.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void WriteLabels(string path, ReadOnlySpan<int> labels)
    {
        if (labels.IsEmpty) throw new ArgumentException("Received no labels, expected at least one.", nameof(labels));
        byte[] bytes = new byte[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] > byte.MaxValue)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Received label {labels[i]} for sample {i}, expected 0 to 255."), nameof(labels));
            }

            bytes[i] = (byte)labels[i];
        }

        Write(path, Header([labels.Length]), bytes);
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);

    private static string NameOf(Stream stream, string name) => stream is FileStream file ? file.Name : name;

    private static byte[] ReadPixels(IdxContent content, IdxHeader header)
    {
        byte[] pixels = GC.AllocateUninitializedArray<byte>(header.Count * header.Sample.Size);
        content.Read(pixels);
        content.ExpectEnd();
        return pixels;
    }

    private static int[] ReadLabels(Stream file, string name, int? classes, int? samples, long limit)
    {
        using IdxContent content = new(file, name);
        IdxHeader header = IdxHeader.Read(content, labels: true, sizeof(int), limit);
        if (samples is { } images && images != header.Count)
        {
            throw BadFile.At(
                name,
                sizeof(uint),
                Phrase.Of($"{header.Count:N0} labels"),
                Phrase.Of($"{images:N0}, one per image"),
                Phrase.Of("Name the labels that belong to these images."));
        }

        int largest = (classes ?? byte.MaxValue + 1) - 1;
        int[] labels = new int[header.Count];
        Span<byte> chunk = stackalloc byte[LabelChunk];
        for (int start = 0; start < labels.Length; start += chunk.Length)
        {
            Span<byte> part = chunk[..Math.Min(chunk.Length, labels.Length - start)];
            long offset = content.Position;
            content.Read(part);
            for (int i = 0; i < part.Length; i++)
            {
                if (part[i] > largest) throw NoSuchClass(name, offset + i, part[i], largest);
                labels[start + i] = part[i];
            }
        }

        content.ExpectEnd();
        return labels;
    }

    private static InvalidDataException NoSuchClass(string file, long offset, int label, int largest) => BadFile.At(
        file,
        offset,
        Phrase.Of($"label {label}"),
        Phrase.Of($"0 to {largest}"),
        Phrase.Of("Name the labels that belong to these classes, or fetch the file again."));

    private static byte[] Header(ReadOnlySpan<int> sizes)
    {
        byte[] header = new byte[sizeof(uint) * (sizes.Length + 1)];
        header[2] = IdxHeader.UnsignedByte;
        header[3] = (byte)sizes.Length;
        for (int i = 0; i < sizes.Length; i++) BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(sizeof(uint) * (i + 1)), sizes[i]);
        return header;
    }

    private static void Write(string path, byte[] header, ReadOnlySpan<byte> elements)
    {
        byte[] content = [.. header, .. elements];
        bool pack = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        AtomicFile.Write(path, stream =>
        {
            using GZipStream? packed = pack ? new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true) : null;
            (packed ?? stream).Write(content);
        });
    }
}

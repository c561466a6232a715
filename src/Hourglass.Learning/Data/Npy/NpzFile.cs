using System.IO.Compression;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Reads and writes NPZ files, zip archives of NPY files, which <c>numpy.savez</c> and <c>savez_compressed</c> write.</summary>
/// <remarks>
/// <para>What is no NPY file, or of a type that is not read, is named and refused, and does not keep other arrays from being read.</para>
/// <para><b>Memory</b> Sizes are checked against the limit and the packed length before memory is taken: nothing honest unpacks to more than
/// 1,032 times its length. The directory of the archive may take 1 MiB besides. Checksums are checked.</para>
/// </remarks>
public static class NpzFile
{
    /// <summary>The most bytes of memory that one array may take where nothing else is said: 2 GiB.</summary>
    public const long DefaultLimit = NpyFile.DefaultLimit;

    private const int MostArrays = 10_000;
    private const string Extension = ".npy";
    private static string SaveAgain => Phrase.Of("The file is damaged: save the arrays again by numpy.savez_compressed.");

    // A zip file knows no time zone and no time before 1980; the same arrays are to give the same bytes.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Lists the arrays of a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is no zip archive.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<ArrayEntry> List(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return List(stream, path);
    }

    /// <summary>Lists the arrays of a file in a stream.</summary>
    /// <param name="stream">The file; seekable, left open.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">The file is no zip archive.</exception>
    public static IReadOnlyList<ArrayEntry> List(Stream stream, string name)
    {
        using ZipArchive archive = Open(stream, name);
        return [.. archive.Entries.Select(entry => Describe(entry, name))];
    }

    /// <summary>Reads an array.</summary>
    /// <param name="path">The file.</param>
    /// <param name="array">The name of the array; null, the default, for the only one that can be read.</param>
    /// <param name="limit">The most bytes of memory that it may take.</param>
    /// <exception cref="InvalidDataException">The file is not what it should be, or has no such array; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static NumberArray Read(string path, string? array = null, long limit = DefaultLimit)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path, array, limit);
    }

    /// <summary>Reads an array from a stream.</summary>
    /// <param name="stream">The file; seekable, left open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="array">The name of the array; null, the default, for the only one that can be read.</param>
    /// <param name="limit">The most bytes of memory that it may take.</param>
    /// <exception cref="InvalidDataException">The file is not what it should be, or has no such array; the message says where.</exception>
    public static NumberArray Read(Stream stream, string name, string? array = null, long limit = DefaultLimit)
    {
        using ZipArchive archive = Open(stream, name);
        ArrayEntry[] entries = [.. archive.Entries.Select(entry => Describe(entry, name))];
        int chosen = Array.IndexOf(entries, ArrayChoice.Find(name, entries, array));
        return Unpack(archive.Entries[chosen], name, reader =>
        {
            NumberArray result = NpyFile.Read(reader, limit);
            reader.ExpectEnd();
            return result;
        });
    }

    /// <summary>Writes arrays as float32, and labels as int32 under the name <c>labels</c>.</summary>
    /// <param name="path">The file, which appears whole or not at all.</param>
    /// <param name="arrays">The arrays under their names.</param>
    /// <param name="labels">The labels; empty for none.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, IReadOnlyList<(string Name, NumberArray Array)> arrays, ReadOnlyMemory<int> labels = default)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        AtomicFile.Write(path, stream =>
        {
            using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach ((string name, NumberArray array) in arrays) Add(archive, name, file => NpyFile.Write(file, array));
            if (!labels.IsEmpty) Add(archive, "labels", file => NpyFile.Write(file, labels.Span));
        });
    }

    private static void Add(ZipArchive archive, string name, Action<Stream> write)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name + Extension, CompressionLevel.Optimal);
        entry.LastWriteTime = Epoch;
        using Stream file = entry.Open();
        write(file);
    }

    private static ZipArchive Open(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count <= MostArrays) return archive;
        }

        // The archive names what it does not like by any of these.
        catch (Exception error) when (error is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            archive?.Dispose();
            throw BadFile.At(name, 0, Phrase.Of($"no zip archive that can be read ({error.Message})"), Phrase.Of("an NPZ file"), SaveAgain, error);
        }

        int count = archive.Entries.Count;
        archive.Dispose();
        throw BadFile.At(name, 0, Phrase.Of($"{count:N0} files in the archive"), Phrase.Of($"at most {MostArrays:N0}"), Phrase.Of("Save fewer arrays in a file."));
    }

    private static ArrayEntry Describe(ZipArchiveEntry entry, string file)
    {
        string name = entry.FullName.EndsWith(Extension, StringComparison.Ordinal) ? entry.FullName[..^Extension.Length] : entry.FullName;
        try
        {
            NpyHeader header = Unpack(entry, file, static reader => NpyHeader.Read(reader, long.MaxValue));
            return new ArrayEntry(name, header.Type, [.. header.Sizes]);
        }
        catch (InvalidDataException error)
        {
            return new ArrayEntry(name, "", [], Phrase.Of($"is not read. {error.Message}"));
        }
    }

    private static T Unpack<T>(ZipArchiveEntry entry, string file, Func<ByteReader, T> read)
    {
        string name = Phrase.Of($"{file}, '{ArrayChoice.Safe(entry.FullName)}' unpacked");
        if (entry.Length > ByteReader.LargestRatio * (entry.CompressedLength + 1))
            throw BadFile.At(name, 0, Phrase.Of($"{entry.CompressedLength:N0} packed bytes for {entry.Length:N0}"), Phrase.Of("at most 1,032 times as many as packed ones"), SaveAgain);
        try
        {
            using ChecksumStream content = new(entry.Open());
            T result = read(new ByteReader(content, name, entry.Length, SaveAgain));
            if (content.IsAtEnd && content.Crc != entry.Crc32)
                throw BadFile.At(name, 0, Phrase.Of($"the checksum 0x{content.Crc:X8}"), $"0x{entry.Crc32:X8}", SaveAgain);
            return result;
        }

        // What opens an entry names a damaged header or an unknown way of packing by any of these.
        catch (Exception error) when (error is not InvalidDataException and (IOException or ArgumentException or NotSupportedException))
        {
            throw BadFile.At(name, 0, Phrase.Of($"an entry that cannot be opened ({error.Message})"), Phrase.Of("a stored or deflated one"), SaveAgain, error);
        }
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Reads the content of an IDX file, packed by gzip or not, and tells its length before reading it.</summary>
/// <remarks>The last four bytes of a gzip file state how long its content is, so that a file cut short, with bytes behind its end or
/// with a false header is found before memory is taken. A file that lies there as well is found while it is read.</remarks>
internal sealed class IdxContent : IDisposable
{
    private static string FetchAgain => Phrase.Of("The file is damaged or was not fetched to its end: delete it and fetch it again.");

    private const int GzipFrame = 18;

    // Deflate packs at most 258 bytes into two bits, so no honest file unpacks to more.
    private const long LargestRatio = 1032;

    private const int LargestRead = 1 << 20;

    private readonly Stream _file;
    private readonly GZipStream? _unpacked;
    private readonly uint _statedLength;

    /// <summary>Looks at the first and the last bytes of a file.</summary>
    /// <param name="file">The file; seekable, left open.</param>
    /// <param name="name">The name that errors show.</param>
    /// <exception cref="InvalidDataException">The file is a gzip file cut short.</exception>
    public IdxContent(Stream file, string name)
    {
        _file = file;
        Name = name;
        Span<byte> edge = stackalloc byte[sizeof(uint)];
        file.Position = 0;
        bool packed = file.ReadAtLeast(edge[..2], 2, throwOnEndOfStream: false) == 2 && edge[0] == 0x1F && edge[1] == 0x8B;
        if (packed)
        {
            if (file.Length < GzipFrame)
                throw Bad(Phrase.Of($"{file.Length:N0} bytes of gzip"), Phrase.Of($"at least {GzipFrame}, the size of an empty gzip file"), FetchAgain);
            file.Position = file.Length - edge.Length;
            file.ReadExactly(edge);
            _statedLength = BinaryPrimitives.ReadUInt32LittleEndian(edge);
            _unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        }

        file.Position = 0;
    }

    /// <summary>Gets the name that errors show.</summary>
    public string Name { get; }

    /// <summary>Gets the next byte of the unpacked content.</summary>
    public long Position { get; private set; }

    /// <summary>Makes an error at the current place.</summary>
    public InvalidDataException Bad(string found, string expected, string advice) => BadFile.At(Name, Position, found, expected, advice);

    /// <summary>Checks, before the content is read, that it can be as long as its header says.</summary>
    /// <param name="declared">The length of the whole content, header included.</param>
    /// <exception cref="InvalidDataException">The file holds fewer or more bytes.</exception>
    public void CheckLength(long declared)
    {
        string expected = Phrase.Of($"{declared:N0}, as its header declares");
        if (_unpacked is null)
        {
            string found = Phrase.Of($"a file of {_file.Length:N0} bytes");
            if (_file.Length < declared) throw Bad(found, expected, FetchAgain);
            if (_file.Length > declared) throw Bad(found, expected, Phrase.Of("Cut off what follows, or fetch it again."));
        }
        else if (_statedLength != (uint)declared)
        {
            string advice = Phrase.Of("It is damaged, cut short, followed by other bytes or packed in several parts: fetch it again, or unpack it.");
            throw Bad(Phrase.Of($"a gzip file that ends in the length {_statedLength:N0}"), expected, advice);
        }
        else if (declared > _file.Length * LargestRatio)
        {
            string found = Phrase.Of($"a gzip file of {_file.Length:N0} bytes, which unpacks to {_file.Length * LargestRatio:N0} at most");
            throw Bad(found, expected, FetchAgain);
        }
    }

    /// <summary>Reads the next bytes.</summary>
    /// <param name="destination">Receives them; filled to its end.</param>
    /// <exception cref="InvalidDataException">The content ends before, or is no valid gzip stream.</exception>
    public void Read(Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int read = ReadSome(destination[..Math.Min(destination.Length, LargestRead)]);
            if (read == 0) throw Bad(Phrase.Of("the end of the content"), Phrase.Of($"{destination.Length:N0} more bytes"), FetchAgain);
            Position += read;
            destination = destination[read..];
        }
    }

    /// <summary>Checks that the content is over; for a gzip file this reads and checks its checksum too.</summary>
    /// <exception cref="InvalidDataException">There are more bytes, or the checksum is wrong.</exception>
    public void ExpectEnd()
    {
        Span<byte> next = stackalloc byte[1];
        if (ReadSome(next) != 0) throw Bad(Phrase.Of("more bytes"), Phrase.Of("the end of the content, as its header declares"), FetchAgain);
    }

    /// <inheritdoc/>
    public void Dispose() => _unpacked?.Dispose();

    private int ReadSome(Span<byte> destination)
    {
        try
        {
            return _unpacked is null ? _file.Read(destination) : _unpacked.Read(destination);
        }
        catch (InvalidDataException damage)
        {
            throw BadFile.At(Name, Position, Phrase.Of("a damaged gzip stream"), Phrase.Of("one whose contents and checksum agree"), FetchAgain, damage);
        }
    }
}

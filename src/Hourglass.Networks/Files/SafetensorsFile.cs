using System.Buffers;

namespace Hourglass.Networks;

/// <summary>A safetensors file: named tensors that any Python tool opens, and a map of texts.</summary>
/// <remarks>
/// <para>Only the header is held in memory; tensors are read when they are asked for.</para>
/// <para><b>Source</b> The format of github.com/huggingface/safetensors: eight bytes with the length of the header, little-endian; a header in
/// JSON, padded with spaces; the bytes of all tensors without a gap.</para>
/// </remarks>
public sealed class SafetensorsFile : IDisposable
{
    /// <summary>The longest header that is read unless another limit is given: 16 MiB, some hundred thousand tensors. The reference
    /// implementation stops at 100 MB.</summary>
    public const int HeaderLimit = 16 << 20;

    private const int ChunkBytes = 1 << 16;

    private readonly Stream _stream;
    private readonly string _source;
    private readonly long _start;
    private readonly bool _ownsStream;
    private readonly SafetensorsHeader _header;

    private SafetensorsFile(Stream stream, string source, int headerLimit, bool ownsStream)
    {
        _stream = stream;
        _source = source;
        _ownsStream = ownsStream;
        _start = stream.Position;
        _header = SafetensorsHeader.Read(stream, source, headerLimit);
    }

    /// <summary>Gets the map of texts; empty where the file has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Gets all tensors in the order of their bytes.</summary>
    public IReadOnlyList<SafeTensorEntry> Tensors => _header.Tensors;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="headerLimit">The longest header in bytes.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is not a whole safetensors file.</exception>
    public static SafetensorsFile Read(string path, int headerLimit = HeaderLimit)
    {
        FileStream stream = File.OpenRead(path);
        try
        {
            return new(stream, path, headerLimit, ownsStream: true);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Opens a stream, which stays open and has to stay as it is.</summary>
    /// <param name="stream">The file from here to the end; it has to be able to seek.</param>
    /// <param name="source">What messages call the file.</param>
    /// <param name="headerLimit">The longest header in bytes.</param>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="InvalidDataException">The stream is not a whole safetensors file.</exception>
    public static SafetensorsFile Read(Stream stream, string source, int headerLimit = HeaderLimit)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek) throw new ArgumentException("Received a stream that cannot seek, expected one that can.", nameof(stream));
        return new(stream, source, headerLimit, ownsStream: false);
    }

    /// <summary>Writes tensors and texts into a stream, which stays open.</summary>
    /// <remarks><b>Memory</b> The tensors are written in pieces of 64 KiB. <b>Determinism</b> The same input gives the same bytes: tensors in
    /// the order given, texts in ordinal order of their keys.</remarks>
    /// <param name="stream">Receives the file.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="metadata">The texts; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">A name is empty, <c>__metadata__</c> or used twice, or a shape is impossible.</exception>
    public static void Write(Stream stream, IReadOnlyList<SafeTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        stream.Write(SafetensorsHeader.Write(tensors, metadata));
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        foreach (SafeTensor tensor in tensors)
        {
            long length = SafeTensorEntry.BytesOf(tensor.Type, tensor.Shape);
            for (long done = 0; done < length; done += ChunkBytes)
            {
                Span<byte> piece = chunk.AsSpan(0, (int)Math.Min(ChunkBytes, length - done));
                tensor.Source(done, piece);
                stream.Write(piece);
            }
        }

        ArrayPool<byte>.Shared.Return(chunk);
    }

    /// <summary>Finds a tensor.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public SafeTensorEntry Find(string name)
    {
        if (Tensors.FirstOrDefault(entry => entry.Name == name) is { } found) return found;
        throw new InvalidDataException(NearestName.Find(name, Tensors.Select(static entry => entry.Name)) is { } nearest
            ? Phrase.Of($"{_source}: found no tensor {NearestName.Quote(name)}; did you mean {NearestName.Quote(nearest)}?")
            : Phrase.Of($"{_source}: found no tensor {NearestName.Quote(name)}."));
    }

    /// <summary>Reads all floats of a tensor; narrower and wider floats are converted.</summary>
    /// <param name="entry">A tensor of this file of type F32, F16, BF16 or F64.</param>
    /// <param name="destination">Receives the floats; as long as <see cref="SafeTensorEntry.Count"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length.</exception>
    /// <exception cref="InvalidDataException">The tensor does not hold floats, or the file has become shorter.</exception>
    public void ReadFloats(SafeTensorEntry entry, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (destination.Length != entry.Count)
            throw new ArgumentException($"Received room for {destination.Length} floats, expected {entry.Count}.", nameof(destination));
        if (!SafetensorsFloats.IsFloat(entry.Type))
            throw Invalid(entry.Offset, Phrase.Of($"found tensor {NearestName.Quote(entry.Name)} of type {entry.Type}, expected F32, F16, BF16 or F64."));

        int size = SafeTensorEntry.BytesOf(entry.Type);
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        for (int done = 0; done < destination.Length; done += ChunkBytes / size)
        {
            int count = Math.Min(ChunkBytes / size, destination.Length - done);
            Span<byte> piece = chunk.AsSpan(0, count * size);
            ReadAt(entry, (long)done * size, piece);
            SafetensorsFloats.Decode(entry.Type, piece, destination.Slice(done, count));
        }

        ArrayPool<byte>.Shared.Return(chunk);
    }

    /// <summary>Reads all little-endian bytes of a tensor.</summary>
    /// <param name="entry">A tensor of this file.</param>
    /// <param name="destination">Receives the bytes; as long as <see cref="SafeTensorEntry.Length"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length.</exception>
    /// <exception cref="InvalidDataException">The file has become shorter.</exception>
    public void ReadBytes(SafeTensorEntry entry, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (destination.Length != entry.Length)
            throw new ArgumentException($"Received room for {destination.Length} bytes, expected {entry.Length}.", nameof(destination));
        ReadAt(entry, 0, destination);
    }

    /// <summary>Closes the file, where it was opened by its path.</summary>
    public void Dispose()
    {
        if (_ownsStream) _stream.Dispose();
    }

    private void ReadAt(SafeTensorEntry entry, long offset, Span<byte> destination)
    {
        _stream.Position = _start + entry.Offset + offset;
        int received = _stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        if (received < destination.Length)
            throw Invalid(entry.Offset + offset, Phrase.Of($"found {received} more bytes, expected {destination.Length} of tensor {NearestName.Quote(entry.Name)}."));
    }

    private InvalidDataException Invalid(long offset, string message) => SafetensorsHeader.Invalid(_source, offset, message);
}

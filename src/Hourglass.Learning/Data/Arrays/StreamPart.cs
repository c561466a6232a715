namespace Hourglass.Learning;

/// <summary>Reads a part of a stream as a stream that ends where the part does.</summary>
/// <param name="stream">The whole; seekable, left open, moved only by this reader meanwhile.</param>
/// <param name="start">The first byte.</param>
/// <param name="length">The number of bytes.</param>
internal sealed class StreamPart(Stream stream, long start, long length) : ReadOnlyStream
{
    private long _position;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        Span<byte> part = buffer[..(int)Math.Min(buffer.Length, length - _position)];
        if (part.IsEmpty) return 0;
        stream.Position = start + _position;
        int read = stream.Read(part);
        _position += read;
        return read;
    }
}

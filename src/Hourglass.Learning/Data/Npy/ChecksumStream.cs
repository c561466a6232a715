namespace Hourglass.Learning;

/// <summary>Computes the checksum of what is read through it.</summary>
/// <param name="content">The bytes; closed with this stream.</param>
internal sealed class ChecksumStream(Stream content) : Stream
{
    private uint _crc = Crc32.Start;

    /// <summary>Gets the checksum of all bytes read so far.</summary>
    public uint Crc => Crc32.Finish(_crc);

    /// <summary>Gets whether reading has come to the end.</summary>
    public bool IsAtEnd { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read = content.Read(buffer);
        _crc = Crc32.Append(_crc, buffer[..read]);
        if (read == 0 && !buffer.IsEmpty) IsAtEnd = true;
        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) content.Dispose();
        base.Dispose(disposing);
    }
}

namespace Hourglass.Learning;

/// <summary>Computes the checksum of what is read through it.</summary>
/// <param name="content">The bytes; closed with this stream.</param>
internal sealed class ChecksumStream(Stream content) : ReadOnlyStream
{
    private uint _crc = Crc32.Start;

    /// <summary>Gets the checksum of all bytes read so far.</summary>
    public uint Crc => Crc32.Finish(_crc);

    /// <summary>Gets whether reading has come to the end.</summary>
    public bool IsAtEnd { get; private set; }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read = content.Read(buffer);
        _crc = Crc32.Append(_crc, buffer[..read]);
        if (read == 0 && !buffer.IsEmpty) IsAtEnd = true;
        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) content.Dispose();
        base.Dispose(disposing);
    }
}

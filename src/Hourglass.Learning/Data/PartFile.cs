using System.Security.Cryptography;

namespace Hourglass.Learning;

/// <summary>Keeps what has arrived of a download beside its target, under the target's name and <c>.part</c>.</summary>
internal sealed class PartFile : IDisposable
{
    private readonly string _target;
    private readonly string _path;
    private readonly FileStream _stream;

    /// <summary>Opens what an earlier try left, or starts a new file.</summary>
    /// <param name="target">The path of the whole file.</param>
    /// <exception cref="IOException">The file cannot be opened, or another download is writing it.</exception>
    public PartFile(string target)
    {
        _target = target;
        _path = target + ".part";
        _stream = new FileStream(
            _path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        _stream.Seek(0, SeekOrigin.End);
    }

    /// <summary>Gets the number of bytes that have arrived.</summary>
    public long Length => _stream.Position;

    /// <summary>Forgets what has arrived.</summary>
    public void Restart() => _stream.SetLength(0);

    /// <summary>Adds bytes.</summary>
    public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => _stream.WriteAsync(bytes, cancellation);

    /// <summary>Computes the SHA-256 of what has arrived, in lower-case hexadecimal digits.</summary>
    public async Task<string> HashAsync(CancellationToken cancellation)
    {
        _stream.Position = 0;
        byte[] hash = await SHA256.HashDataAsync(_stream, cancellation).ConfigureAwait(false);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Gives the file its name, after it is safely on disk.</summary>
    public void Publish()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_path, _target, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        bool empty = _stream.CanRead && _stream.Length == 0;
        _stream.Dispose();
        if (empty) File.Delete(_path);
    }
}

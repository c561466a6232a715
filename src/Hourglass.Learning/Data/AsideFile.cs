namespace Hourglass.Learning;

/// <summary>Writes a file beside its target and gives it its name when it is whole, so that the target is never half written.</summary>
internal sealed class AsideFile : IDisposable
{
    private readonly string _target;
    private readonly string _aside;
    private readonly FileStream _stream;
    private bool _committed;

    /// <summary>Opens a file beside the target.</summary>
    /// <param name="target">The path that the whole file gets.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public AsideFile(string target)
    {
        _target = target;
        _aside = target + ".tmp";
        _stream = new FileStream(_aside, FileMode.Create, FileAccess.Write, FileShare.None);
    }

    /// <summary>Gets where to write.</summary>
    public Stream Stream => _stream;

    /// <summary>Brings what was written safely to disk and gives it its name.</summary>
    public void Commit()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_aside, _target, overwrite: true);
        _committed = true;
    }

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        if (!_committed) File.Delete(_aside);
    }
}

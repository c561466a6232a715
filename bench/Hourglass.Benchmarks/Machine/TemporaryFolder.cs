namespace Hourglass.Benchmarks;

/// <summary>A folder for what is needed only while a benchmark runs.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Gets the folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("hourglass-bench-").FullName;

    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Deletes the folder.</summary>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}

namespace Hourglass.Learning.Tests;

/// <summary>A folder of its own for one test, removed afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("hourglass-data-").FullName;

    public string At(params string[] parts) => Path.Combine([Root, .. parts]);

    public string Write(string name, byte[] content)
    {
        string path = At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

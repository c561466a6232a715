using System.Text.Json;

namespace Hourglass.Benchmarks;

/// <summary>The works of <c>bench/works.json</c>, the one file that both sides read.</summary>
internal static class Works
{
    /// <summary>Reads the file.</summary>
    public static IReadOnlyList<Work> Read()
    {
        using FileStream stream = File.OpenRead(Repository.Works);
        WorksDocument document = JsonSerializer.Deserialize(stream, BenchmarkJson.Default.WorksDocument)
            ?? throw new InvalidDataException($"{Repository.Works}: found null, expected an object with a list of works.");
        return document.Works;
    }
}

/// <summary>The file as it is written.</summary>
internal sealed record WorksDocument(IReadOnlyList<Work> Works);

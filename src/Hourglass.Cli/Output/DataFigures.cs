using System.Text.Json;
using Hourglass.Learning;

namespace Hourglass.Cli;

/// <summary>What a file of one's own holds, for other programs.</summary>
internal sealed record DataFigures(
    string Path,
    IReadOnlyList<DataArray> Arrays,
    int Samples,
    string Shape,
    float Least,
    float Most,
    IReadOnlyDictionary<string, int> Classes)
{
    public static DataFigures Of(DataFile file, DataSummary summary) => new(
        file.Path,
        [.. summary.Arrays.Select(static entry => new DataArray(entry.Name, entry.Type, entry.Sizes, entry.Problem))],
        summary.Samples,
        summary.Shape,
        summary.Least,
        summary.Most,
        summary.Classes.ToDictionary());

    public string ToJson() => JsonSerializer.Serialize(this, CliJsonContext.Default.DataFigures);
}

/// <summary>An array of a file; the problem is null where it can be read.</summary>
internal sealed record DataArray(string Name, string Type, IReadOnlyList<long> Sizes, string? Problem);

using System.Text.Json;

namespace Hourglass.Cli;

/// <summary>What was written for the embedding projector, for other programs.</summary>
internal sealed record ProjectorFigures(string Run, string Set, int Count, int CodeSize, IReadOnlyList<string> Files)
{
    public string ToJson() => JsonSerializer.Serialize(this, CliJsonContext.Default.ProjectorFigures);
}

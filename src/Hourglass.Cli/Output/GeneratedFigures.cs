using System.Text.Json;

namespace Hourglass.Cli;

/// <summary>What a generator's command made, for other programs.</summary>
internal sealed record GeneratedFigures(string Model, string Method, int Count, int CodeSize, IReadOnlyList<string> Files, string Run)
{
    public static GeneratedFigures Of(ModelSource source, Generated generated, IReadOnlyList<string> files)
    {
        int size = source.Network.Spec.CodeSize;
        return new GeneratedFigures(source.Network.Spec.Name, generated.Method, generated.Codes.Length / size, size, files, source.Path);
    }

    public string ToJson() => JsonSerializer.Serialize(this, CliJsonContext.Default.GeneratedFigures);
}

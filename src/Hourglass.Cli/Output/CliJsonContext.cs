using System.Text.Json.Serialization;

namespace Hourglass.Cli;

/// <summary>The generated metadata of what this program prints.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(GeneratedFigures))]
[JsonSerializable(typeof(DataFigures))]
[JsonSerializable(typeof(ProjectorFigures))]
[JsonSerializable(typeof(TsneFigures))]
[JsonSerializable(typeof(PlacementFigures))]
internal sealed partial class CliJsonContext : JsonSerializerContext;

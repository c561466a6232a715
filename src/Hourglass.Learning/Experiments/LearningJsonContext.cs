using System.Text.Json.Serialization;

namespace Hourglass.Learning;

/// <summary>The generated metadata of recipes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(Recipe))]
[JsonSerializable(typeof(TrainingState))]
internal sealed partial class RecipeJsonContext : JsonSerializerContext;

/// <summary>The generated metadata of figures, which other tools read: snake case, one line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(EpochRecord))]
internal sealed partial class FigureJsonContext : JsonSerializerContext;

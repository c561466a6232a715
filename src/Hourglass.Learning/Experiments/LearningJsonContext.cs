using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Hourglass.Networks;

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
internal sealed partial class RecipeJsonContext : JsonSerializerContext
{
    /// <summary>Gets the metadata of recipes, with the layers and optimizers that are registered.</summary>
    public static JsonTypeInfo<Recipe> Current => SpecRegistry.Extend(Default.Recipe);
}

/// <summary>The generated metadata of checkpoints: every member is written and asked for, null included.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TrainingState))]
internal sealed partial class CheckpointJsonContext : JsonSerializerContext;

/// <summary>The generated metadata of figures, which other tools read: snake case, one line, null for what is not finite.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(FigureConverter)])]
[JsonSerializable(typeof(EpochRecord))]
[JsonSerializable(typeof(ModelFigures))]
internal sealed partial class FigureJsonContext : JsonSerializerContext;

/// <summary>The generated metadata of maps.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TsneMapRecord))]
internal sealed partial class MapJsonContext : JsonSerializerContext;

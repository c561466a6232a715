using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Hourglass.Networks;

/// <summary>The generated metadata of all specs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(ModelDocument))]
[JsonSerializable(typeof(LossDocument))]
[JsonSerializable(typeof(ShapeDocument))]
[JsonSerializable(typeof(ModelSpec))]
[JsonSerializable(typeof(OptimizerSpec))]
[JsonSerializable(typeof(ScheduleSpec))]
internal sealed partial class SpecJsonContext : JsonSerializerContext
{
    /// <summary>Finds the metadata of a type, with everything that is registered.</summary>
    public static JsonTypeInfo<T> Of<T>() => SpecRegistry.Extend((JsonTypeInfo<T>)Default.GetTypeInfo(typeof(T))!);
}

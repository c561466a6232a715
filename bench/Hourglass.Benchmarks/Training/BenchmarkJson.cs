using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hourglass.Benchmarks;

/// <summary>Reads the works and speaks the peer's protocol.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WorksDocument))]
[JsonSerializable(typeof(PeerCommand))]
[JsonSerializable(typeof(PeerInfo))]
[JsonSerializable(typeof(PeerTrajectory))]
[JsonSerializable(typeof(PeerEpochs))]
[JsonSerializable(typeof(Measurement))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>The form that a value takes in JSON, where that differs from the value's own members.</summary>
internal interface IDocument<TSelf, TValue>
{
    TValue Value { get; }

    static abstract TSelf From(TValue value);
}

/// <summary>A shape in JSON: height and width may be left out.</summary>
internal sealed record ShapeDocument(int Channels, int Height = 1, int Width = 1) : IDocument<ShapeDocument, Shape>
{
    [JsonIgnore]
    public Shape Value => new(Channels, Height, Width);

    public static ShapeDocument From(Shape value) => new(value.Channels, value.Height, value.Width);
}

/// <summary>A loss in JSON: the default of the reduction depends on the kind.</summary>
internal sealed record LossDocument(LossKind Kind, LossReduction? Reduction = null) : IDocument<LossDocument, LossSpec>
{
    [JsonIgnore]
    public LossSpec Value => new(Kind, Reduction ?? LossSpec.DefaultReduction(Kind));

    public static LossDocument From(LossSpec value) => new(value.Kind, value.Reduction);
}

/// <summary>A model in JSON: says which format and version it is.</summary>
internal sealed record ModelDocument(
    string Format,
    int Version,
    string Name,
    [property: JsonConverter(typeof(ShapeConverter))] Shape Input,
    IReadOnlyList<LayerSpec> Encoder,
    IReadOnlyList<LayerSpec> Decoder,
    LossSpec Loss) : IDocument<ModelDocument, ModelSpec>
{
    public const string FormatName = "hourglass-model";
    public const int CurrentVersion = 1;

    [JsonIgnore]
    public ModelSpec Value => new(Name, Input, Encoder, Decoder, Loss);

    public static ModelDocument From(ModelSpec value) =>
        new(FormatName, CurrentVersion, value.Name, value.Input, value.Encoder, value.Decoder, value.Loss);
}

/// <summary>Reads and writes a value through its document.</summary>
internal abstract class DocumentConverter<TDocument, TValue> : JsonConverter<TValue>
    where TDocument : class, IDocument<TDocument, TValue>
{
    public sealed override TValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, SpecJsonContext.Of<TDocument>())!.Value;

    public sealed override void Write(Utf8JsonWriter writer, TValue value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, TDocument.From(value), SpecJsonContext.Of<TDocument>());
}

/// <summary>Reads and writes shapes.</summary>
internal sealed class ShapeConverter : DocumentConverter<ShapeDocument, Shape>;

/// <summary>Reads and writes losses.</summary>
internal sealed class LossConverter : DocumentConverter<LossDocument, LossSpec>;

/// <summary>Reads and writes models.</summary>
internal sealed class ModelConverter : DocumentConverter<ModelDocument, ModelSpec>;

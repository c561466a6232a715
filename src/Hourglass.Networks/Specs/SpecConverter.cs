using System.Text.Json;
using System.Text.Json.Serialization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Reads and writes a value in the form that spec files give it; a part of every generated context that holds specs.</summary>
/// <remarks>It expects the plain form; whoever reads what people wrote uses <see cref="SpecJson"/>, which explains.</remarks>
/// <typeparam name="T">The type of value.</typeparam>
public abstract class SpecConverter<T> : JsonConverter<T>
{
    private protected SpecConverter()
    {
    }

    /// <inheritdoc/>
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadDocument(ref reader);

    /// <inheritdoc/>
    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => WriteDocument(writer, value);

    private protected abstract T ReadDocument(ref Utf8JsonReader reader);

    private protected abstract void WriteDocument(Utf8JsonWriter writer, T value);

    private protected static TDocument Read<TDocument>(ref Utf8JsonReader reader) =>
        JsonSerializer.Deserialize(ref reader, SpecJsonContext.Of<TDocument>())!;

    private protected static void Write<TDocument>(Utf8JsonWriter writer, TDocument document) =>
        JsonSerializer.Serialize(writer, document, SpecJsonContext.Of<TDocument>());
}

/// <summary>Reads and writes shapes: <c>{"channels": 1, "height": 28, "width": 28}</c>.</summary>
public sealed class ShapeConverter : SpecConverter<Shape>
{
    private protected override Shape ReadDocument(ref Utf8JsonReader reader) => Read<ShapeDocument>(ref reader).Value;

    private protected override void WriteDocument(Utf8JsonWriter writer, Shape value) => Write(writer, ShapeDocument.From(value));
}

/// <summary>Reads and writes losses: <c>{"kind": "mse", "reduction": "mean"}</c>.</summary>
public sealed class LossSpecConverter : SpecConverter<LossSpec>
{
    private protected override LossSpec ReadDocument(ref Utf8JsonReader reader) => Read<LossDocument>(ref reader).Value;

    private protected override void WriteDocument(Utf8JsonWriter writer, LossSpec value) => Write(writer, LossDocument.From(value));
}

/// <summary>Reads and writes models with their format and version.</summary>
public sealed class ModelSpecConverter : SpecConverter<ModelSpec>
{
    private protected override ModelSpec ReadDocument(ref Utf8JsonReader reader) => Read<ModelDocument>(ref reader).Value;

    private protected override void WriteDocument(Utf8JsonWriter writer, ModelSpec value) => Write(writer, ModelDocument.From(value));
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hourglass.Learning;

/// <summary>Writes a figure that is not finite, for which JSON has no number, as null, and reads null as not a number.</summary>
internal sealed class FigureConverter : JsonConverter<double>
{
    public override bool HandleNull => true;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value)) writer.WriteNumberValue(value);
        else writer.WriteNullValue();
    }
}

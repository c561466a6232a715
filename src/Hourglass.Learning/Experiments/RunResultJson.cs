using System.Buffers;
using System.Text;
using System.Text.Json;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Writes figures as one line of JSON.</summary>
public static class RunResultJson
{
    private static readonly string[] Words = ["model", "data", "outcome", "reason", "version"];
    private static readonly string[] Facts = ["epochs", "seconds", "samples_per_second", "parameters", "code_size", "compression_ratio", "seed", "threads"];

    /// <summary>Writes the figures of a run; those that are not finite, as after a divergence, as null.</summary>
    /// <param name="result">The figures.</param>
    public static string Write(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer);
        writer.WriteStartObject();
        writer.WriteString("model", result.Model);
        writer.WriteString("data", result.Data);
        writer.WriteString("outcome", result.Outcome);
        writer.WriteString("reason", result.Reason);
        result.Figures.WriteTo(writer);
        result.Confusion?.WriteTo(writer);
        writer.WriteNumber("epochs", result.Epochs);
        WriteNumber(writer, "seconds", result.Seconds);
        WriteNumber(writer, "samples_per_second", result.SamplesPerSecond);
        writer.WriteNumber("parameters", result.Parameters);
        writer.WriteNumber("code_size", result.CodeSize);
        WriteNumber(writer, "compression_ratio", result.CompressionRatio);
        writer.WriteNumber("seed", result.Seed);
        writer.WriteNumber("threads", result.Threads);
        writer.WriteString("version", result.Version);
        if (result.Run is { } run) writer.WriteString("run", run);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads the figures of a run; null becomes not a number.</summary>
    /// <param name="json">The line.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="InvalidDataException">It is not what <see cref="Write"/> writes.</exception>
    public static RunResult Read(string json, string source)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            throw new InvalidDataException(Phrase.Of($"{source}: found no figures of a run: {error.Message}"), error);
        }
    }

    private static RunResult Read(JsonElement root) => new()
    {
        Model = Text(root, "model"),
        Data = Text(root, "data"),
        Outcome = Text(root, "outcome"),
        Reason = Text(root, "reason"),
        Figures = new RunFigures(root.EnumerateObject().Where(IsFigure).Select(static p => new RunFigure(p.Name, Number(p.Value)))),
        Confusion = root.TryGetProperty("confusion", out JsonElement confusion) ? ReadConfusion(confusion) : null,
        Epochs = root.GetProperty("epochs").GetInt32(),
        Seconds = Number(root.GetProperty("seconds")),
        SamplesPerSecond = Number(root.GetProperty("samples_per_second")),
        Parameters = root.GetProperty("parameters").GetInt64(),
        CodeSize = root.GetProperty("code_size").GetInt32(),
        CompressionRatio = Number(root.GetProperty("compression_ratio")),
        Seed = root.GetProperty("seed").GetUInt64(),
        Threads = root.GetProperty("threads").GetInt32(),
        Version = Text(root, "version"),
        Run = root.TryGetProperty("run", out JsonElement run) ? run.GetString() : null,
    };

    private static bool IsFigure(JsonProperty property) =>
        property.Value.ValueKind is JsonValueKind.Number or JsonValueKind.Null && !Facts.Contains(property.Name) && !Words.Contains(property.Name) && property.Name != "run";

    private static string Text(JsonElement root, string name) =>
        root.GetProperty(name).GetString() ?? throw new JsonException($"found null as '{name}'");

    private static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Null ? double.NaN : element.GetDouble();

    private static void WriteNumber(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value)) writer.WriteNumber(name, value);
        else writer.WriteNull(name);
    }

    private static ConfusionMatrix ReadConfusion(JsonElement rows) =>
        new([.. rows.EnumerateArray().Select(static row => (IReadOnlyList<int>)[.. row.EnumerateArray().Select(static count => count.GetInt32())])]);
}

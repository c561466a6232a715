using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>What has been measured of a run's model beside the figures of its training, so that nothing is measured twice.</summary>
/// <remarks>Kept in <see cref="FileName"/> of the run folder, which is replaced as a whole. Measurements belong to one model file: where it
/// changes, as when a run is resumed, they are dropped. docs/formats.md describes the file.</remarks>
public sealed class Measurements
{
    /// <summary>The name of the file in a run folder.</summary>
    public const string FileName = "measurements.json";

    private const string Format = "hourglass-measurements";
    private const int Version = 1;

    // Far more than all measures together write.
    private const long LargestFile = 16 << 20;

    private readonly string? _path;
    private readonly string _model = "";
    private readonly List<Entry> _entries = [];

    private Measurements()
    {
    }

    private Measurements(string path, string modelFile)
    {
        _path = path;
        using (FileStream stream = File.OpenRead(modelFile)) _model = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (File.Exists(path)) Read();
    }

    /// <summary>Opens the measurements of a run that has a model.</summary>
    /// <param name="folder">The run.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static Measurements Open(RunFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return new Measurements(Path.Combine(folder.Path, FileName), folder.ModelFile);
    }

    /// <summary>Makes measurements that are kept nowhere, for a model that is no part of a run.</summary>
    public static Measurements Unkept() => new();

    /// <summary>Gets what a measure gives: from the file where it is known, otherwise by measuring, which is then kept.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="subject">The model and its data.</param>
    /// <param name="cancellation">Ends a long measurement.</param>
    /// <exception cref="InvalidDataException">The model cannot be measured so.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public RunFigures Get(Measure measure, MeasureSubject subject, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(subject);
        using JsonDocument document = JsonDocument.Parse(measure.Settings(subject));
        JsonElement settings = document.RootElement;
        if (_entries.Find(entry => entry.Measure == measure.Name && JsonElement.DeepEquals(entry.Settings, settings)) is { } known) return known.Figures;
        RunFigures figures = measure.Run(subject, cancellation);
        _entries.Add(new Entry(measure.Name, settings.Clone(), figures));
        if (_path is not null) Write();
        return figures;
    }

    private void Read()
    {
        if (new FileInfo(_path!).Length > LargestFile) throw Damaged(Phrase.Of("it is far larger than what is written there"));
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(_path!));
            JsonElement root = document.RootElement;
            if (root.GetProperty("format").GetString() != Format || root.GetProperty("version").GetInt32() != Version)
                throw Damaged(Phrase.Of($"expected format {Format}, version {Version}"));
            if (root.GetProperty("model").GetString() != _model) return;
            foreach (JsonElement entry in root.GetProperty("measurements").EnumerateArray()) _entries.Add(ReadEntry(entry));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            throw Damaged(error.Message);
        }
    }

    private static Entry ReadEntry(JsonElement entry) => new(
        entry.GetProperty("measure").GetString() ?? throw new JsonException("found null as 'measure'"),
        entry.GetProperty("settings").Clone(),
        new RunFigures(entry.GetProperty("figures").EnumerateObject().Select(static figure =>
            new RunFigure(figure.Name, figure.Value.ValueKind == JsonValueKind.Null ? double.NaN : figure.Value.GetDouble()))));

    private void Write()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteNumber("version", Version);
            writer.WriteString("model", _model);
            writer.WriteStartArray("measurements");
            foreach (Entry entry in _entries) WriteEntry(writer, entry);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        AtomicFile.Write(_path!, stream =>
        {
            stream.Write(buffer.WrittenSpan);
            stream.WriteByte((byte)'\n');
        });
    }

    private static void WriteEntry(Utf8JsonWriter writer, Entry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("measure", entry.Measure);
        writer.WritePropertyName("settings");
        entry.Settings.WriteTo(writer);
        writer.WriteStartObject("figures");
        entry.Figures.WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private InvalidDataException Damaged(string what) => new(Phrase.Of($"{_path}: found no measurements: {what}. Delete the file; what is needed is measured again."));

    private sealed record Entry(string Measure, JsonElement Settings, RunFigures Figures);
}

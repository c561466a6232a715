using System.Buffers;
using System.Text.Json;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The folder of a study: runs, computed figures and maps by name, then the report.</summary>
internal sealed class StudyFolder
{
    private const string Runs = "runs", Steps = "steps", Maps = "maps";

    /// <summary>Opens the folder, which need not exist.</summary>
    public StudyFolder(string path) => Path = path;

    public string Path { get; }

    public string ResultFile => In(StudyResult.FileName);

    /// <summary>Makes the folder of a run, or opens it where it is there.</summary>
    /// <exception cref="IOException">It holds a run with another recipe.</exception>
    public RunFolder Run(string name, Recipe recipe) => RunFolder.Ensure(In(Runs), name, recipe);

    /// <summary>Gets the file of a map.</summary>
    public string MapFile(string name)
    {
        Directory.CreateDirectory(In(Maps));
        return System.IO.Path.Combine(In(Maps), $"{name}.safetensors");
    }

    /// <summary>Keeps computed figures.</summary>
    public void WriteStep(string name, double seconds, RunFigures figures)
    {
        Directory.CreateDirectory(In(Steps));
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("seconds", seconds);
            writer.WriteStartObject("figures");
            figures.WriteTo(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        AtomicFile.Write(StepFile(name), stream => stream.Write(buffer.WrittenSpan));
    }

    /// <summary>Reads computed figures; null where there are none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public (double Seconds, RunFigures Figures)? ReadStep(string name)
    {
        string file = StepFile(name);
        if (!File.Exists(file)) return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            IEnumerable<RunFigure> figures = document.RootElement.GetProperty("figures").EnumerateObject()
                .Select(static figure => new RunFigure(figure.Name, figure.Value.ValueKind == JsonValueKind.Null ? double.NaN : figure.Value.GetDouble()));
            return (document.RootElement.GetProperty("seconds").GetDouble(), new RunFigures(figures));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            throw new InvalidDataException(Phrase.Of($"{file}: found no figures: {error.Message}. Delete the file; what is needed is computed again."), error);
        }
    }

    private string StepFile(string name) => System.IO.Path.Combine(In(Steps), $"{name}.json");

    private string In(string name) => System.IO.Path.Combine(Path, name);
}

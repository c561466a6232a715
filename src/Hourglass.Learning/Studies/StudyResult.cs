using System.Text.Json;
using System.Text.Json.Serialization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>What came out of a study: its figures beside what is known, and what they say.</summary>
public sealed record StudyResult
{
    /// <summary>The name of its file in the folder of the study.</summary>
    public const string FileName = "study.json";

    /// <summary>Gets the name of the study.</summary>
    public required string Study { get; init; }

    /// <summary>Gets its question.</summary>
    public required string Question { get; init; }

    /// <summary>Gets where the question comes from.</summary>
    public required StudySource Source { get; init; }

    /// <summary>Gets whether it followed the quick form.</summary>
    public required bool IsQuick { get; init; }

    /// <summary>Gets the name of the data set.</summary>
    public required string Data { get; init; }

    /// <summary>Gets the seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Gets the figures that it is judged by.</summary>
    public required IReadOnlyList<StudyFigure> Figures { get; init; }

    /// <summary>Gets what the figures say, a sentence each.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>Gets the time that trainings, computations and maps took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Gets the number of threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Gets the version of Hourglass.</summary>
    public required string Version { get; init; }

    /// <summary>Gets the file name of the picture that stands for the study, in <c>pictures</c>; empty for none.</summary>
    public string Cover { get; init; } = "";

    /// <summary>Gets the folder; files leave it out, because folders move.</summary>
    [JsonIgnore]
    public string Folder { get; init; } = "";

    /// <summary>Gets how many references the figures reach.</summary>
    [JsonIgnore]
    public int Reached => Figures.Count(static figure => figure.IsReached == true);

    /// <summary>Gets how many they miss.</summary>
    [JsonIgnore]
    public int Missed => Figures.Count(static figure => figure.IsReached == false);

    /// <summary>Reads the result of a study; null where the folder holds none.</summary>
    /// <param name="folder">The folder of the study.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static StudyResult? Read(string folder)
    {
        string file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) return null;
        try
        {
            StudyResult result = JsonSerializer.Deserialize(File.ReadAllBytes(file), StudyJsonContext.Default.StudyResult) ?? throw new JsonException("found null");
            return result with { Folder = folder };
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(Phrase.Of($"{file}: found no result of a study: {error.Message}. Delete the file and conduct the study again; its runs are kept."), error);
        }
    }

    /// <summary>Writes the result as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, StudyJsonContext.Default.StudyResult);

    /// <summary>Writes the result into the folder of the study.</summary>
    internal void Write(string folder)
    {
        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(this, StudyJsonContext.Default.StudyResult), (byte)'\n'];
        AtomicFile.Write(Path.Combine(folder, FileName), stream => stream.Write(json));
    }
}

/// <summary>The generated metadata of results of studies: snake case, one line, null for what is not finite.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(FigureConverter)])]
[JsonSerializable(typeof(StudyResult))]
internal sealed partial class StudyJsonContext : JsonSerializerContext;

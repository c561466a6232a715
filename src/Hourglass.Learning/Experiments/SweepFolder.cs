using System.Buffers;
using System.Text.Json;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>A folder with one run for each recipe of a sweep, which remembers what was asked for.</summary>
/// <remarks>The same sweep, or one with further models and sizes, finds its runs there again and goes on; another one is refused. docs/formats.md describes the folder.</remarks>
public sealed class SweepFolder
{
    private const string Format = "hourglass-sweep";
    private const string Neighbors = "neighbors", Runs = "runs.";
    private const int Version = 1;
    private const int MostDifferences = 5;
    private const long LargestFile = 64 << 20;

    private SweepFolder(string path) => Path = path;

    /// <summary>Gets the folder.</summary>
    public string Path { get; }

    private string PlanFile => System.IO.Path.Combine(Path, "sweep.json");

    /// <summary>Makes the folder of a sweep, or opens that of the same sweep.</summary>
    /// <param name="path">The folder: new, empty, or of this sweep, which may have had fewer runs.</param>
    /// <param name="recipes">The runs: a name and a recipe for each.</param>
    /// <param name="neighbors">The number of neighbours of the kNN figures; null for none.</param>
    /// <exception cref="IOException">The folder holds something else or another sweep; the message names what differs.</exception>
    /// <exception cref="InvalidDataException">Its description is damaged.</exception>
    public static SweepFolder Open(string path, IReadOnlyList<(string Name, Recipe Recipe)> recipes, int? neighbors)
    {
        ArgumentNullException.ThrowIfNull(recipes);
        SweepFolder folder = new(System.IO.Path.GetFullPath(path));
        byte[] plan = Describe(recipes, neighbors);
        folder.RemoveLeftovers();
        if (File.Exists(folder.PlanFile))
        {
            folder.EnsureHolds(plan);
            AtomicFile.Write(folder.PlanFile, stream => stream.Write(plan));
            return folder;
        }

        Comparison.EnsureNoRun(folder.Path);
        if (Directory.Exists(folder.Path) && Directory.EnumerateFileSystemEntries(folder.Path).Any())
            throw new IOException(Phrase.Of($"{folder.Path}: the folder is not empty and holds no sweep. Choose another --out."));
        Directory.CreateDirectory(folder.Path);
        AtomicFile.Write(folder.PlanFile, stream => stream.Write(plan));
        return folder;
    }

    /// <summary>Makes the folder of a run, or opens it where it is there.</summary>
    /// <param name="name">The name of the run.</param>
    /// <param name="recipe">Its recipe.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public RunFolder Run(string name, Recipe recipe) => RunFolder.Ensure(Path, name, recipe);

    private static byte[] Describe(IReadOnlyList<(string Name, Recipe Recipe)> recipes, int? neighbors)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteNumber("version", Version);
            if (neighbors is { } count) writer.WriteNumber(Neighbors, count);
            writer.WriteStartObject("runs");
            foreach ((string name, Recipe recipe) in recipes)
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, recipe, RecipeJsonContext.Current);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    /// <summary>Refuses a plan under which anything that the folder holds would be another; one that asks for more is welcome.</summary>
    private void EnsureHolds(byte[] plan)
    {
        using JsonDocument found = Read(), received = JsonDocument.Parse(plan);
        string[] differences = [.. Word([.. JsonDifference.Between(found.RootElement, received.RootElement).Where(static difference => !IsMore(difference))])];
        if (differences.Length == 0) return;
        IEnumerable<string> named = differences.Take(MostDifferences);
        if (differences.Length > MostDifferences) named = named.Append(Phrase.Of($"and {differences.Length - MostDifferences} more"));
        throw new IOException(Phrase.Of(
            $"{Path}: this folder holds a sweep with other options: {string.Join("; ", named)}. Choose another --out, or the same options; models and sizes can be added, not left out."));
    }

    /// <summary>Whether nothing but a further run, or kNN figures, are asked for.</summary>
    private static bool IsMore(JsonDifference difference) =>
        difference.Found is null && (difference.Path == Neighbors || (difference.Path.StartsWith(Runs, StringComparison.Ordinal) && !difference.Path[Runs.Length..].Contains('.', StringComparison.Ordinal)));

    /// <summary>Words differences, those that all runs share once.</summary>
    private static IEnumerable<string> Word(JsonDifference[] differences) => differences.GroupBy(static difference =>
    {
        string[] parts = difference.Path.StartsWith(Runs, StringComparison.Ordinal) ? difference.Path[Runs.Length..].Split('.', 2) : [];
        return parts.Length == 2 ? difference with { Path = parts[1] } : difference;
    }).Select(static group => group.Key.Path.StartsWith(Runs, StringComparison.Ordinal)
        ? Phrase.Of($"{group.Key.Path[Runs.Length..]}: found a run that was not asked for")
        : group.Key.ToString());

    /// <summary>Removes descriptions that a killed process was writing.</summary>
    private void RemoveLeftovers()
    {
        if (!Directory.Exists(Path)) return;
        foreach (string leftover in Directory.EnumerateFiles(Path, $"sweep.json{AtomicFile.TemporaryMark}*").ToArray()) File.Delete(leftover);
    }

    private JsonDocument Read()
    {
        if (new FileInfo(PlanFile).Length > LargestFile) throw new InvalidDataException(Phrase.Of($"{PlanFile}: the file is far larger than the description of a sweep."));
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(PlanFile));
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(Phrase.Of($"{PlanFile}: found no description of a sweep: {error.Message}"), error);
        }
    }
}

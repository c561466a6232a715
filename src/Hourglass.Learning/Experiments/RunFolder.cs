using System.Globalization;
using System.Text;
using System.Text.Json;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>A folder on disk that holds a run: the only thing that training, command line and report share.</summary>
/// <remarks>It can be copied, inspected, resumed and reported from anywhere. Every file is replaced as a whole or not at all.
/// docs/formats.md describes each.</remarks>
public sealed class RunFolder
{
    private const string VersionText = "hourglass-run 1";
    private const int MostDifferences = 5;

    // Folders of runs begin under such a name, so that one is either there with its recipe or not at all.
    private const string Unborn = ".new-";

    private RunFolder(string path) => Path = System.IO.Path.GetFullPath(path);

    /// <summary>Gets the folder.</summary>
    public string Path { get; }

    /// <summary>Gets the file that holds data, model and training.</summary>
    public string RecipeFile => In("recipe.json");

    /// <summary>Gets the file with one line of figures per epoch.</summary>
    public string MetricsFile => In("metrics.jsonl");

    /// <summary>Gets the file from which training resumes.</summary>
    public string CheckpointFile => In("checkpoint.safetensors");

    /// <summary>Gets the trained model.</summary>
    public string ModelFile => In("model.safetensors");

    /// <summary>Gets the figures of the finished run.</summary>
    public string ResultFile => In("result.json");

    /// <summary>Gets the report.</summary>
    public string ReportFile => In("report.html");

    /// <summary>Gets the file with the numbers by which samples are scaled; there is none where they are not.</summary>
    public string ScalingFile => In("scaling.safetensors");

    private string VersionFile => In("hourglass.txt");

    /// <summary>Makes a folder for a new run and writes its recipe.</summary>
    /// <param name="path">The folder; it must not hold a run yet.</param>
    /// <param name="recipe">The experiment.</param>
    /// <exception cref="IOException">The folder holds something already, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static RunFolder Create(string path, Recipe recipe)
    {
        RunFolder folder = new(path);
        if (File.Exists(folder.Path)) throw new IOException(Phrase.Of($"{folder.Path}: found a file, expected a folder or nothing. Choose another --out."));
        if (Directory.Exists(folder.Path) && Directory.EnumerateFileSystemEntries(folder.Path).Any())
            throw new IOException(Phrase.Of($"{folder.Path}: the folder is not empty. Choose another --out, or go on with that run by 'hourglass resume'."));

        Directory.CreateDirectory(folder.Path);
        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(recipe, RecipeJsonContext.Current), (byte)'\n'];
        AtomicFile.Write(folder.RecipeFile, stream => stream.Write(json));
        AtomicFile.Write(folder.VersionFile, static stream => stream.Write(Encoding.UTF8.GetBytes(VersionText + "\n")));
        return folder;
    }

    /// <summary>Makes the folder of a run among others, or opens it where it is there.</summary>
    /// <param name="parent">The folder above it; made where it does not exist.</param>
    /// <param name="name">The name of the run.</param>
    /// <param name="recipe">Its recipe.</param>
    /// <exception cref="IOException">There is a run of that name with another recipe, or the folder cannot be written.</exception>
    internal static RunFolder Ensure(string parent, string name, Recipe recipe)
    {
        string path = System.IO.Path.Combine(parent, name), unborn = System.IO.Path.Combine(parent, Unborn + name);
        if (Exists(path))
        {
            RunFolder found = Open(path);
            found.EnsureHolds(recipe);
            return found;
        }

        if (Directory.Exists(unborn)) Directory.Delete(unborn, recursive: true);
        Create(unborn, recipe);
        Directory.Move(unborn, path);
        return Open(path);
    }

    /// <summary>Tells whether a folder holds a run.</summary>
    /// <param name="path">The folder, which need not exist.</param>
    public static bool Exists(string path) => File.Exists(new RunFolder(path).VersionFile);

    /// <summary>Opens the folder of a run.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The folder holds no run, or one of another version.</exception>
    public static RunFolder Open(string path)
    {
        RunFolder folder = new(path);
        if (!Directory.Exists(folder.Path)) throw new DirectoryNotFoundException(Phrase.Of($"{folder.Path}: there is no such folder. 'hourglass train' makes one."));
        if (!File.Exists(folder.VersionFile))
        {
            throw new InvalidDataException(Phrase.Of(
                $"{folder.Path}: found no {System.IO.Path.GetFileName(folder.VersionFile)}, expected the folder of a run. Name the folder that 'hourglass train' printed."));
        }

        string found = ReadShortText(folder.VersionFile);
        if (found != VersionText)
        {
            throw new InvalidDataException(Phrase.Of(
                $"{folder.VersionFile}: found '{found}', expected '{VersionText}'. This run was written by another version of Hourglass; use that one, or train again."));
        }

        return folder;
    }

    /// <summary>Reads the recipe.</summary>
    /// <exception cref="SpecException">It is not valid.</exception>
    /// <exception cref="InvalidDataException">It is not JSON.</exception>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    public Recipe ReadRecipe()
    {
        using FileStream stream = File.OpenRead(RecipeFile);
        return SpecJson.Read(stream, RecipeJsonContext.Current, RecipeFile);
    }

    /// <summary>Reads the recipe as the text that the folder holds.</summary>
    public string ReadRecipeText() => File.ReadAllText(RecipeFile).TrimEnd();

    /// <summary>Reads the figures of the finished epochs in their order.</summary>
    /// <exception cref="InvalidDataException">A line is not what training writes.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public IReadOnlyList<EpochRecord> ReadHistory() => ReadHistory(MetricsFile);

    /// <summary>Writes the figures of the finished run.</summary>
    /// <param name="result">The figures.</param>
    public void WriteResult(RunResult result)
    {
        string json = RunResultJson.Write(result with { Run = null });
        AtomicFile.Write(ResultFile, stream => stream.Write(Encoding.UTF8.GetBytes(json + "\n")));
    }

    /// <summary>Reads the figures of the run; null where it has none yet.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public RunResult? ReadResult() => File.Exists(ResultFile) ? RunResultJson.Read(File.ReadAllText(ResultFile), ResultFile) : null;

    /// <summary>Reads the figures of a run that has ended; null where something is left to do. The report is written last.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public RunResult? ReadFinished() => ReadResult() is { Outcome: not RunResult.Cancelled } result && File.Exists(ReportFile) ? result : null;

    /// <summary>Reads the numbers by which samples are scaled; null where they are not.</summary>
    /// <exception cref="InvalidDataException">The file is not what it should be.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Scaling? ReadScaling() => File.Exists(ScalingFile) ? Scaling.Read(ScalingFile) : null;

    /// <summary>Names a new folder under <c>runs</c> in the current folder: model, time and a number where two start in one second.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="time">The clock.</param>
    /// <param name="root">The current folder.</param>
    /// <returns>The new folder, relative to <paramref name="root"/>.</returns>
    public static string NewName(string model, TimeProvider time, string root)
    {
        char[] letters = [.. model.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')];
        string name = string.Create(CultureInfo.InvariantCulture, $"{new string(letters)}-{time.GetLocalNow():yyyyMMdd-HHmmss}");
        string path = System.IO.Path.Combine("runs", name);
        for (int i = 2; Directory.Exists(System.IO.Path.Combine(root, path)); i++)
            path = System.IO.Path.Combine("runs", string.Create(CultureInfo.InvariantCulture, $"{name}-{i}"));
        return path;
    }

    /// <summary>Reads the figures of epochs.</summary>
    internal static IReadOnlyList<EpochRecord> ReadHistory(string metricsFile)
    {
        List<EpochRecord> history = [];
        foreach (string line in File.ReadLines(metricsFile)) history.Add(ReadEpoch(metricsFile, line, history.Count + 1));
        return history;
    }

    /// <summary>Names the folder of a phase that comes before the training of the whole network.</summary>
    internal PhaseFolder Phase(string name) => new(System.IO.Path.Combine(In("phases"), name));

    /// <summary>Removes what a killed process was writing.</summary>
    internal void RemoveLeftovers()
    {
        foreach (string leftover in Directory.EnumerateFiles(Path, $"*{AtomicFile.TemporaryMark}*", SearchOption.AllDirectories).ToArray())
            File.Delete(leftover);
    }

    /// <summary>Refuses a recipe that is not the one of this run.</summary>
    private void EnsureHolds(Recipe recipe)
    {
        using JsonDocument found = JsonDocument.Parse(File.ReadAllText(RecipeFile)), received = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(recipe, RecipeJsonContext.Current));
        string[] differences = [.. JsonDifference.Between(found.RootElement, received.RootElement).Select(static difference => difference.ToString())];
        if (differences.Length == 0) return;
        throw new IOException(Phrase.Of($"{Path}: this folder holds a run with another recipe: {string.Join("; ", differences.Take(MostDifferences))}. Choose another --out."));
    }

    private static EpochRecord ReadEpoch(string file, string line, int number)
    {
        string place = Phrase.Of($"{file}, line {number}");
        try
        {
            return JsonSerializer.Deserialize(line, FigureJsonContext.Default.EpochRecord) is { } epoch && epoch.Epoch == number
                ? epoch
                : throw new InvalidDataException(Phrase.Of($"{place}: expected the figures of epoch {number}."));
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(Phrase.Of($"{place}: found no figures of an epoch: {error.Message}"), error);
        }
    }

    private static string ReadShortText(string path)
    {
        using StreamReader reader = new(path);
        char[] start = new char[64];
        ReadOnlySpan<char> text = start.AsSpan(0, reader.ReadBlock(start)).Trim();

        // What stands in a file must not steer the terminal that shows the message.
        return string.Concat(text.ToArray().Select(static c => char.IsControl(c) ? '?' : c));
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}

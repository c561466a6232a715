using System.Text;
using System.Text.Json;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>The folder of a map: the map itself, what reduced its samples, tables, pictures and figures.</summary>
/// <param name="path">The folder.</param>
internal sealed class TsneFolder(string path)
{
    private const string MapName = "map";

    private static readonly string[] Endings = [".npy", ".csv", ".svg", ".png"];

    private string MapFile => Path.Combine(path, MapName + ".safetensors");

    private string ReductionFile => Path.Combine(path, "reduction.safetensors");

    private string FiguresFile => Path.Combine(path, MapName + ".json");

    /// <summary>Refuses a folder of something else before any work is done.</summary>
    /// <exception cref="IOException">It holds no map and is not empty, or cannot be made.</exception>
    public void Ensure() => OutputFolder.Ensure(
        path,
        Phrase.Of($"{path}: the folder is not empty and holds no map. Choose another --out."),
        [MapName + ".safetensors", .. TsneSource.Sets.Select(static set => PlacedName(set) + ".npy")]);

    /// <summary>Gets what the files of placed samples are called.</summary>
    public static string PlacedName(string set) => $"placed-{set}";

    /// <summary>Writes a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="source">The samples on it.</param>
    /// <param name="title">What the picture shows.</param>
    /// <returns>The files.</returns>
    public IReadOnlyList<string> Write(TsneMap map, TsneSource source, string title)
    {
        Directory.CreateDirectory(path);
        map.Save(MapFile);
        List<string> files = [MapFile];
        if (source.Reduction is { } reduction)
        {
            ModelFile.Save(reduction, ReductionFile);
            files.Add(ReductionFile);
        }
        else
        {
            File.Delete(ReductionFile);
        }

        // Samples that were placed on a map that stood here before have no place on this one.
        foreach (string set in TsneSource.Sets)
            foreach (string ending in Endings) File.Delete(Path.Combine(path, PlacedName(set) + ending));

        files.AddRange(WritePlaces(MapName, map.Places, source, title));
        files.Add(FiguresFile);
        return files;
    }

    /// <summary>Writes the figures of a map.</summary>
    public void Write(TsneFigures figures) =>
        AtomicFile.Write(FiguresFile, stream => stream.Write(Encoding.UTF8.GetBytes(figures.ToJson() + "\n")));

    /// <summary>Writes places as tables and pictures.</summary>
    /// <returns>The files.</returns>
    public IReadOnlyList<string> WritePlaces(string name, Points places, TsneSource source, string title)
    {
        string[] files = [.. Endings.Select(ending => Path.Combine(path, name + ending))];
        float[] numbers = places.Values.ToArray();
        NpyFile.Write(files[0], NumberArray.Table(numbers, places.Dimensions));
        string[]? labels = source.Labels.Length == 0 ? null : [.. source.Labels.Select(label => source.ClassNames[label])];
        CsvFile.Write(files[1], ["x", "y"], numbers, labels);
        ScatterChart chart = Draw(places, source, title);
        foreach (string file in files[2..])
        {
            byte[] content = chart.ToFile(Path.GetExtension(file));
            AtomicFile.Write(file, stream => stream.Write(content));
        }

        return files;
    }

    /// <summary>Reads a map, its figures, and what reduced its samples.</summary>
    /// <exception cref="IOException">There is no map.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public (TsneMap Map, TsneFigures Figures, Network? Reduction) Read()
    {
        if (!File.Exists(MapFile)) throw new FileNotFoundException(Phrase.Of($"{path}: there is no map, expected a folder that 'hourglass tsne --out' wrote."));
        TsneMap map = TsneMap.Load(MapFile);
        try
        {
            TsneFigures figures = JsonSerializer.Deserialize(File.ReadAllText(FiguresFile), CliJsonContext.Default.TsneFigures)
                ?? throw new JsonException(Phrase.Of("found null, expected an object."));
            return (map, figures, File.Exists(ReductionFile) ? ModelFile.Load(ReductionFile) : null);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(Phrase.Of($"{FiguresFile}: {error.Message} Draw the map again."), error);
        }
    }

    private static ScatterChart Draw(Points places, TsneSource source, string title) => new()
    {
        Description = Phrase.Of($"Scatter chart: {title}, marked by class."),
        X = [.. Enumerable.Range(0, places.Count).Select(i => places[i][0])],
        Y = [.. Enumerable.Range(0, places.Count).Select(i => places[i][1])],
        Classes = source.Labels,
        ClassNames = source.ClassNames,
        EqualAxes = true,
        XName = "t-SNE 1",
        YName = "t-SNE 2",
        Width = 720,
    };
}

using System.Globalization;
using System.Text;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Runs on the same test set side by side: a table, curves over the size of the code, and reconstructions of the same images.</summary>
/// <param name="Runs">The runs, in the order of the table; at least one.</param>
/// <param name="Neighbors">The number of neighbours of the kNN figures; null where they were not asked for.</param>
/// <param name="Originals">The images that all models reconstruct; null for samples that are no images.</param>
public sealed record Comparison(IReadOnlyList<ComparedRun> Runs, int? Neighbors, ImageBatch? Originals)
{
    /// <summary>The name of the table as a file.</summary>
    public const string TableFile = "table.csv";

    /// <summary>The name of the file with all figures as JSON.</summary>
    public const string FiguresFile = "figures.json";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Gets the name of the data.</summary>
    public string Data => Runs[0].Recipe.Data.Name;

    /// <summary>Words what is said of pixels and images for data that are none.</summary>
    internal string Words(string text) => SampleWords.For(Runs[0].Recipe.Model.Input, text);

    /// <summary>Gets the table as texts: a row of headings, a row of units, and a row for each run, whose name comes first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Table
    {
        get
        {
            IReadOnlyList<ComparisonColumn> columns = ComparisonTable.Shown(this);
            return
            [
                [Phrase.Of("run"), .. columns.Select(static column => column.Heading)],
                ["", .. columns.Select(static column => column.Unit)],
                .. ComparisonTable.Rows(this).Select((row, i) => (IReadOnlyList<string>)[Runs[i].Name, .. row]),
            ];
        }
    }

    /// <summary>Refuses runs that do not answer to the same test set.</summary>
    /// <param name="recipes">The recipe of each run with its name.</param>
    /// <exception cref="InvalidDataException">Data or shapes differ; the message says which run has which.</exception>
    public static void EnsureComparable(IReadOnlyList<(string Name, Recipe Recipe)> recipes)
    {
        ArgumentNullException.ThrowIfNull(recipes);
        var groups = recipes.GroupBy(static run => (run.Recipe.Data.Name, run.Recipe.Data.File, run.Recipe.Model.Input)).ToArray();
        if (groups.Length < 2) return;
        string received = string.Join("; ", groups.Select(static group => Phrase.Of($"on {Describe(group.Key.Name, group.Key.File)} ({group.Key.Input}): {string.Join(", ", group.Select(static run => run.Name))}")));
        throw new InvalidDataException(Phrase.Of(
            $"Received runs on different data, whose errors do not compare: {received}. Compare those of one data set at a time, read, split and scaled in the same way."));
    }

    /// <summary>Writes the report as one self-contained HTML file.</summary>
    public string ToHtml() => ComparisonPage.Write(this, new ComparisonPictures(this));

    /// <summary>Writes all figures as one line of JSON; what is not known or not finite as null.</summary>
    /// <param name="report">The path of the report, which is then a part of it; null, the default, for none, because folders move.</param>
    public string ToJson(string? report = null) => ComparisonTable.ToJson(this, report);

    /// <summary>Writes the table as comma-separated values, with the names of the JSON file as its first line.</summary>
    public string ToCsv() => ComparisonTable.ToCsv(this);

    /// <summary>Writes report, table, figures and pictures into a folder.</summary>
    /// <remarks>Every file is written aside, flushed and renamed; the page comes last.</remarks>
    /// <param name="folder">The folder; made where it does not exist.</param>
    /// <returns>The path of the page.</returns>
    /// <exception cref="IOException">The folder holds a run, whose report would be lost, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public string Write(string folder)
    {
        EnsureNoRun(folder);
        ComparisonPictures pictures = new(this);
        string page = ComparisonPage.Write(this, pictures);
        string pictureFolder = Path.Combine(folder, Report.PicturesFolder);
        Directory.CreateDirectory(pictureFolder);
        pictures.Write(pictureFolder);
        WriteText(Path.Combine(folder, TableFile), ToCsv());
        WriteText(Path.Combine(folder, FiguresFile), ToJson() + "\n");
        string file = Path.Combine(folder, Report.FileName);
        WriteText(file, page);
        return file;
    }

    /// <summary>Refuses a folder that holds a run.</summary>
    /// <param name="folder">The folder, which need not exist.</param>
    /// <exception cref="IOException">It holds a run, whose report would be lost, or is a file.</exception>
    public static void EnsureNoRun(string folder)
    {
        if (File.Exists(folder)) throw new IOException(Phrase.Of($"{folder}: found a file, expected a folder or nothing. Choose another --out."));
        if (RunFolder.Exists(folder)) throw new IOException(Phrase.Of($"{folder}: found the folder of a run, whose report would be replaced. Choose another --out."));
    }

    /// <summary>Words a data set with what may differ for the same file.</summary>
    private static string Describe(string name, DataFile? file)
    {
        if (file is null) return name;
        (string Option, string? Value)[] options =
        [
            ("--variable", file.Variable),
            ("--labels", file.Labels),
            ("--test", file.Test),
            ("--test-share", file.Test is not null || file.TestShare == DataFile.DefaultTestShare ? null : file.TestShare.ToString(CultureInfo.InvariantCulture)),
            ("--scale", file.Scale == ScaleKind.None ? null : SpecNames.Of(file.Scale)),
        ];
        string[] given = [.. options.Where(static option => option.Value is not null).Select(static option => $"{option.Option} {option.Value}")];
        return given.Length == 0 ? file.Path : $"{file.Path}, {string.Join(", ", given)}";
    }

    private static void WriteText(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Utf8.GetBytes(text)));
}

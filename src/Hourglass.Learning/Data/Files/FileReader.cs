using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Reads samples of one's own from a file or a folder of any format that is known.</summary>
internal static class FileReader
{
    private static readonly string[] Tables = [".csv", ".tsv"], Images = [".idx", ".gz"];

    /// <summary>Gets the endings of the names of files that are read.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. ArrayFile.Extensions, .. Tables];

    /// <summary>Tells whether a file is a table.</summary>
    public static bool IsTable(string path) => Tables.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>Reads samples.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="file">How it is read.</param>
    /// <exception cref="InvalidDataException">It is not what it should be; the message says where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FileSamples Read(string path, DataFile file)
    {
        FileSamples samples = Directory.Exists(path) ? PictureFolder.Read(path)
            : ArrayFile.IsOne(path) ? ReadArray(path, file)
            : IsTable(path) ? ReadTable(path, file)
            : IsIdx(path) ? ReadImages(path)
            : throw Unknown(path);
        if (samples.Labels is null && file.Labels is { } labels && Path.IsPathFullyQualified(labels)) samples = samples with { Labels = FileLabels.Read(labels) };
        if (samples.Labels is { } classes && classes.Count != samples.Count)
            throw new InvalidDataException(Phrase.Of($"{path}: found {classes.Count:N0} labels ({file.Labels}), expected {samples.Count:N0}, one per sample."));
        if (samples.Numbers is { } numbers) CheckFinite(path, numbers, samples.Shape.Size);
        return file.Shape is { } shape ? Reshape(path, samples, shape) : samples;
    }

    private static bool IsIdx(string path) => Images.Contains(Path.GetExtension(path).ToLowerInvariant()) || path.EndsWith("-ubyte", StringComparison.Ordinal);

    private static InvalidDataException Unknown(string path)
    {
        string endings = string.Join(", ", Extensions);
        return File.Exists(path)
            ? new InvalidDataException(Phrase.Of($"{path}: found an unknown ending, expected a folder of PNG pictures or a file that ends in {endings}, .idx or .gz (IDX images)."))
            : throw new FileNotFoundException(Phrase.Of($"{path}: there is no such file or folder, expected a folder of PNG pictures or a file that ends in {endings}, .idx or .gz (IDX images)."));
    }

    private static FileSamples ReadArray(string path, DataFile file)
    {
        NumberArray array = ArrayFile.Read(path, file.Variable);
        string name = file.Variable is { } variable ? $"{Path.GetFileName(path)}, {variable}" : Path.GetFileName(path);
        FileSamples samples = new(name, file.Shape ?? ArrayShape.Of(path, array.Sizes)) { Numbers = array.Values };
        if (samples.Shape.IsVector == false && IsBytes(path, file.Variable)) samples = samples with { Numbers = null, Bytes = Array.ConvertAll(array.Values, static value => (byte)value) };
        if (file.Labels is not { } labels || Path.IsPathFullyQualified(labels)) return samples;
        return samples with { Labels = FileLabels.Of(ArrayFile.Read(path, labels), $"{path}, '{labels}'") };
    }

    /// <summary>Tells whether an array holds bytes, which stand for pixels where samples are images.</summary>
    private static bool IsBytes(string path, string? variable)
    {
        IReadOnlyList<ArrayEntry> entries = ArrayFile.List(path);
        ArrayEntry entry = Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase) ? entries[0] : ArrayChoice.Find(path, entries, variable);
        return entry.Type is "uint8" or "|u1" or "U8";
    }

    private static FileSamples ReadTable(string path, DataFile file)
    {
        string? column = file.Labels is { } labels && !Path.IsPathFullyQualified(labels) ? labels : null;
        CsvTable table = CsvFile.Read(path, new CsvOptions(Header: file.Header, Labels: column));
        return new FileSamples(Path.GetFileName(path), new Shape(table.Columns.Count))
        {
            Numbers = table.Values,
            Labels = column is null ? null : table.Labels,
        };
    }

    private static FileSamples ReadImages(string path)
    {
        ImageSet images = IdxFile.ReadImages(path);
        return new FileSamples(images.Name, images.Shape) { Bytes = images.Pixels.ToArray() };
    }

    private static FileSamples Reshape(string path, FileSamples samples, Shape shape) => samples.Shape.Size == shape.Size
        ? samples with { Shape = shape }
        : throw new InvalidDataException(Phrase.Of($"{path}: found samples of {samples.Shape}, {samples.Shape.Size:N0} features, expected {shape.Size:N0} for the shape {shape}."));

    private static void CheckFinite(string path, ReadOnlySpan<float> values, int features)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsFinite(values[i])) continue;
            throw new InvalidDataException(
                Phrase.Of($"{path}: found {values[i]} in sample {i / features}, feature {i % features}, expected finite numbers. Drop the sample or fill in the number."));
        }
    }
}

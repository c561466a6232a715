using System.CommandLine;
using System.Globalization;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Writes samples or codes in the format that the file's name asks for.</summary>
internal static class SampleWriter
{
    private const int Gap = 2;

    /// <summary>Gets the endings of the names of files of numbers.</summary>
    public static string[] Tables { get; } = [".npy", ".csv", ".tsv", ".npz", ".safetensors"];

    /// <summary>Checks a name before any work is done.</summary>
    /// <param name="context">The world outside.</param>
    /// <param name="values">Collects what is wrong.</param>
    /// <param name="option">The option that gives the name.</param>
    /// <param name="extensions">The formats that can be written.</param>
    /// <returns>The absolute path.</returns>
    public static string ReadPath(CliContext context, OptionValues values, Option<string> option, params string[] extensions)
    {
        if (values.Text(option) is not { } name)
        {
            values.Refuse(Phrase.Of($"{option.Name}: received nothing, expected a file that ends in {Words(extensions)}."));
            return "";
        }

        string path = context.Full(name);
        if (!extensions.Contains(Extension(path))) values.Refuse(option, name, Phrase.Of($"a file that ends in {Words(extensions)}"));
        else if (Directory.Exists(path)) values.Refuse(option, name, Phrase.Of("a file, not a folder"));
        return path;
    }

    /// <summary>Writes samples.</summary>
    /// <param name="path">The file.</param>
    /// <param name="samples">The samples one after the other.</param>
    /// <param name="shape">The shape of one.</param>
    /// <param name="column">What a column of a table, or the array, is called.</param>
    /// <param name="labelled">The set that the samples belong to, whose classes are written too; null for none.</param>
    public static void Write(string path, float[] samples, Shape shape, string column, IDataset? labelled = null)
    {
        ReadOnlyMemory<int> labels = labelled?.Labels ?? default;
        switch (Extension(path))
        {
            case ".csv" or ".tsv":
                string[] names = [.. Enumerable.Range(0, shape.Size).Select(i => column + i.ToString(CultureInfo.InvariantCulture))];
                CsvFile.Write(path, names, samples, labels.IsEmpty ? null : [.. labels.ToArray().Select(label => labelled!.ClassNames[label])]);
                break;
            case ".npz":
                NpzFile.Write(path, [(column + "s", NumberArray.Table(samples, shape.Size))], labels);
                break;
            case ".safetensors":
                ArrayFile.WriteSafetensors(path, column + "s", NumberArray.Table(samples, shape.Size), labels);
                break;
            case ".png":
                WritePicture(path, samples, shape);
                break;
            default:
                NpyFile.Write(path, NumberArray.Table(samples, shape.Size));
                break;
        }
    }

    private static string Words(string[] extensions) =>
        extensions.Length == 1 ? extensions[0] : Phrase.Of($"{string.Join(", ", extensions[..^1])} or {extensions[^1]}");

    private static string Extension(string path) => Path.GetExtension(path).ToLowerInvariant();

    /// <summary>Writes one sample as it is, several as a grid that is nearly square.</summary>
    private static void WritePicture(string path, float[] samples, Shape shape)
    {
        if (shape.Channels is not (1 or 3) || shape.IsVector)
            throw new InvalidDataException(Phrase.Of($"{path}: this model's output, {shape}, is no picture. Expected a file that ends in .npy or .csv."));

        int count = samples.Length / shape.Size, columns = (int)Math.Ceiling(Math.Sqrt(count));
        long pixels = (long)columns * (shape.Width + Gap) * columns * (shape.Height + Gap);
        if (pixels > Png.MaxPixels)
        {
            string most = Figures.Count(Png.MaxPixels);
            throw new InvalidDataException(Phrase.Of(
                $"{path}: {Figures.Count(count)} pictures make {Figures.Count(pixels)} pixels, expected at most {most}. Write an .npy file, or fewer."));
        }

        Bitmap[] pictures = new ImageBatch(shape, samples).ToBitmaps();
        Bitmap grid = count == 1 ? pictures[0] : ImageGrid.Wrap(pictures, columns, gap: Gap);
        AtomicFile.Write(path, stream => Png.Write(stream, grid));
    }
}

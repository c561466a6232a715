using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Reads samples from a picture, an IDX file, a file of arrays or a table.</summary>
internal static class SampleReader
{
    /// <summary>Makes the option that names a file of samples.</summary>
    public static Option<string> PixelOption() => CliOption.Value(
        "--input", "FILE", Phrase.Mark("a PNG of the model's size, IDX images (.gz or not), or N samples: .npy, .npz, .mat, .safetensors, .csv, .tsv"));

    /// <summary>Reads samples, scaled as the model has learned to see them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">The model; a run on a file of its own takes any finite numbers, others take pixels from 0 to 1.</param>
    /// <returns>The samples one after the other.</returns>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static float[] ReadSamples(string path, ModelSource source) =>
        source.ToNetwork(ReadSamples(path, source.Network.Spec.Input, source.Recipe?.Data.File is null));

    /// <summary>Reads codes.</summary>
    /// <param name="path">The file: an array or a table, as 'encode' writes them.</param>
    /// <param name="size">The numbers of one code.</param>
    /// <returns>The codes one after the other.</returns>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static float[] ReadCodes(string path, int size) => Check(path, ReadCodes(path), size, isPixels: false);

    private static float[] ReadSamples(string path, Shape shape, bool isPixels)
    {
        if (ArrayFile.IsOne(path)) return Check(path, ArrayFile.Read(path), shape.Size, isPixels);
        if (IsTable(path)) return Check(path, ReadTable(path), shape.Size, isPixels);
        return Kind(path) switch
        {
            0x89 => ReadPicture(path, shape),
            0x93 => Check(path, NpyFile.Read(path), shape.Size, isPixels),
            0x00 or 0x1F => ReadImages(path, shape),
            _ => throw new InvalidDataException(
                Phrase.Of($"{path}: found a file of another kind, expected a PNG picture, IDX images (packed by gzip or not), an array or a table.")),
        };
    }

    private static NumberArray ReadCodes(string path)
    {
        if (IsTable(path)) return ReadTable(path);
        if (!ArrayFile.IsOne(path)) return NpyFile.Read(path);

        // 'encode' writes classes beside the codes.
        const string Written = "codes";
        return ArrayFile.Read(path, ArrayFile.List(path) is { Count: > 1 } entries && entries.Any(static entry => entry.Name == Written) ? Written : null);
    }

    private static bool IsTable(string path) => Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".tsv";

    private static NumberArray ReadTable(string path)
    {
        // 'encode' writes classes into a last column of this name.
        bool hasLabels = File.ReadLines(path).FirstOrDefault()?.TrimEnd() is { } header && (header.EndsWith(",label", StringComparison.Ordinal) || header.EndsWith("\tlabel", StringComparison.Ordinal));
        CsvTable table = CsvFile.Read(path, hasLabels ? new CsvOptions(Labels: "label") : null);
        return NumberArray.Table(table.Values, table.Columns.Count);
    }

    /// <summary>Gets the first byte, which tells the kinds of file apart.</summary>
    private static int Kind(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return stream.ReadByte();
    }

    private static float[] ReadPicture(string path, Shape shape)
    {
        Bitmap bitmap = Png.Read(path);
        if (shape.Channels is not (1 or 3) || shape.IsVector)
        {
            throw new InvalidDataException(Phrase.Of(
                $"{path}: found a picture, expected an NPY file with {shape.Size} numbers per sample: this model's input, {shape}, is no picture."));
        }

        if (bitmap.Width != shape.Width || bitmap.Height != shape.Height)
        {
            throw new InvalidDataException(Phrase.Of(
                $"{path}: found a picture of {bitmap.Width}x{bitmap.Height}, expected {shape.Width}x{shape.Height}, the input of this model. Scale or cut it."));
        }

        return Widen(new ImageSet(path, shape, bitmap.ToChannels(shape.Channels).Pixels));
    }

    private static float[] ReadImages(string path, Shape shape)
    {
        ImageSet images = IdxFile.ReadImages(path);
        if (images.Shape.Size != shape.Size)
            throw new InvalidDataException(Phrase.Of($"{path}: found images of {images.Shape}, expected {shape}, the input of this model."));
        return Widen(images);
    }

    /// <summary>Widens bytes as training does, so that the same picture has the same code whichever way it comes.</summary>
    private static float[] Widen(ImageSet images) => Representations.Read(images, [.. Enumerable.Range(0, images.Count)], Workers.Single);

    private static float[] Check(string path, NumberArray array, int size, bool isPixels)
    {
        int rest = array.Sizes.Count == 0 ? 0 : array.Values.Length / array.Sizes[0];
        if (rest != size && array.Values.Length != size)
            throw new InvalidDataException(Phrase.Of($"{path}: found an array of shape ({string.Join(", ", array.Sizes)}), expected N x {size} for this model."));
        for (int i = 0; i < array.Values.Length; i++)
        {
            float value = array.Values[i];
            if (float.IsFinite(value) && (!isPixels || value is >= 0 and <= 1)) continue;
            throw new InvalidDataException(isPixels
                ? Phrase.Of($"{path}: found {value} in sample {i / size}, number {i % size}, expected pixels from 0 to 1. Divide bytes by 255.")
                : Phrase.Of($"{path}: found {value} in sample {i / size}, number {i % size}, expected finite numbers."));
        }

        return array.Values;
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Writes points as a folder that the TensorFlow embedding projector and TensorBoard open.</summary>
/// <remarks>
/// <para>The files: <c>vectors.tsv</c>, a point in a line, numbers with tabs between them and no first line of names; <c>metadata.tsv</c>, in which a
/// single column has no line of names and several have one; <c>sprite.png</c>, a square of images, row by row in the order of the points;
/// <c>projector_config.json</c> for the projector as a page of its own, <c>projector_config.pbtxt</c> for TensorBoard.</para>
/// <para><b>Source</b> github.com/tensorflow/tensorboard, projector plug-in: its documentation and its <c>projector_config.proto</c>.</para>
/// </remarks>
public static class EmbeddingProjector
{
    /// <summary>The widest and highest sprite that browsers take: 8,192 pixels.</summary>
    public const int LargestSprite = 8192;

    /// <summary>The names of the files.</summary>
    public const string VectorsFile = "vectors.tsv", MetadataFile = "metadata.tsv", SpriteFile = "sprite.png", ConfigFile = "projector_config.json", TensorBoardFile = "projector_config.pbtxt";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the folder.</summary>
    /// <param name="folder">The folder; made where it does not exist. Files of the same names are replaced.</param>
    /// <param name="name">What the projector calls the points.</param>
    /// <param name="points">The points.</param>
    /// <param name="labels">The class of each point; empty for none.</param>
    /// <param name="images">The image of each point; null for none. Images are scaled down by whole numbers until all fit the sprite.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="ArgumentException">There is not one label or one image for each point.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static IReadOnlyList<string> Write(string folder, string name, Points points, IReadOnlyList<string> labels, ImageBatch? images)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count > 0 && labels.Count != points.Count)
            throw new ArgumentException(FormattableString.Invariant($"Received {labels.Count} labels, expected none or {points.Count}."), nameof(labels));
        if (images is not null && images.Count != points.Count)
            throw new ArgumentException(FormattableString.Invariant($"Received {images.Count} images, expected none or {points.Count}."), nameof(images));

        Directory.CreateDirectory(folder);
        Bitmap[] sprites = images is null ? [] : ProjectorSprite.Shrink(images);
        WriteText(folder, VectorsFile, writer => WriteVectors(writer, points));
        WriteText(folder, MetadataFile, writer => WriteMetadata(writer, points.Count, labels));
        if (sprites.Length > 0) AtomicFile.Write(Path.Combine(folder, SpriteFile), stream => Png.Write(stream, ProjectorSprite.Draw(sprites)));
        (int Width, int Height)? size = sprites.Length > 0 ? (sprites[0].Width, sprites[0].Height) : null;
        AtomicFile.Write(Path.Combine(folder, ConfigFile), stream => WriteConfig(stream, name, points, size));
        WriteText(folder, TensorBoardFile, writer => WriteTensorBoard(writer, name, size));
        string[] files = sprites.Length > 0
            ? [VectorsFile, MetadataFile, SpriteFile, ConfigFile, TensorBoardFile]
            : [VectorsFile, MetadataFile, ConfigFile, TensorBoardFile];
        return [.. files.Select(file => Path.Combine(folder, file))];
    }

    private static void WriteText(string folder, string file, Action<StreamWriter> write) => AtomicFile.Write(Path.Combine(folder, file), stream =>
    {
        using StreamWriter writer = new(stream, Utf8, leaveOpen: true) { NewLine = "\n" };
        write(writer);
    });

    private static void WriteVectors(StreamWriter writer, Points points)
    {
        Span<char> number = stackalloc char[32];
        ReadOnlySpan<float> values = points.Values;
        for (int i = 0; i < values.Length; i++)
        {
            values[i].TryFormat(number, out int length, "R", CultureInfo.InvariantCulture);
            writer.Write(number[..length]);
            writer.Write((i + 1) % points.Dimensions == 0 ? '\n' : '\t');
        }
    }

    /// <summary>Writes the number of each point and its class; the number alone, without a line of names, where there are no classes.</summary>
    private static void WriteMetadata(StreamWriter writer, int count, IReadOnlyList<string> labels)
    {
        if (labels.Count > 0) writer.WriteLine("label\tindex");
        for (int i = 0; i < count; i++)
        {
            string index = i.ToString(CultureInfo.InvariantCulture);
            writer.WriteLine(labels.Count > 0 ? $"{Plain(labels[i])}\t{index}" : index);
        }
    }

    /// <summary>The format has no quotes.</summary>
    private static string Plain(string text) => string.Concat(text.Select(static c => char.IsControl(c) ? ' ' : c));

    private static void WriteConfig(Stream stream, string name, Points points, (int Width, int Height)? sprite)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteStartArray("embeddings");
        json.WriteStartObject();
        json.WriteString("tensorName", name);
        json.WriteStartArray("tensorShape");
        json.WriteNumberValue(points.Count);
        json.WriteNumberValue(points.Dimensions);
        json.WriteEndArray();
        json.WriteString("tensorPath", VectorsFile);
        json.WriteString("metadataPath", MetadataFile);
        if (sprite is var (width, height))
        {
            json.WriteStartObject("sprite");
            json.WriteString("imagePath", SpriteFile);
            json.WriteStartArray("singleImageDim");
            json.WriteNumberValue(width);
            json.WriteNumberValue(height);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTensorBoard(StreamWriter writer, string name, (int Width, int Height)? sprite)
    {
        string quoted = Plain(name).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        writer.WriteLine("embeddings {");
        writer.WriteLine($"  tensor_name: \"{quoted}\"");
        writer.WriteLine($"  tensor_path: \"{VectorsFile}\"");
        writer.WriteLine($"  metadata_path: \"{MetadataFile}\"");
        if (sprite is var (width, height))
        {
            writer.WriteLine("  sprite {");
            writer.WriteLine($"    image_path: \"{SpriteFile}\"");
            writer.WriteLine(FormattableString.Invariant($"    single_image_dim: {width}"));
            writer.WriteLine(FormattableString.Invariant($"    single_image_dim: {height}"));
            writer.WriteLine("  }");
        }

        writer.WriteLine("}");
    }
}

using System.Text.Json;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class EmbeddingProjectorTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_WithClasses_HasALineOfNamesInTheMetadataAlone()
    {
        EmbeddingProjector.Write(_folder.At("p"), "codes", new Points([0.5f, -1, 2, 3], 2), ["a\tb", "c"], null);

        Assert.Equal("0.5\t-1\n2\t3\n", Read("vectors.tsv"));
        Assert.Equal("label\tindex\na b\t0\nc\t1\n", Read("metadata.tsv"));
        Assert.False(File.Exists(_folder.At(Path.Combine("p", "sprite.png"))));
    }

    [Fact]
    public void Write_WithoutClasses_HasOneColumnAndNoNames()
    {
        EmbeddingProjector.Write(_folder.At("p"), "codes", new Points([1, 2], 1), [], null);

        Assert.Equal("0\n1\n", Read("metadata.tsv"));
    }

    [Fact]
    public void Write_WithImages_DrawsThemRowByRowInASquare()
    {
        float[] pixels = [.. Enumerable.Range(0, 5).SelectMany(static i => Enumerable.Repeat(i / 255f, 6))];

        EmbeddingProjector.Write(_folder.At("p"), "codes", new Points([1, 2, 3, 4, 5], 1), [], new ImageBatch(new Shape(1, 2, 3), pixels));

        Bitmap sprite = Png.Read(_folder.At(Path.Combine("p", "sprite.png")));
        Assert.Equal((9, 6), (sprite.Width, sprite.Height));
        int[] corners = [.. from y in Enumerable.Range(0, 3) from x in Enumerable.Range(0, 3) select (int)sprite.Pixels[(2 * y * 9) + (3 * x)]];
        Assert.Equal([0, 1, 2, 3, 4, 255, 255, 255, 255], corners);
        using JsonDocument config = JsonDocument.Parse(Read("projector_config.json"));
        JsonElement embedding = config.RootElement.GetProperty("embeddings")[0];
        Assert.Equal([5, 1], embedding.GetProperty("tensorShape").EnumerateArray().Select(static size => size.GetInt32()));
        Assert.Equal([3, 2], embedding.GetProperty("sprite").GetProperty("singleImageDim").EnumerateArray().Select(static size => size.GetInt32()));
        Assert.Contains("    single_image_dim: 3\n    single_image_dim: 2\n", Read("projector_config.pbtxt"), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_MoreImagesThanASpriteHolds_ShrinksThem()
    {
        const int Count = 100, Height = 900;
        EmbeddingProjector.Write(_folder.At("p"), "codes", new Points(new float[Count], 1), [], new ImageBatch(new Shape(1, Height, 2), new float[Count * Height * 2]));

        Bitmap sprite = Png.Read(_folder.At(Path.Combine("p", "sprite.png")));

        Assert.Equal((10, 4500), (sprite.Width, sprite.Height));
    }

    private string Read(string file) => File.ReadAllText(_folder.At(Path.Combine("p", file)));
}

using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class ImageSetTests
{
    private static readonly Shape Small = new(1, 2, 3);

    [Fact]
    public void Read_AnyOrder_WidensToUnitAndClearsPadding()
    {
        byte[] pixels = [0, 51, 102, 153, 204, 255, 1, 2, 3, 4, 5, 6];
        ImageSet set = new("two", Small, pixels);
        Tensor batch = new(Small, 3);
        batch.Span.Fill(float.NaN);

        set.Read([1, 0, 1], batch, Workers.Single);

        for (int feature = 0; feature < 6; feature++)
        {
            // One rounding of 1/255 and one of the product.
            Assert.Equal(pixels[6 + feature] / 255.0, batch[feature, 0], 1e-7);
            Assert.Equal(pixels[feature] / 255.0, batch[feature, 1], 1e-7);
            Assert.Equal(batch[feature, 0], batch[feature, 2]);
            for (int column = 3; column < Tensor.PanelWidth; column++) Assert.Equal(0f, batch[feature, column]);
        }

        Assert.Equal(1f, batch[5, 1]);
    }

    [Fact]
    public void Read_BatchOfAnotherShape_IsRefused()
    {
        ImageSet set = new("one", Small, new byte[6]);

        ArgumentException error = Assert.Throws<ArgumentException>(() => set.Read([0], new Tensor(new Shape(5), 1), Workers.Single));

        Assert.Contains("6 features", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_IndexOutside_IsRefused()
    {
        ImageSet set = new("one", Small, new byte[6]);

        Assert.Throws<ArgumentOutOfRangeException>(() => set.Read([1], new Tensor(Small, 1), Workers.Single));
        Assert.Throws<ArgumentException>(() => set.Read([0], new Tensor(Small, 2), Workers.Single));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Constructor_NoWholeNumberOfImages_IsRefused(int length) =>
        Assert.Throws<ArgumentException>(() => new ImageSet("odd", Small, new byte[length]));

    [Fact]
    public void Constructor_ImpossibleShape_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ImageSet("odd", new Shape(1, 0, 3), new byte[6]));

    [Fact]
    public void Constructor_LabelsWithoutNames_NumbersTheClasses()
    {
        ImageSet set = new("two", Small, new byte[12], [0, 2]);

        Assert.Equal(["0", "1", "2"], set.ClassNames);
        Assert.Equal([0, 2], set.Labels.ToArray());
    }

    [Fact]
    public void Constructor_LabelsThatDoNotMatch_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new ImageSet("two", Small, new byte[12], [0]));
        Assert.Throws<ArgumentException>(() => new ImageSet("two", Small, new byte[12], [0, -1]));
        Assert.Throws<ArgumentException>(() => new ImageSet("two", Small, new byte[12], null, ["a"]));
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ImageSet("two", Small, new byte[12], [0, 2], ["a", "b"]));
        Assert.Contains("label 2 for sample 1, expected 0 to 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PixelsOf_GivesOneImage()
    {
        ImageSet set = new("two", Small, [0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6]);

        Assert.Equal([1, 2, 3, 4, 5, 6], set.PixelsOf(1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => set.PixelsOf(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.PixelsOf(-1));
    }
}

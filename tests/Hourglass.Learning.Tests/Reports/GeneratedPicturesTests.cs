using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class GeneratedPicturesTests
{
    private static readonly Shape Digit = new(1, 28, 28);

    [Fact]
    public void Samples_OfDigits_FillAPage()
    {
        Bitmap picture = GeneratedPictures.Samples(Images(64, Digit));

        Assert.Equal((238 * 5, 238 * 5, 1), (picture.Width, picture.Height, picture.Channels));
    }

    [Fact]
    public void Samples_OfColoredImages_HaveColors() =>
        Assert.Equal(3, GeneratedPictures.Samples(Images(3, new Shape(3, 4, 4)), scale: 1).Channels);

    [Fact]
    public void Manifold_HasNoGapsAndKeepsTheOrder()
    {
        Bitmap picture = GeneratedPictures.Manifold(new ImageBatch(new Shape(1, 1, 1), new[] { 0, 0.2f, 0.4f, 1 }), scale: 1);

        Assert.Equal([0, 51, 102, 255], picture.Pixels);
    }

    [Fact]
    public void Manifold_NoSquare_Fails() => Assert.Throws<ArgumentException>(() => GeneratedPictures.Manifold(Images(5, Digit)));

    [Fact]
    public void Interpolation_SetsTheOriginalsApart()
    {
        ImageBatch ends = new(new Shape(1, 1, 1), new[] { 0, 0.2f }), steps = new(ends.Shape, new[] { 0.4f, 0.6f, 0.8f });

        Bitmap strip = GeneratedPictures.Interpolation(ends, steps, scale: 1);

        Assert.Equal((1 + 10 + 7 + 10 + 1, 1), (strip.Width, strip.Height));
        Assert.Equal([0, 102, 153, 204, 51], strip.Pixels.Where(static pixel => pixel != 255));
        Assert.Equal([102, 255, 255, 153, 255, 255, 204], strip.Pixels[11..18]);
    }

    [Fact]
    public void Interpolation_PartsThatDoNotFit_Fail()
    {
        Assert.Throws<ArgumentException>(() => GeneratedPictures.Interpolation(Images(1, Digit), Images(3, Digit)));
        Assert.Throws<ArgumentException>(() => GeneratedPictures.Interpolation(Images(2, Digit), Images(0, Digit)));
        Assert.Throws<ArgumentException>(() => GeneratedPictures.Interpolation(Images(2, Digit), Images(3, new Shape(1, 7, 7))));
    }

    [Fact]
    public void ThereAndBack_ShowsEachEndOnceAndLonger()
    {
        ImageBatch steps = new(new Shape(1, 1, 1), new[] { 0, 0.2f, 0.4f, 0.6f });

        IReadOnlyList<GifFrame> frames = GeneratedPictures.ThereAndBack(steps);

        Assert.Equal([0, 51, 102, 153, 102, 51], frames.Select(static frame => frame.Picture.Pixels[0]));
        Assert.Equal([800, 100, 100, 800, 100, 100], frames.Select(static frame => frame.Delay.TotalMilliseconds));
        Assert.Throws<ArgumentException>(() => GeneratedPictures.ThereAndBack(Images(1, Digit)));
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(28, 8)]
    [InlineData(64, 5)]
    [InlineData(1000, 1)]
    public void MovingScale_MakesPicturesLargeEnoughToLookAt(int side, int expected) =>
        Assert.Equal(expected, GeneratedPictures.MovingScale(new Bitmap(side, 1, 1, new byte[side])));

    private static ImageBatch Images(int count, Shape shape) => new(shape, new float[count * shape.Size]);
}

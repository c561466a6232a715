using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class DenseStudyHelpersTests
{
    private static readonly Shape Two = new(1, 1, 2);

    [Fact]
    public void Plateau_IsTheFirstEpochAfterWhichTheLossHardlyFalls()
    {
        double[] losses = [8, 4, 2, 1, 1, 1, 1, 1, 1, 1];

        Assert.Equal(4, Plateau.Find(losses));
    }

    [Fact]
    public void Plateau_OfALossThatRises_IsItsFirstEpoch() => Assert.Equal(1, Plateau.Find([1, 2, 3, 4, 5, 6]));

    [Fact]
    public void Plateau_WhereThereIsNone_IsNull()
    {
        Assert.Null(Plateau.Find([32, 16, 8, 4, 2, 1]));
        Assert.Null(Plateau.Find([1, 1, 1, 1, 1]));
        Assert.Null(Plateau.Find([double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN]));
    }

    [Fact]
    public void Stretches_NamesEachClassWhereItBegins()
    {
        Assert.Equal([6, 5, 0, 5], InterpolatedPath.Stretches([6, 6, 5, 5, 0, 5]));
        Assert.Empty(InterpolatedPath.Stretches([]));
    }

    [Fact]
    public void DistanceFromFade_OfAFade_IsNothing_AndOfAnotherImageInBetweenIsItsDistance()
    {
        Assert.Equal(0, InterpolatedPath.DistanceFromFade(new ImageBatch(Two, new float[] { 0, 0, 0.5f, 0.5f, 1, 1 })));

        // The middle is off by 0.5 in one of two pixels: 0.125 of the distance 1 of the ends.
        Assert.Equal(0.125, InterpolatedPath.DistanceFromFade(new ImageBatch(Two, new float[] { 0, 0, 0.5f, 1, 1, 1 })), 1e-12);
    }

    [Fact]
    public void PixelFigures_AreMeansOverAllPixels()
    {
        float[] samples = [0, 1, 1, 0.5f], answers = [0.5f, 0, 0, 0];

        RunFigures figures = PixelFigures.Compare(samples, answers, 2);

        Assert.Equal(3.0 / 4, figures[PixelFigures.Mae], 1e-12);
        Assert.Equal((0.125 + 0.5 + 0.5 + 0.125) / 4, figures[PixelFigures.Huber], 1e-12);
        Assert.Equal(3.0 / 4, figures[PixelFigures.Extreme]);
        Assert.Equal(3.0 / 4, figures[PixelFigures.ExtremeOfSamples]);

        // The first pixel is answered once, the second never, though a sample lights it.
        Assert.Equal(1, figures[PixelFigures.Unlit]);
    }

    [Fact]
    public void PixelFigures_BeyondOne_TakeHuberAsLinear() =>
        Assert.Equal(2.5, PixelFigures.Compare([0, 0], [3, -3], 2)[PixelFigures.Huber], 1e-12);

    [Fact]
    public void ForeignImages_ChangeInkedPixelsOnly()
    {
        const int Count = 50, Size = 4;
        float[] pixels = [.. Enumerable.Range(0, Count).SelectMany(static i => new[] { 0, (i + 1f) / Count, 0.25f, 0.75f })];
        FloatSet digits = new("digits", new Shape(1, 2, 2), pixels);

        ForeignImages foreign = ForeignImages.Of(digits, seed: 1, Workers.Single);

        bool hasMoved = false;
        for (int i = 0; i < Count; i++)
        {
            float[] image = pixels[(i * Size)..((i + 1) * Size)];
            float[] shuffled = foreign.Shuffled.Values[(i * Size)..((i + 1) * Size)].ToArray(), noise = foreign.Noise.Values[(i * Size)..((i + 1) * Size)].ToArray();
            Assert.Equal((0f, 0f), (shuffled[0], noise[0]));
            Assert.Equal(image.Order(), shuffled.Order());
            Assert.All(noise, static value => Assert.InRange(value, 0f, 1f));
            hasMoved |= !image.SequenceEqual(shuffled);
        }

        Assert.True(hasMoved);
        Assert.InRange(foreign.Noise.Values.ToArray().Average(), 0.3f, 0.45f);
    }
}

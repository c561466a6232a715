using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

public class DropoutTests
{
    private static readonly Shape Shape = new(200);

    [Fact]
    public void Forward_InTraining_DropsTheRateAndKeepsTheMean()
    {
        float[] y = Run(PassMode.Training, new RandomKey(1));

        // 14,000 draws: the share dropped deviates by 0.004.
        Assert.Equal(0.3, y.Count(static value => value == 0) / (double)y.Length, 0.02);
        Assert.Equal(1, y.Average(), 0.03);
        Assert.All(y, static value => Assert.True(value is 0 or 1 / 0.7f));
    }

    [Fact]
    public void Forward_InAnotherStepOrLayer_DropsOthers()
    {
        float[] first = Run(PassMode.Training, new RandomKey(1));

        Assert.Equal(first, Run(PassMode.Training, new RandomKey(1)));
        Assert.NotEqual(first, Run(PassMode.Training, new RandomKey(2)));
        Assert.NotEqual(first, Run(PassMode.Training, new RandomKey(1), place: 1));
    }

    [Theory]
    [InlineData(PassMode.Inference)]
    [InlineData(PassMode.Evaluation)]
    public void Forward_OutsideOfTraining_ChangesNothing(PassMode mode) => Assert.All(Run(mode, new RandomKey(1)), static value => Assert.Equal(1, value));

    [Fact]
    public void Padding_StaysZero()
    {
        Tensor y = new(Shape, 70);
        Run(PassMode.Training, new RandomKey(1), y: y);

        for (int column = 70; column < 96; column++)
            for (int row = 0; row < Shape.Size; row++) Assert.Equal(0, y[row, column]);
    }

    private static float[] Run(PassMode mode, RandomKey key, int place = 0, Tensor? y = null)
    {
        Tensor x = new(Shape, 70), result = y ?? new Tensor(Shape, 70);
        x.Span.Fill(1);
        new Dropout(Shape, 0.3).Forward(
            new LayerPass { Mode = mode, StepKey = key, Place = place, X = x, Y = result, Parameters = [], Workers = Workers.Single });
        float[] samples = new float[Shape.Size * 70];
        result.CopyToSamples(samples);
        return samples;
    }
}

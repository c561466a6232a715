using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Learning.Tests;

public class IncrementalPcaTests
{
    private static readonly Points All = new(Draw.Normal(3, 90 * 6, 0.5, 2), 6);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PartialFit_WithAllComponents_IsExactWhateverTheBatches(bool center)
    {
        PcaOptions options = new(6, center);
        Pca expected = Pca.Fit(All, options, Workers.Single);
        IncrementalPca fit = new(options, 6);

        foreach ((int start, int count) in (ReadOnlySpan<(int, int)>)[(0, 1), (1, 30), (31, 3), (34, 56)])
            fit.PartialFit(All.Subset([.. Enumerable.Range(start, count)]), Workers.Single);

        // Nothing is left out, so nothing is lost but the rounding of single precision.
        Pca actual = fit.ToPca();
        Assert.Equal(90, fit.Count);
        Close.Equal(expected.ExplainedVariance.ToArray(), actual.ExplainedVariance.ToArray(), 1e-5, 0, "variances");
        Close.Equal(expected.Mean.ToArray(), actual.Mean.ToArray(), 1e-6, 0, "mean");
        Close.Equal(expected.Components.Values.ToArray().Doubles(), actual.Components.Values, 1e-4, 0, "components");
        Assert.Equal(expected.TotalVariance, actual.TotalVariance, 1e-5);
    }

    [Fact]
    public void ToPca_BeforeThereAreEnoughSamples_SaysHowManyThereAre()
    {
        IncrementalPca fit = new(new PcaOptions(3), 6);
        fit.PartialFit(All.Subset([0, 1]), Workers.Single);

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(fit.ToPca);

        Assert.Contains("Received 2 samples so far, expected at least 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PartialFit_OfWhatDoesNotFit_IsRefusedAndChangesNothing()
    {
        IncrementalPca fit = new(new PcaOptions(2), 6);
        Points bad = All.Subset([0, 1, 2]);
        bad[1][3] = float.PositiveInfinity;

        Assert.Throws<ArgumentException>(() => fit.PartialFit(bad, Workers.Single));
        Assert.Throws<ArgumentException>(() => fit.PartialFit(new Points(2, 5), Workers.Single));
        Assert.Throws<ArgumentException>(() => new IncrementalPca(new PcaOptions(7), 6));

        Assert.Equal(0, fit.Count);
    }
}

using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class ImportanceKernelTests
{
    private static readonly Shape Row = new(1);

    [Theory]
    [ClassData(typeof(Widths))]
    public void TheExampleOfThePage_IsWhatTheKernelsCompute(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        Tensor heads = Of(2, 0.5f, -1, 0.5f, -1), noise = Of(1, 2, -1), code = new(Row, 2), ratios = new(Row, 2), weights = new(Row, 2);
        Tensor dz = new(Row, 2), gradient = new(new Shape(2), 2);
        float[] losses = new float[Tensor.PanelWidth];
        (losses[0], losses[1]) = (1, 2);
        double[] bounds = new double[1];

        GaussianKernel.Sample(GaussianHead.LogVariance, heads, noise, 0, code, [], Workers.Single);
        GaussianKernel.LogRatios(GaussianHead.LogVariance, heads, noise, code, ratios, Workers.Single);
        ImportanceKernel.Weigh(2, ratios, losses, 1, weights, bounds, Workers.Single);
        GaussianKernel.BackwardRatios(GaussianHead.LogVariance, heads, noise, code, dz, weights, gradient, Workers.Single);

        // The page rounds to six digits.
        Close.Equal([1.713061, -0.106531], code.Samples(), 1e-6, 0, "z");
        Close.Equal([0.032710, -0.005674], ratios.Samples(), 1e-6, 0, "r");
        Close.Equal([0.738538, 0.261462], weights.Samples(), 1e-6, 0, "weights");
        Assert.Equal(1.357354, bounds[0], 1e-6);
        Close.Equal([1.265161, 0.398090, -0.027854, -0.122284], gradient.Samples(), 1e-6, 0, "gradient");
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 33)]
    [InlineData(8, 5)]
    [InlineData(32, 3)]
    public void Repeat_PutsTheCopiesOfASampleSideBySide(int copies, int columns)
    {
        Shape shape = new(3);
        Tensor samples = new(shape, columns), whole = new(shape, copies * columns), panels = new(shape, copies * columns);
        samples.CopyFromSamples(Draw.Uniform(1, 3 * columns));

        ImportanceKernel.Repeat(samples, copies, whole, 0, whole.Panels, Workers.Single);
        for (int panel = 0; panel < panels.Panels; panel++) ImportanceKernel.Repeat(samples, copies, panels, panel, 1, Workers.Single);

        float[] expected = [.. samples.Samples().Chunk(3).SelectMany(sample => Enumerable.Repeat(sample, copies)).SelectMany(static sample => sample)];
        Close.Identical(expected, whole.Samples(), "copies");
        Close.Identical(whole.Span, panels.Span, "panel by panel");
    }

    [Fact]
    public void Weigh_SumsTheLossesOfAllPartsAndLeavesPaddingOut()
    {
        const int Copies = 4, Columns = 44, Parts = 3;
        float[] log = Draw.Normal(1, Columns), parts = Draw.Normal(2, 2 * Parts * Tensor.PanelWidth, 3);
        Tensor ratios = new(Row, Columns), weights = new(Row, Columns);
        ratios.CopyFromSamples(log);
        weights.Span.Fill(7);
        double[] bounds = new double[2];

        ImportanceKernel.Weigh(Copies, ratios, parts, 0.5, weights, bounds, Workers.Single);

        double[] importances = [.. log.Select((ratio, i) => Math.Exp(ratio - Enumerable.Range(0, Parts)
            .Sum(part => (double)parts[(((i / Tensor.PanelWidth * Parts) + part) * Tensor.PanelWidth) + (i % Tensor.PanelWidth)])))];
        double[][] groups = [.. importances.Chunk(Copies)];
        Close.Equal([.. groups.SelectMany(static group => group.Select(w => 0.5 * w / group.Sum()))], weights.Samples(), 1e-7, 1e-6, "weights");
        Assert.Equal(groups[..8].Sum(static group => -Math.Log(group.Average())), bounds[0], 1e-9);
        Assert.Equal(groups[8..].Sum(static group => -Math.Log(group.Average())), bounds[1], 1e-9);
        Assert.All(weights.Span[Columns..].ToArray(), static weight => Assert.Equal(0, weight));
    }

    [Fact]
    public void Weigh_OfLossesBeyondTheExponential_GivesTheBestCodeAllOfTheWeight()
    {
        Tensor ratios = new(Row, 2), weights = new(Row, 2);
        float[] losses = new float[Tensor.PanelWidth];
        (losses[0], losses[1]) = (5000, 3000);
        double[] bounds = new double[1];

        ImportanceKernel.Weigh(2, ratios, losses, 1, weights, bounds, Workers.Single);

        Assert.Equal([0, 1], weights.Samples());
        Assert.Equal(3000 + Math.Log(2), bounds[0], 1e-9);
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Scale_MultipliesEachColumn(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        const int Rows = 70, Columns = 35;
        float[] values = Draw.Normal(1, Rows * Columns), factors = Draw.Normal(2, Columns);
        GuardedMemory memory = new(Tensor.LengthOf(new Shape(Rows), Columns));
        Tensor gradient = memory.Tensor(new Shape(Rows), Columns, values), weights = new(Row, Columns);
        weights.CopyFromSamples(factors);

        ImportanceKernel.Scale(gradient, weights, Workers.Single);

        Assert.Equal(values.Select((value, i) => value * factors[i / Rows]), gradient.Samples());
        memory.Verify("scale");
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void ColumnsOfALoss_AreTheLossesOfSamples(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        const int Rows = 150, Columns = 35;
        Tensor y = new(new Shape(Rows), Columns), target = new(new Shape(Rows), Columns);
        y.CopyFromSamples(Draw.Normal(1, Rows * Columns));
        target.CopyFromSamples(Draw.Normal(2, Rows * Columns));
        y.Span[^1] = 100;
        double[] partials = new double[LossKernel.PartialCount(Rows, Columns)];
        float[] columns = new float[partials.Length * Tensor.PanelWidth];

        LossKernel.Run(LossTerm.Squared, y, target, null, 1, partials, Workers.Single, columns);

        int parts = partials.Length / 2;
        double[] losses = [.. Enumerable.Range(0, 2 * Tensor.PanelWidth).Select(i => Enumerable.Range(0, parts)
            .Sum(part => (double)columns[(((i / Tensor.PanelWidth * parts) + part) * Tensor.PanelWidth) + (i % Tensor.PanelWidth)]))];
        double[] expected = [.. y.Samples().Chunk(Rows).Zip(target.Samples().Chunk(Rows), static (a, b) => a.Zip(b, static (p, q) => Math.Pow((double)p - q, 2)).Sum())];
        Close.Equal(expected, [.. losses[..Columns].Select(static loss => (float)loss)], 1e-3, 1e-5, "losses");
        Assert.All(losses[Columns..], static loss => Assert.Equal(0, loss));
    }

    [Fact]
    public void SizesThatDoNotFit_AreRefused()
    {
        Tensor row = new(Row, 6), wide = new(Row, 12), two = new(new Shape(2), 6);
        double[] bounds = new double[1];
        float[] losses = new float[Tensor.PanelWidth];

        Assert.Throws<ArgumentException>("copies", () => ImportanceKernel.Repeat(row, 3, wide, 0, 1, Workers.Single));
        Assert.Throws<ArgumentException>("repeated", () => ImportanceKernel.Repeat(row, 4, wide, 0, 1, Workers.Single));
        Assert.Throws<ArgumentException>("first", () => ImportanceKernel.Repeat(row, 2, wide, 1, 1, Workers.Single));
        Assert.Throws<ArgumentException>("ratios", () => ImportanceKernel.Weigh(2, two, losses, 1, row, bounds, Workers.Single));
        Assert.Throws<ArgumentException>("weights", () => ImportanceKernel.Weigh(2, row, losses, 1, two, bounds, Workers.Single));
        Assert.Throws<ArgumentException>("losses", () => ImportanceKernel.Weigh(2, row, losses.AsSpan(1), 1, row, bounds, Workers.Single));
        Assert.Throws<ArgumentException>("losses", () => ImportanceKernel.Weigh(2, row, new float[Tensor.PanelWidth + 1], 1, row, bounds, Workers.Single));
        Assert.Throws<ArgumentException>("bounds", () => ImportanceKernel.Weigh(2, row, losses, 1, row, [], Workers.Single));
        Assert.Throws<ArgumentException>("weights", () => ImportanceKernel.Scale(two, wide, Workers.Single));
        Assert.Throws<ArgumentException>("columns", () => LossKernel.Run(LossTerm.Squared, row, row, null, 1, bounds, Workers.Single, losses.AsSpan(1)));
        Assert.Throws<ArgumentException>(
            "row", () => GaussianKernel.LogRatios(GaussianHead.Sigma, two, row, row, wide, Workers.Single));
        Assert.Throws<ArgumentException>(
            "row", () => GaussianKernel.BackwardRatios(GaussianHead.Sigma, two, row, row, row, wide, two, Workers.Single));
    }

    private static Tensor Of(int rows, params float[] samples)
    {
        Tensor tensor = new(new Shape(rows), samples.Length / rows);
        tensor.CopyFromSamples(samples);
        return tensor;
    }
}

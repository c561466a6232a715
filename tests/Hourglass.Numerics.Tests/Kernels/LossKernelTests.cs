using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class LossKernelTests
{
    private const int Rows = 130;

    public static MatrixTheoryData<SimdWidth, LossTerm> Cases => new(Enum.GetValues<SimdWidth>(), Enum.GetValues<LossTerm>());

    public static TheoryData<LossTerm> Terms => new(Enum.GetValues<LossTerm>());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_OverRaggedBatches_EqualsTheOracle(SimdWidth width, LossTerm term)
    {
        using Simd.Scope scope = Simd.Use(width);
        foreach (int rows in new[] { 1, 63, 64, 65, Rows })
        {
            foreach (int columns in new[] { 1, 31, 32, 33, 70 })
            {
                (float[] y, float[] t) = Numbers(term, rows * columns);
                const float Scale = 0.25f;
                (double value, float[] gradient) = Run(term, rows, columns, y, t, Scale, Workers.Single);

                // Each term errs by some ulps; the logarithm of numbers next to 1 by 4e-8.
                double expected = y.Zip(t, (a, b) => LossOracle.Term(term, a, b)).Sum();
                Assert.Equal(expected, value, 1e-6 * y.Length + (1e-6 * Math.Abs(expected)));
                double[] slopes = [.. y.Zip(t, (a, b) => Scale * Slope(term, a, b))];
                Close.Equal(slopes, gradient, 1e-6, 2e-6, $"{term}, {rows} x {columns}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Terms))]
    public void Run_PaddingColumnsWeighNothing(LossTerm term)
    {
        (float[] y, float[] t) = Numbers(term, Rows * 33);
        (double clean, _) = Run(term, Rows, 33, y, t, 1, Workers.Single);

        (double dirty, _) = Run(term, Rows, 33, y, t, 1, Workers.Single, padding: 1000);

        Assert.Equal(clean, dirty);
    }

    [Theory]
    [MemberData(nameof(Terms))]
    public void Run_WithAnyTeamAndPanelByPanel_HasTheSameBits(LossTerm term)
    {
        const int Columns = 130;
        (float[] y, float[] t) = Numbers(term, Rows * Columns);
        (double alone, float[] gradient) = Run(term, Rows, Columns, y, t, 1, Workers.Single);
        foreach (int team in new[] { 2, 3, 7 })
        {
            using Workers workers = new(team);
            (double together, float[] same) = Run(term, Rows, Columns, y, t, 1, workers);
            Assert.Equal(alone, together);
            Close.Identical(gradient, same, $"{team} workers");
        }

        Tensor output = new(new Shape(Rows), Columns), target = new(new Shape(Rows), Columns);
        output.CopyFromSamples(y);
        target.CopyFromSamples(t);
        double[] partials = new double[LossKernel.PartialCount(Rows, Columns)];
        int perPanel = LossKernel.PartialCount(Rows, 1);
        for (int panel = 0; panel < output.Panels; panel++)
        {
            Span<double> part = partials.AsSpan(panel * perPanel, perPanel);
            LossKernel.Run(term, output.SlicePanels(panel, 1), target.SlicePanels(panel, 1), null, 1, part, Workers.Single);
        }

        Assert.Equal(alone, partials.Sum());
    }

    [Theory]
    [MemberData(nameof(Terms))]
    public void Run_OfWhatIsNotANumber_IsNotANumber(LossTerm term)
    {
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            using Simd.Scope scope = Simd.Use(width);
            (float[] y, float[] t) = Numbers(term, 5 * 40);
            y[77] = float.NaN;

            (double value, float[] gradient) = Run(term, 5, 40, y, t, 1, Workers.Single);

            Assert.True(double.IsNaN(value), $"{width}: received {value}.");

            // The absolute error has the sign of the difference for a slope, and here there is none.
            Assert.Equal(term == LossTerm.Absolute ? [] : [77], Enumerable.Range(0, gradient.Length).Where(i => float.IsNaN(gradient[i])));
        }
    }

    [Theory]
    [InlineData(LossTerm.BinaryCrossEntropy, 0f, 1f)]
    [InlineData(LossTerm.BinaryCrossEntropy, 1f, 0f)]
    [InlineData(LossTerm.BinaryCrossEntropyOfSigmoid, 0f, 1f)]
    [InlineData(LossTerm.BinaryCrossEntropyOfSigmoid, 1f, 0f)]
    [InlineData(LossTerm.BinaryCrossEntropyOfLogit, -200f, 1f)]
    [InlineData(LossTerm.BinaryCrossEntropyOfLogit, 200f, 0f)]
    [InlineData(LossTerm.Categorical, 0f, 1f)]
    [InlineData(LossTerm.CategoricalOfSoftmax, 0f, 1f)]
    public void Run_OfACertainMistake_IsFinite(LossTerm term, float y, float t)
    {
        (double value, float[] gradient) = Run(term, 1, 1, [y], [t], 1, Workers.Single);

        Assert.InRange(value, 15, 201);
        Assert.True(float.IsFinite(gradient[0]) && gradient[0] != 0);
        Assert.Equal(Math.Sign(y - t), Math.Sign(gradient[0]));
    }

    [Fact]
    public void Gradients_WhereOutputAndTargetAgree_AreZero()
    {
        foreach (LossTerm term in new[] { LossTerm.Squared, LossTerm.Absolute, LossTerm.Huber, LossTerm.BinaryCrossEntropy })
            Assert.Equal(0, Run(term, 1, 1, [0.5f], [0.5f], 1, Workers.Single).Gradient[0]);
    }

    [Fact]
    public void Run_OfDifferentSizes_IsRefused()
    {
        Tensor y = new(new Shape(5), 40);
        double[] sums = new double[2];

        Refused("target", () => LossKernel.Run(LossTerm.Squared, y, new Tensor(new Shape(4), 40), null, 1, sums, Workers.Single));
        Refused("target", () => LossKernel.Run(LossTerm.Squared, y, y.WithColumns(39), null, 1, sums, Workers.Single));
        Refused("gradient", () => LossKernel.Run(LossTerm.Squared, y, y, y.WithColumns(20), 1, sums, Workers.Single));
        Refused("gradient", () => LossKernel.Run(LossTerm.Squared, y, y, new Tensor(new Shape(4), 40), 1, sums, Workers.Single));
        Refused("partials", () => LossKernel.Run(LossTerm.Squared, y, y, null, 1, sums.AsSpan(1), Workers.Single));
    }

    private static void Refused(string parameter, Action action) =>
        Assert.Equal(parameter, Assert.Throws<ArgumentException>(action).ParamName);

    /// <summary>Draws outputs and targets, off the kinks and inside what the term is made for.</summary>
    private static (float[] Y, float[] T) Numbers(LossTerm term, int count)
    {
        bool probability = term is not (LossTerm.Squared or LossTerm.Absolute or LossTerm.Huber or LossTerm.BinaryCrossEntropyOfLogit);
        float[] y = probability ? Draw.Uniform(1, count, 0.01, 0.99) : Draw.Normal(1, count, 2);
        float[] t = term is LossTerm.Squared or LossTerm.Absolute or LossTerm.Huber ? Draw.Normal(2, count) : Draw.Uniform(2, count);
        for (int i = 0; i < count && term is (LossTerm.Absolute or LossTerm.Huber); i++)
            if (Math.Abs(y[i] - t[i]) < 1e-3 || Math.Abs(Math.Abs(y[i] - t[i]) - 1) < 1e-3) y[i] = t[i] + 0.25f;
        return (y, t);
    }

    /// <summary>The derivative by the output; of the fused terms by the sum before it: that of sigmoid and softmax is <c>y - t</c>.</summary>
    private static double Slope(LossTerm term, double y, double t)
    {
        if (term is LossTerm.BinaryCrossEntropyOfSigmoid)
        {
            double logit = Math.Log(y / (1 - y));
            return Difference(z => LossOracle.Term(term, 1 / (1 + Math.Exp(-z)), t), logit);
        }

        return term is LossTerm.CategoricalOfSoftmax ? y - t : Difference(value => LossOracle.Term(term, value, t), y);
    }

    private static double Difference(Func<double, double> function, double at) => (function(at + 1e-6) - function(at - 1e-6)) / 2e-6;

    private static (double Value, float[] Gradient) Run(
        LossTerm term, int rows, int columns, float[] y, float[] t, float scale, Workers workers, float padding = 0)
    {
        Shape shape = new(rows);
        GuardedMemory memory = new(3 * Tensor.LengthOf(shape, columns));
        Tensor gradient = memory.Tensor(shape, columns);
        double[] partials = new double[LossKernel.PartialCount(rows, columns) + 1];
        partials[^1] = 12345;

        Tensor output = memory.Tensor(shape, columns, y, padding), target = memory.Tensor(shape, columns, t, -padding);
        LossKernel.Run(term, output, target, gradient, scale, partials, workers);

        memory.Verify($"{term}");
        Assert.Equal(12345, partials[^1]);
        for (int column = columns; column < gradient.Panels * Tensor.PanelWidth; column++)
            for (int row = 0; row < rows; row++) Assert.Equal(0, gradient[row, column]);
        return (partials[..^1].Sum(), gradient.Samples());
    }
}

using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class ConvKernelTests
{
    /// <summary>Channels around the panels of 16, the tiles of 1, 3, 4, 8 and 12 rows; borders on all sides; one, two and three panels of samples.</summary>
    private static readonly ConvCase[] Cases =
    [
        new(new(new(1, 9, 9), new(8, 5, 5), 3, 3, 2, 1, 0, 0), 32),
        new(new(new(8, 9, 5), new(16, 5, 3), 3, 3, 2, 1, 1, 1), 33),
        new(new(new(16, 5, 7), new(33, 3, 4), 3, 3, 2, 1, 1, 1), 3),
        new(new(new(40, 3, 3), new(20, 3, 3), 3, 3, 1, 1, 1, 1), 5),
        new(new(new(1, 12, 30), new(1, 12, 30), 3, 3, 1, 1, 1, 1), 70),
        new(new(new(3, 6, 22), new(2, 6, 11), 5, 4, 2, 1, 2, 1), 2),
        new(new(new(2, 7, 19), new(3, 7, 19), 3, 3, 1, 2, 2, 2), 2),
        new(new(new(5, 8, 9), new(7, 3, 3), 2, 2, 3, 2, 1, 0), 4),
        new(new(new(17, 4, 6), new(4, 2, 3), 1, 1, 2, 1, 0, 0), 31),
        new(new(new(2, 2, 2), new(9, 4, 4), 3, 3, 1, 1, 2, 2), 2),
        new(new(new(12, 3, 4), new(17, 5, 6), 2, 2, 1, 3, 2, 2), 2),
        new(new(new(3, 6, 6), new(5, 2, 2), 2, 2, 4, 1, 0, 0), 2),
    ];

    public static TheoryData<int, SimdWidth> NumbersAndWidths => new(
        Enumerable.Range(0, Cases.Length).SelectMany(static i => Enum.GetValues<SimdWidth>().Select(width => (i, width))));

    public static TheoryData<int> Numbers => new(Enumerable.Range(0, Cases.Length));

    [Theory]
    [MemberData(nameof(NumbersAndWidths))]
    public void Kernels_OfEverySizeAndWidth_AgreeWithTheOracle(int number, SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);

        Cases[number].Verify(Workers.Single);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Kernels_WithAnyNumberOfWorkers_GiveTheSameBits(int number)
    {
        float[][] alone = Cases[number].Run(Workers.Single);
        foreach (int team in new[] { 2, 3, 7 })
        {
            using Workers workers = new(team);
            float[][] together = Cases[number].Run(workers);
            for (int i = 0; i < alone.Length; i++) Close.Identical(alone[i], together[i], $"{Cases[number]}: result {i} of {team} workers");
        }
    }

    /// <summary><c>&lt;A x, y&gt; = &lt;x, A' y&gt;</c> for the convolution A and its transpose, of random x and y.</summary>
    [Theory]
    [InlineData(3, 2, 1, 0)]
    [InlineData(3, 1, 2, 2)]
    [InlineData(5, 3, 1, 2)]
    [InlineData(2, 2, 3, 1)]
    public void TransposedConvolution_IsTheAdjoint(int kernel, int stride, int dilation, int pad)
    {
        int side = 1 + ((13 + pad - ((kernel - 1) * dilation) - 1) / stride);
        ConvGeometry geometry = new(new(6, 13, 13), new(9, side, side), kernel, kernel, stride, dilation, pad, pad);
        Tensor x = new(geometry.Input, 32), y = new(geometry.Output, 32), ax = new(geometry.Output, 32), ay = new(geometry.Input, 32);
        BufferRange weight = new(new FloatBuffer(geometry.WeightLength)), transposed = new(new FloatBuffer(geometry.TransposedLength));
        new RandomKey(1).FillNormal(x.Span, 0, 1);
        new RandomKey(2).FillNormal(y.Span, 0, 1);
        new RandomKey(3).FillNormal(weight.Span, 0, 1);
        ConvKernel.TransposeWeight(geometry, weight, transposed);

        ConvKernel.Convolve(geometry, x, weight, default, ActivationKind.Linear, ax, Workers.Single);
        ConvKernel.ConvolveTransposed(geometry, y, transposed, default, ActivationKind.Linear, ay, Workers.Single);

        double left = Dot(ax, y), right = Dot(x, ay), size = Math.Sqrt(Dot(ax, ax) * Dot(y, y));
        Assert.True(size > 1000, $"{size} is too small to say anything.");
        Assert.Equal(left, right, 1e-6 * size);
    }

    [Fact]
    public void OutputGradient_MultipliesBySlopeAndSumsEachChannel()
    {
        Shape shape = new(18, 3, 5);
        GuardedMemory memory = new((2 * Tensor.LengthOf(shape, 40)) + 100);
        float[] outputs = Draw.Uniform(1, shape.Size * 40, -0.9, 0.9), upstream = Draw.Normal(2, shape.Size * 40);
        Tensor y = memory.Tensor(shape, 40, outputs), dy = memory.Tensor(shape, 40, upstream);
        BufferRange sums = memory.Range(100);

        ConvKernel.OutputGradient(ActivationKind.Tanh, y, dy, new PanelParts(sums, 16, 50), Workers.Single);

        double[] dz = [.. outputs.Zip(upstream, static (v, g) => g * (1 - ((double)v * v)))], expected = new double[18];
        for (int i = 0; i < dz.Length; i++) expected[i % 18] += dz[i];
        Close.Equal(dz, dy.Samples(), 1e-6, 1e-6, "dZ");
        Close.Equal(expected, [.. Enumerable.Range(0, 18).Select(i => sums.Span[16 + i] + sums.Span[66 + i])], 1e-5, 1e-6, "sums");
        Assert.Equal(-1, sums.Span[34..48].IndexOfAnyExcept(0f));
        memory.Verify("output gradient");
    }

    [Fact]
    public void Parts_OfPanels_AreAddedUpInOrderStoredOrHandedOver()
    {
        float[] values = Draw.Normal(1, 3 * 5000);
        PanelParts parts = new(new BufferRange(new FloatBuffer(values.Length)), 40, 5000);
        values.CopyTo(parts.Memory.Span);
        float[] expected = [.. Enumerable.Range(40, 4800).Select(i => values[i] + values[i + 5000] + values[i + 10000])];
        BufferRange sum = new BufferRange(new FloatBuffer(4880)).Slice(48, 4800), scratch = new(new FloatBuffer(3 * PanelParts.PieceLength));
        using Workers workers = new(3);
        Recorder recorder = new(48 + 4800);

        parts.SumTo(4800, sum, accumulate: false, workers);
        Close.Identical(expected, sum.Span, "stored");
        parts.SumTo(4800, scratch, 48, recorder, workers);
        Close.Identical(expected, recorder.Values.AsSpan(48), "handed over");
        Assert.All(recorder.Times.Skip(48), static times => Assert.Equal(1, times));
        parts.SumTo(4800, sum, accumulate: true, workers);
        Close.Equal([.. expected.Select(static v => 2.0 * v)], sum.Span, 1e-6, 1e-6, "added");
    }

    [Fact]
    public void Kernels_OfWrongSizes_SayWhichArgument()
    {
        ConvGeometry geometry = new(new(3, 4, 4), new(5, 4, 4), 3, 3, 1, 1, 1, 1);
        Tensor x = new(geometry.Input, 40), y = new(geometry.Output, 40);
        BufferRange weight = new(new FloatBuffer(geometry.WeightLength)), transposed = new(new FloatBuffer(geometry.TransposedLength));
        BufferRange few = weight.Slice(0, 2), scratch = new(new FloatBuffer(2 * geometry.GradientLength));
        PanelParts parts = new(scratch, 0, geometry.GradientLength);

        Refused("x", () => ConvKernel.Convolve(geometry, y, weight, default, ActivationKind.Linear, y, Workers.Single));
        Refused("x", () => ConvKernel.Convolve(geometry, x.WithColumns(39), weight, default, ActivationKind.Linear, y, Workers.Single));
        Refused("weight", () => ConvKernel.Convolve(geometry, x, few, default, ActivationKind.Linear, y, Workers.Single));
        Refused("bias", () => ConvKernel.Convolve(geometry, x, weight, few, ActivationKind.Linear, y, Workers.Single));
        Refused("kind", () => ConvKernel.Convolve(geometry, x, weight, default, ActivationKind.Softmax, y, Workers.Single));
        Refused("y", () => ConvKernel.ConvolveTransposed(geometry, x, transposed, default, ActivationKind.Linear, x, Workers.Single));
        Refused("transposed", () => ConvKernel.ConvolveTransposed(geometry, y, few, default, ActivationKind.Linear, x, Workers.Single));
        Refused("bias", () => ConvKernel.ConvolveTransposed(geometry, y, transposed, few, ActivationKind.Linear, x, Workers.Single));
        Refused("weight", () => ConvKernel.TransposeWeight(geometry, few, transposed));
        Refused("transposed", () => ConvKernel.TransposeWeight(geometry, weight, few));
        Refused("dy", () => ConvKernel.OutputGradient(ActivationKind.Tanh, y, x, parts, Workers.Single));
        Refused("sums", () => ConvKernel.OutputGradient(ActivationKind.Tanh, y, y, parts with { Stride = 8 }, Workers.Single));
        Refused("input", () => ConvKernel.WeightGradients(geometry, y, y, parts, Workers.Single));
        Refused("gradients", () => ConvKernel.WeightGradients(geometry, x, y, parts with { Start = 1 }, Workers.Single));
        Refused("gradients", () => ConvKernel.WeightGradients(geometry, x, y, parts with { Memory = scratch.Slice(0, 100) }, Workers.Single));
        Refused("length", () => parts.SumTo(geometry.GradientLength + 1, weight, false, Workers.Single));
        Refused("gradient", () => parts.SumTo(geometry.WeightLength, few, false, Workers.Single));
        Refused("gradient", () => parts.SumTo(geometry.WeightLength, few, 0, new Recorder(1000), Workers.Single));
    }

    private static double Dot(Tensor x, Tensor y)
    {
        double sum = 0;
        ReadOnlySpan<float> left = x.Span, right = y.Span;
        for (int i = 0; i < left.Length; i++) sum += (double)left[i] * right[i];
        return sum;
    }

    private static void Refused(string parameter, Action action) =>
        Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(action).ParamName);
}

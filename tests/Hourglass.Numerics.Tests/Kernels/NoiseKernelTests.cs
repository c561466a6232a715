using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class NoiseKernelTests
{
    private static readonly RandomKey Key = new(0x0123_4567_89AB_CDEF);

    private static readonly (int Rows, int Columns, int First)[] Sizes =
        [(1, 1, 0), (2, 31, 32), (4, 32, 0), (7, 33, 64), (67, 40, 0), (130, 70, 1_000_000)];

    [Theory]
    [ClassData(typeof(Widths))]
    public void FillUniform_GivesTheNumbersOfTheKey_ToTheBit(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        foreach ((int rows, int columns, int first) in Sizes)
        {
            Tensor y = Filled(rows, columns, float.NaN, out GuardedMemory memory);

            NoiseKernel.FillUniform(Key, first, y, Workers.Single);

            Close.Identical(Numbers(rows, columns, first, Key.Uniform), y.Samples(), $"{rows} x {columns}");
            AssertPadding(y);
            memory.Verify("uniform");
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void FillNormal_GivesTheNumbersOfTheKey(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        foreach ((int rows, int columns, int first) in Sizes)
        {
            Tensor y = Filled(rows, columns, float.NaN, out GuardedMemory memory);

            NoiseKernel.FillNormal(Key, first, y, Workers.Single);

            // Sine and cosine err by 2e-7, times a radius of at most 5.77; the root of a small logarithm by half of its 2e-7.
            Close.Equal(Numbers(rows, columns, first, Key.Normal).Doubles(), y.Samples(), 2e-6, 0, $"{rows} x {columns}");
            AssertPadding(y);
            memory.Verify("normal");
        }
    }

    [Fact]
    public void Numbers_DoNotDependOnWorkersOrPanels()
    {
        using Workers workers = new(3);
        Tensor whole = new(new Shape(130), 100), together = new(new Shape(130), 100), panels = new(new Shape(130), 100);

        NoiseKernel.FillNormal(Key, 0, whole, Workers.Single);
        NoiseKernel.FillNormal(Key, 0, together, workers);
        for (int i = 0; i < panels.Panels; i++) NoiseKernel.FillNormal(Key, i * Tensor.PanelWidth, panels.SlicePanels(i, 1), workers);

        Close.Identical(whole.Samples(), together.Samples(), "workers");
        Close.Identical(whole.Samples(), panels.Samples(), "panels");
    }

    [Fact]
    public void FillNormal_HasTheMomentsOfItsDistribution()
    {
        Tensor y = new(new Shape(1000), 256);
        NoiseKernel.FillNormal(Key, 0, y, Workers.Single);

        double[] z = y.Samples().Doubles();

        // Five standard errors: the moments 1 to 4 have the variances 1, 2, 15 and 96; the product of neighbours 1.
        double error = 5 / Math.Sqrt(z.Length);
        Assert.Equal(0, z.Average(), error);
        Assert.Equal(1, z.Average(static v => v * v), error * Math.Sqrt(2));
        Assert.Equal(0, z.Average(static v => v * v * v), error * Math.Sqrt(15));
        Assert.Equal(3, z.Average(static v => v * v * v * v), error * Math.Sqrt(96));
        Assert.Equal(0, z.Zip(z.Skip(1), static (a, b) => a * b).Average(), error);
        Assert.Equal(0, z.Zip(z.Skip(1000), static (a, b) => a * b).Average(), error);
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Mask_DropsTheShareAndScalesTheRest(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        float[] samples = Draw.Normal(1, 130 * 70);
        Tensor x = Filled(130, 70, samples, out _), y = Filled(130, 70, float.NaN, out GuardedMemory memory);

        NoiseKernel.Mask(Key, 32, 0.3f, 2, x, y, Workers.Single);

        float[] numbers = Numbers(130, 70, 32, Key.Uniform);
        Close.Identical([.. samples.Select((v, i) => numbers[i] < 0.3f ? 0 : 2 * v)], y.Samples(), "mask");
        Assert.Equal(0.3, y.Samples().Count(static v => v == 0) / 9100.0, 5 * Math.Sqrt(0.3 * 0.7 / 9100));
        AssertPadding(y);
        memory.Verify("mask");
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void AddNormal_AddsAndClamps(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        float[] samples = Draw.Uniform(2, 130 * 70);
        Tensor x = Filled(130, 70, samples, out _), y = Filled(130, 70, float.NaN, out GuardedMemory memory);

        NoiseKernel.AddNormal(Key, 0, 0.5f, 0, 1, x, y, Workers.Single);

        float[] numbers = Numbers(130, 70, 0, Key.Normal);
        Close.Equal([.. samples.Select((v, i) => Math.Clamp(v + (0.5 * numbers[i]), 0, 1))], y.Samples(), 2e-6, 0, "noise");
        AssertPadding(y);
        memory.Verify("noise");
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Replace_PutsZerosAndOnesInEqualShares(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        float[] samples = Draw.Normal(3, 130 * 70);
        Tensor x = Filled(130, 70, samples, out _), y = Filled(130, 70, float.NaN, out GuardedMemory memory);

        NoiseKernel.Replace(Key, 0, 0.4f, x, y, Workers.Single);

        float[] numbers = Numbers(130, 70, 0, Key.Uniform);
        Close.Identical([.. samples.Select((v, i) => numbers[i] < 0.2f ? 0 : numbers[i] < 0.4f ? 1 : v)], y.Samples(), "grains");
        foreach (float grain in new[] { 0f, 1f })
            Assert.Equal(0.2, y.Samples().Count(v => v == grain) / 9100.0, 5 * Math.Sqrt(0.2 * 0.8 / 9100));
        AssertPadding(y);
        memory.Verify("grains");
    }

    [Fact]
    public void Mask_OfDifferentSizes_IsRefused() => Assert.Throws<ArgumentException>(
        () => NoiseKernel.Mask(Key, 0, 0.5f, 1, new Tensor(new Shape(3), 40), new Tensor(new Shape(4), 40), Workers.Single));

    private static Tensor Filled(int rows, int columns, float value, out GuardedMemory memory) =>
        Filled(rows, columns, [.. Enumerable.Repeat(value, rows * columns)], out memory);

    private static Tensor Filled(int rows, int columns, float[] samples, out GuardedMemory memory)
    {
        memory = new GuardedMemory(Tensor.LengthOf(new Shape(rows), columns));
        return memory.Tensor(new Shape(rows), columns, samples, padding: 100);
    }

    private static float[] Numbers(int rows, int columns, int first, Func<int, int, float> number) =>
        [.. Enumerable.Range(0, rows * columns).Select(i => number(first + (i / rows), i % rows))];

    private static void AssertPadding(Tensor tensor)
    {
        for (int column = tensor.Columns; column < tensor.Panels * Tensor.PanelWidth; column++)
            for (int row = 0; row < tensor.Rows; row++) Assert.Equal(0, tensor[row, column]);
    }
}

using System.Globalization;
using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

/// <summary>Elementary functions against double precision over the whole range, at every width.</summary>
public class VectorMathTests
{
    /// <summary>A million floats: every sign and exponent, mantissas by turns; denormal numbers, infinities and NaNs among them.</summary>
    private static readonly float[] AllBinades = Sweep();

    /// <summary>A fine grid where the functions have their shape.</summary>
    private static readonly float[] Center = [.. Enumerable.Range(-200_000, 400_000).Select(static i => i * 5e-5f)];

    [Theory]
    [ClassData(typeof(Widths))]
    public void Exp_WhereTheResultIsNormal_IsWithin2e7Relative(SimdWidth width) =>
        Check<ExpFunction>(width, Math.Exp, where: x => x is > -87.3f and < 88.0f, relative: 2e-7);

    [Theory]
    [ClassData(typeof(Widths))]
    public void Exp_OutsideTheNormalRange_StaysAtItsEnds(SimdWidth width)
    {
        float[] y = VectorRunner.Map<ExpFunction>(width, Sixteen(-88f, -1000f, float.NegativeInfinity, 89f, 1e30f, float.PositiveInfinity));

        Assert.All(y[..3], static value => Assert.InRange(value, 1.1e-38f, 1.3e-38f));
        Assert.All(y[3..6], static value => Assert.InRange(value, 1e38f, 3e38f));
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Log_OfNormalNumbers_IsWithin2e7(SimdWidth width) =>
        Check<LogFunction>(width, Math.Log, where: static x => x >= 1.17549435e-38f && float.IsFinite(x), relative: 2e-7);

    [Theory]
    [ClassData(typeof(Widths))]
    public void Log_BelowTheNormalRange_IsThatOfTheSmallestNormalNumber(SimdWidth width)
    {
        float[] y = VectorRunner.Map<LogFunction>(width, Sixteen(0f, -0f, -1f, 1e-44f, float.NegativeInfinity));

        Assert.All(y[..5], static value => Assert.Equal(-87.33654f, value, 1e-4f));
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Log_OfOne_IsZero(SimdWidth width) => Assert.Equal(0f, VectorRunner.Map<LogFunction>(width, Sixteen(1f))[0]);

    [Theory]
    [ClassData(typeof(Widths))]
    public void Log_OfInfinity_IsInfinity(SimdWidth width) =>
        Assert.Equal(float.PositiveInfinity, VectorRunner.Map<LogFunction>(width, Sixteen(float.PositiveInfinity))[0]);

    [Theory]
    [ClassData(typeof(Widths))]
    public void SinCosOfTurns_FromZeroToOne_IsWithin2e7(SimdWidth width)
    {
        float[] turns = [.. Enumerable.Range(0, 100_000).Select(static i => i / 99_999f)];

        float[] sines = VectorRunner.Map<SineFunction>(width, turns), cosines = VectorRunner.Map<CosineFunction>(width, turns);

        Close.Equal([.. turns.Select(static x => Math.Sin(2 * Math.PI * x))], sines, 2e-7, 0, "sine");
        Close.Equal([.. turns.Select(static x => Math.Cos(2 * Math.PI * x))], cosines, 2e-7, 0, "cosine");
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Tanh_Everywhere_IsWithin2e7(SimdWidth width) =>
        Check<TanhFunction>(width, Math.Tanh, where: static x => !float.IsNaN(x), absolute: 2e-7);

    [Theory]
    [ClassData(typeof(Widths))]
    public void Tanh_OfSmallNumbers_KeepsTheirPrecision(SimdWidth width) =>
        Check<TanhFunction>(width, Math.Tanh, where: static x => Math.Abs(x) is < 0.1f and >= 1e-30f, relative: 5e-7);

    [Theory]
    [ClassData(typeof(Widths))]
    public void Sigmoid_Everywhere_IsWithin2e7(SimdWidth width) =>
        Check<SigmoidFunction>(width, static x => 1 / (1 + Math.Exp(-x)), where: static x => !float.IsNaN(x), absolute: 2e-7);

    [Theory]
    [ClassData(typeof(Widths))]
    public void Softplus_Everywhere_IsWithin4e7(SimdWidth width) => Check<SoftplusFunction>(
        width, static x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))), where: static x => !float.IsNaN(x), absolute: 4e-7, relative: 2e-7);

    [Theory]
    [ClassData(typeof(Widths))]
    public void EveryFunction_OfNotANumber_IsNotANumber(SimdWidth width)
    {
        float[] x = Sixteen(float.NaN, -float.NaN, BitConverter.Int32BitsToSingle(0x7FC0_1234), BitConverter.Int32BitsToSingle(-1));

        foreach (float[] y in new[]
        {
            VectorRunner.Map<ExpFunction>(width, x), VectorRunner.Map<LogFunction>(width, x), VectorRunner.Map<TanhFunction>(width, x),
            VectorRunner.Map<SigmoidFunction>(width, x), VectorRunner.Map<SoftplusFunction>(width, x),
        })
            Assert.All(y[..4], static value => Assert.True(float.IsNaN(value), $"Received {value}."));
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Tanh_IsOdd(SimdWidth width)
    {
        float[] x = Center[^16_000..];

        float[] above = VectorRunner.Map<TanhFunction>(width, x), below = VectorRunner.Map<TanhFunction>(width, [.. x.Select(static v => -v)]);

        Assert.Equal(above, below.Select(static v => -v));
    }

    private static float[] Sweep()
    {
        float[] x = new float[1 << 20];
        for (int i = 0; i < x.Length; i++) x[i] = BitConverter.UInt32BitsToSingle(((uint)i << 12) | ((uint)i * 2654435761 >> 20));
        return x;
    }

    /// <summary>Fills a vector with ones after the numbers given.</summary>
    private static float[] Sixteen(params float[] values) => [.. values, .. Enumerable.Repeat(1f, 16 - values.Length)];

    private static void Check<TFunction>(
        SimdWidth width, Func<double, double> exact, Func<float, bool> where, double absolute = 0, double relative = 0)
        where TFunction : struct, IVectorFunction
    {
        foreach (float[] x in new[] { AllBinades, Center })
        {
            float[] y = VectorRunner.Map<TFunction>(width, x);
            int seen = 0;
            for (int i = 0; i < x.Length; i++)
            {
                if (!where(x[i])) continue;
                seen++;
                double expected = exact(x[i]), error = Math.Abs(y[i] - expected);
                if (error <= absolute + (relative * Math.Abs(expected)) || expected == y[i]) continue;
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"f({x[i]:R}): expected {expected:R}, got {y[i]:R}, off by {error:G3}."));
            }

            Assert.True(seen > 1000, "The range holds too few numbers.");
        }
    }

    private readonly struct ExpFunction : IVectorFunction
    {
        public static TVec Apply<TWidth, TVec>(TVec x)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct => VectorMath.Exp<TWidth, TVec>(x);
    }

    private readonly struct LogFunction : IVectorFunction
    {
        public static TVec Apply<TWidth, TVec>(TVec x)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct => VectorMath.Log<TWidth, TVec>(x);
    }

    private readonly struct SineFunction : IVectorFunction
    {
        public static TVec Apply<TWidth, TVec>(TVec x)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct => VectorMath.SinCosOfTurns<TWidth, TVec>(x, out _);
    }

    private readonly struct CosineFunction : IVectorFunction
    {
        public static TVec Apply<TWidth, TVec>(TVec x)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            _ = VectorMath.SinCosOfTurns<TWidth, TVec>(x, out TVec cosine);
            return cosine;
        }
    }

    private readonly struct TanhFunction : IVectorFunction
    {
        public static TVec Apply<TWidth, TVec>(TVec x)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct => VectorMath.Tanh<TWidth, TVec>(x);
    }

    private readonly struct SigmoidFunction : IVectorFunction
    {
        public static TVec Apply<TWidth, TVec>(TVec x)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct => VectorMath.Sigmoid<TWidth, TVec>(x);
    }

    private readonly struct SoftplusFunction : IVectorFunction
    {
        public static TVec Apply<TWidth, TVec>(TVec x)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct => VectorMath.Softplus<TWidth, TVec>(x);
    }
}

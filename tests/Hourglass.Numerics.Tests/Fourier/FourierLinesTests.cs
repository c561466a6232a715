using System.Numerics;
using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class FourierLinesTests
{
    private const int Lanes = FourierLines.Lanes;

    // Every radix alone, together, and a length above the block that is gone through stage by stage.
    private static readonly int[] Lengths = [1, 2, 3, 4, 5, 8, 12, 15, 60, 300, 540];

    [Theory]
    [ClassData(typeof(Widths))]
    public void Forward_EqualsTheDefinition(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        foreach (int length in Lengths)
        {
            FourierPlan plan = new(length);
            float[] re = Draw.Normal(1, length * Lanes), im = Draw.Normal(2, length * Lanes), outRe = [.. re], outIm = [.. im];

            Transform(plan, outRe, outIm, isInverse: false);

            for (int lane = 0; lane < Lanes; lane += 5)
            {
                Complex[] line = [.. Enumerable.Range(0, length).Select(i => new Complex(re[(i * Lanes) + lane], im[(i * Lanes) + lane]))];
                Complex[] expected = Definition(line);
                double[] actual = [.. plan.Position.SelectMany(at => new double[] { outRe[(at * Lanes) + lane], outIm[(at * Lanes) + lane] })];

                // Sums of n numbers of size 1, in single precision.
                Close.Equal([.. expected.SelectMany(static x => new[] { x.Real, x.Imaginary })], actual, 3e-6 * Math.Sqrt(length), 0, $"length {length}, lane {lane}");
            }
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Inverse_AfterForward_GivesLengthTimesTheOriginal(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        foreach (int length in Lengths)
        {
            FourierPlan plan = new(length);
            float[] re = Draw.Normal(3, length * Lanes), im = Draw.Normal(4, length * Lanes), outRe = [.. re], outIm = [.. im];

            Transform(plan, outRe, outIm, isInverse: false);
            Transform(plan, outRe, outIm, isInverse: true);

            Close.Equal(re.Doubles(), outRe.Select(x => (double)x / length).ToArray(), 3e-6, 0, $"real, length {length}");
            Close.Equal(im.Doubles(), outIm.Select(x => (double)x / length).ToArray(), 3e-6, 0, $"imaginary, length {length}");
        }
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(293, 300)]
    [InlineData(300, 300)]
    [InlineData(1025, 1080)]
    public void LengthOfAtLeast_FindsTheNextFastLength(int least, int expected) => Assert.Equal(expected, FourierPlan.LengthOfAtLeast(least));

    [Theory]
    [InlineData(7)]
    [InlineData(0)]
    [InlineData(44)]
    public void Plan_OfALengthWithOtherFactors_IsRefused(int length) => Assert.Throws<ArgumentOutOfRangeException>(() => new FourierPlan(length));

    private static unsafe void Transform(FourierPlan plan, float[] re, float[] im, bool isInverse)
    {
        fixed (float* r = re, i = im)
        {
            LinesJob job = new() { Plan = plan, Re = r, Im = i, IsInverse = isInverse };
            Workers.Single.ForVectors(1, 1, job);
        }
    }

    private static Complex[] Definition(Complex[] line) =>
    [
        .. Enumerable.Range(0, line.Length).Select(k => line.Select(
            (x, i) => x * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)i * k % line.Length) / line.Length)).Aggregate(Complex.Zero, static (a, b) => a + b)),
    ];

    private unsafe struct LinesJob : IVectorJob
    {
        public FourierPlan Plan;
        public float* Re;
        public float* Im;
        public bool IsInverse;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            if (IsInverse) FourierLines.Inverse<TWidth, TVec>(Plan, Re, Im);
            else FourierLines.Forward<TWidth, TVec>(Plan, Re, Im);
        }
    }
}

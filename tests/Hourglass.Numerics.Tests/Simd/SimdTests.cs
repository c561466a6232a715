namespace Hourglass.Numerics.Tests;

public class SimdTests
{
    [Fact]
    public void Use_UntilDisposed_SetsTheWidthOfThisThreadAlone()
    {
        SimdWidth before = Simd.Width, elsewhere = default;

        using (Simd.Use(SimdWidth.Bits128))
        {
            using (Simd.Use(SimdWidth.Scalar)) Assert.Equal(SimdWidth.Scalar, Simd.Width);
            Assert.Equal(SimdWidth.Bits128, Simd.Width);
            Thread other = new(() => elsewhere = Simd.Width);
            other.Start();
            other.Join();
        }

        Assert.Equal(before, Simd.Width);
        Assert.Equal(Simd.Widest, elsewhere);
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void ForVectors_RunsTheJobWithTheWidthInForce(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        int[] counts = new int[3];
        using Workers workers = new(3);

        workers.ForVectors(3, 1, new CountJob { Counts = counts });

        Assert.All(counts, count => Assert.Equal((int)width / 32, count));
    }

    private struct CountJob : IVectorJob
    {
        public int[] Counts;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct => Counts.AsSpan(start, end - start).Fill(TWidth.Count);
    }
}

using System.Runtime.Intrinsics;

namespace Hourglass.Numerics;

/// <summary>The penalty of large weights.</summary>
public static class WeightPenaltyKernel
{
    /// <summary>Counts the partial sums of some weights.</summary>
    /// <param name="length">The number of weights.</param>
    public static int PartialCount(int length) => DenseKernel.CeilingDivide(length, SumJob.Block);

    /// <summary>Computes partial sums of the penalty.</summary>
    /// <remarks><b>Determinism</b> Blocks of a fixed size; the sum of the partial sums in order is the same to the bit for any number of
    /// workers.</remarks>
    /// <param name="terms">The penalty of one weight.</param>
    /// <param name="weights">The weights; a multiple of 16 floats.</param>
    /// <param name="partials">Receives <see cref="PartialCount"/> sums.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">There is too little room for the sums.</exception>
    public static unsafe void Sum(PenaltyTerms terms, BufferRange weights, Span<double> partials, Workers workers)
    {
        int items = PartialCount(weights.Length);
        if (partials.Length < items) Throw.Argument(nameof(partials), $"Received room for {partials.Length} sums, expected {items}.");
        fixed (double* sums = partials)
        {
            workers.ForVectors(items, 4, new SumJob { Terms = terms, Weights = weights.Pointer, Length = weights.Length, Sums = sums });
        }

        GC.KeepAlive(weights.Buffer);
    }

    /// <summary>Adds the slope of the penalty, <c>L1 sign(w) + 2 L2 w</c>, to a gradient.</summary>
    /// <param name="terms">The penalty of one weight.</param>
    /// <param name="weight">w; a multiple of 16 floats.</param>
    /// <param name="gradient">The gradient of w.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static unsafe void AddGradient(PenaltyTerms terms, ReadOnlySpan<float> weight, Span<float> gradient)
    {
        if (weight.Length != gradient.Length)
            Throw.Argument(nameof(gradient), $"Received {gradient.Length} floats, expected {weight.Length}, one per weight.");
        if (weight.Length % 16 != 0) Throw.Argument(nameof(weight), $"Received {weight.Length} floats, expected a multiple of 16.");
        fixed (float* w = weight, g = gradient)
        {
            switch (Simd.Width)
            {
                case SimdWidth.Bits512: Add<Width512, Vector512<float>>(terms, w, g, weight.Length); break;
                case SimdWidth.Bits256: Add<Width256, Vector256<float>>(terms, w, g, weight.Length); break;
                case SimdWidth.Bits128: Add<Width128, Vector128<float>>(terms, w, g, weight.Length); break;
                default: Add<Width1, float>(terms, w, g, weight.Length); break;
            }
        }
    }

    private static unsafe void Add<TWidth, TVec>(PenaltyTerms terms, float* weight, float* gradient, int length)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int i = 0; i < length; i += TWidth.Count)
        {
            TVec slope = terms.Slope<TWidth, TVec>(TWidth.Load(weight + i));
            TWidth.Store(gradient + i, TWidth.Add(TWidth.Load(gradient + i), slope));
        }
    }

    /// <summary>Items are blocks of weights.</summary>
    private unsafe struct SumJob : IVectorJob
    {
        public const int Block = 4096;

        public PenaltyTerms Terms;
        public float* Weights;
        public int Length;
        public double* Sums;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            for (int item = start; item < end; item++)
            {
                TVec sum = TWidth.Broadcast(0);
                int last = Math.Min((item + 1) * Block, Length);
                for (int i = item * Block; i < last; i += TWidth.Count)
                    sum = TWidth.Add(sum, Terms.Value<TWidth, TVec>(TWidth.Load(Weights + i)));
                Sums[item] = TWidth.Sum(sum);
            }
        }
    }
}

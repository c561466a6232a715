namespace Hourglass.Numerics;

/// <summary>Makes a vector orthogonal to others.</summary>
internal static class GramSchmidt
{
    /// <summary>Once leaves what rounding leaves; a second time takes that away too.</summary>
    private const int Times = 2;

    /// <summary>Subtracts from a vector its parts along vectors of length 1 before it.</summary>
    /// <param name="vectors">The vectors, <paramref name="stride"/> doubles apart.</param>
    /// <param name="first">The first of the others.</param>
    /// <param name="index">The vector; the others end before it.</param>
    /// <param name="stride">A multiple of the widest vector; what is past a vector's end is zero.</param>
    /// <param name="workers">The team.</param>
    public static unsafe void Orthogonalize(DoubleBuffer vectors, int first, int index, int stride, Workers workers)
    {
        int count = index - first;
        if (count == 0) return;
        double[] parts = new double[count];
        fixed (double* part = parts)
        {
            double* basis = vectors.Pointer + ((nint)first * stride), vector = vectors.Pointer + ((nint)index * stride);
            for (int time = 0; time < Times; time++)
            {
                workers.ForDoubles(count, 64, new PartsJob { Basis = basis, Vector = vector, Stride = stride, Parts = part });
                workers.ForDoubles(stride, 512, new SubtractJob { Basis = basis, Vector = vector, Stride = stride, Parts = part, Count = count });
            }
        }

        GC.KeepAlive(vectors);
    }

    /// <summary>Items are the other vectors.</summary>
    private unsafe struct PartsJob : IDoubleJob
    {
        public double* Basis;
        public double* Vector;
        public nint Stride;
        public double* Parts;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IDoubleWidth<TVec>
            where TVec : struct
        {
            for (int i = start; i < end; i++) Parts[i] = DoubleDot.Of<TWidth, TVec>(Basis + (i * Stride), Vector, (int)Stride);
        }
    }

    /// <summary>Items are elements of the vector, in multiples of the widest vector.</summary>
    private unsafe struct SubtractJob : IDoubleJob
    {
        public double* Basis;
        public double* Vector;
        public nint Stride;
        public double* Parts;
        public int Count;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IDoubleWidth<TVec>
            where TVec : struct
        {
            for (int i = 0; i < Count; i++)
            {
                TVec part = TWidth.Broadcast(-Parts[i]);
                double* other = Basis + (i * Stride);
                for (int k = start; k < end; k += TWidth.Count)
                    TWidth.Store(Vector + k, TWidth.Fma(part, TWidth.Load(other + k), TWidth.Load(Vector + k)));
            }
        }
    }
}

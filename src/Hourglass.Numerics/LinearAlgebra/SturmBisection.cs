namespace Hourglass.Numerics;

/// <summary>Finds eigenvalues of a tridiagonal matrix by halving intervals, as many at a time as a vector has lanes.</summary>
internal static class SturmBisection
{
    /// <summary>More than the 54 after which an interval is as short as rounding leaves it.</summary>
    private const int Halvings = 60;

    /// <summary>Finds the largest eigenvalues, the largest first.</summary>
    public static unsafe double[] Largest(Tridiagonal matrix, int count, Workers workers)
    {
        (double low, double high) = Bounds(matrix);
        double[] squares = [.. matrix.OffDiagonal.Select(static e => e * e)], values = new double[count + DoubleSimd.Widest];
        fixed (double* diagonal = matrix.Diagonal)
        fixed (double* square = squares)
        fixed (double* value = values)
        {
            Job job = new() { Diagonal = diagonal, Squares = square, Size = matrix.Size, Low = low, High = high, Values = value };
            workers.ForDoubles(count, DoubleSimd.Widest, job);
        }

        return values[..count];
    }

    /// <summary>All eigenvalues lie between these (Gershgorin).</summary>
    private static (double Low, double High) Bounds(Tridiagonal matrix)
    {
        double low = double.MaxValue, high = double.MinValue, before = 0;
        for (int i = 0; i < matrix.Size; i++)
        {
            double radius = before + Math.Abs(matrix.OffDiagonal[i]);
            low = Math.Min(low, matrix.Diagonal[i] - radius);
            high = Math.Max(high, matrix.Diagonal[i] + radius);
            before = Math.Abs(matrix.OffDiagonal[i]);
        }

        double margin = 1e-12 * Math.Max(Math.Max(Math.Abs(low), Math.Abs(high)), 1e-280);
        return (low - margin, high + margin);
    }

    /// <summary>Items are eigenvalues, counted from the largest.</summary>
    private unsafe struct Job : IDoubleJob
    {
        private const double Epsilon = 2.220446049250313e-16;
        private const double SmallestPivot = 1e-290;

        public double* Diagonal;
        public double* Squares;
        public int Size;
        public double Low;
        public double High;
        public double* Values;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IDoubleWidth<TVec>
            where TVec : struct
        {
            double* wanted = stackalloc double[DoubleSimd.Widest], width = stackalloc double[DoubleSimd.Widest];
            TVec half = TWidth.Broadcast(0.5), tolerance = TWidth.Broadcast(Epsilon * Math.Max(Math.Abs(Low), Math.Abs(High)));
            for (int item = start; item < end; item += TWidth.Count)
            {
                // The item-th largest is below x where at least Size - item eigenvalues are.
                for (int lane = 0; lane < TWidth.Count; lane++) wanted[lane] = Size - Math.Min(item + lane, end - 1) - 0.5;
                TVec below = TWidth.Load(wanted), low = TWidth.Broadcast(Low), high = TWidth.Broadcast(High);
                for (int halving = 0; halving < Halvings; halving++)
                {
                    TVec middle = TWidth.Multiply(half, TWidth.Add(low, high));
                    TVec isHigh = TWidth.LessThan(below, CountBelow<TWidth, TVec>(middle));
                    high = TWidth.Select(isHigh, middle, high);
                    low = TWidth.Select(isHigh, low, middle);
                    TVec wide = TWidth.LessThan(tolerance, TWidth.Subtract(high, low));
                    if (TWidth.Sum(TWidth.Select(wide, half, TWidth.Broadcast(0))) == 0) break;
                }

                TWidth.Store(width, TWidth.Multiply(half, TWidth.Add(low, high)));
                for (int lane = 0; lane < TWidth.Count && item + lane < end; lane++) Values[item + lane] = width[lane];
            }
        }

        /// <summary>Counts the eigenvalues below x: the negative pivots of the matrix less x.</summary>
        private readonly TVec CountBelow<TWidth, TVec>(TVec x)
            where TWidth : struct, IDoubleWidth<TVec>
            where TVec : struct
        {
            TVec zero = TWidth.Broadcast(0), one = TWidth.Broadcast(1), count = zero;
            TVec smallest = TWidth.Broadcast(SmallestPivot), minusSmallest = TWidth.Broadcast(-SmallestPivot), pivot = one;
            double square = 0;
            for (int i = 0; i < Size; i++)
            {
                TVec quotient = TWidth.Divide(TWidth.Broadcast(square), pivot);
                pivot = TWidth.Subtract(TWidth.Subtract(TWidth.Broadcast(Diagonal[i]), x), quotient);
                TVec tiny = TWidth.Select(TWidth.LessThan(pivot, smallest), TWidth.LessThan(minusSmallest, pivot), zero);
                pivot = TWidth.Select(tiny, minusSmallest, pivot);
                count = TWidth.Add(count, TWidth.Select(TWidth.LessThan(pivot, zero), one, zero));
                square = Squares[i];
            }

            return count;
        }
    }
}

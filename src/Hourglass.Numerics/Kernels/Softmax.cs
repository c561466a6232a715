namespace Hourglass.Numerics;

/// <summary>The softmax over the features of each sample.</summary>
public static class Softmax
{
    /// <summary>Computes <c>y_i = e^(y_i - max) / sum over j of e^(y_j - max)</c> in place, for each column.</summary>
    /// <param name="y">The sums; become probabilities.</param>
    /// <param name="workers">The team.</param>
    public static unsafe void Forward(Tensor y, Workers workers)
    {
        workers.ForVectors(y.Panels, 1, new ForwardJob { Y = y.Pointer, Rows = y.Rows });
        GC.KeepAlive(y.Buffer);
    }

    /// <summary>Computes <c>dz_i = y_i (dy_i - sum over j of y_j dy_j)</c> in place of dy, for each column.</summary>
    /// <param name="y">The probabilities.</param>
    /// <param name="dy">The gradient of the probabilities; becomes that of the sums.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void Backward(Tensor y, Tensor dy, Workers workers)
    {
        if (dy.Rows != y.Rows || dy.Columns != y.Columns)
            Throw.Argument(nameof(dy), $"Received {dy.Rows} x {dy.Columns}, expected {y.Rows} x {y.Columns} as in the output.");
        workers.ForVectors(y.Panels, 1, new BackwardJob { Y = y.Pointer, Dy = dy.Pointer, Rows = y.Rows });
        GC.KeepAlive(y.Buffer);
        GC.KeepAlive(dy.Buffer);
    }

    private unsafe struct ForwardJob : IVectorJob
    {
        public float* Y;
        public int Rows;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            for (int panel = start; panel < end; panel++)
                for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
                    Normalize<TWidth, TVec>(Y + ((nint)panel * Rows * Tensor.PanelWidth) + column);
        }

        private readonly void Normalize<TWidth, TVec>(float* y)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            TVec max = TWidth.Load(y), sum = TWidth.Broadcast(0);
            for (int row = 1; row < Rows; row++) max = TWidth.Max(max, TWidth.Load(y + (row * Tensor.PanelWidth)));
            for (int row = 0; row < Rows; row++)
            {
                float* place = y + (row * Tensor.PanelWidth);
                TVec e = VectorMath.Exp<TWidth, TVec>(TWidth.Subtract(TWidth.Load(place), max));
                sum = TWidth.Add(sum, e);
                TWidth.Store(place, e);
            }

            TVec scale = TWidth.Divide(TWidth.Broadcast(1), sum);
            for (int row = 0; row < Rows; row++)
            {
                float* place = y + (row * Tensor.PanelWidth);
                TWidth.Store(place, TWidth.Multiply(TWidth.Load(place), scale));
            }
        }
    }

    private unsafe struct BackwardJob : IVectorJob
    {
        public float* Y;
        public float* Dy;
        public int Rows;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            for (int panel = start; panel < end; panel++)
            {
                for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
                {
                    nint place = ((nint)panel * Rows * Tensor.PanelWidth) + column;
                    TVec dot = TWidth.Broadcast(0);
                    for (int row = 0; row < Rows; row++, place += Tensor.PanelWidth)
                        dot = TWidth.Fma(TWidth.Load(Y + place), TWidth.Load(Dy + place), dot);
                    for (int row = 0; row < Rows; row++)
                    {
                        place -= Tensor.PanelWidth;
                        TVec difference = TWidth.Subtract(TWidth.Load(Dy + place), dot);
                        TWidth.Store(Dy + place, TWidth.Multiply(TWidth.Load(Y + place), difference));
                    }
                }
            }
        }
    }
}

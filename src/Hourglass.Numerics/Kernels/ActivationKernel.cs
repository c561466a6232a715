namespace Hourglass.Numerics;

/// <summary>Activations of whole batches.</summary>
public static class ActivationKernel
{
    private const int Grain = 4096;

    /// <summary>Computes <c>Y = f(X)</c>.</summary>
    /// <param name="activation">f.</param>
    /// <param name="x">The input.</param>
    /// <param name="y">The output; may be the input.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void Forward(ActivationKind activation, Tensor x, Tensor y, Workers workers)
    {
        CheckSizes(x, y, nameof(y));
        x.Span.CopyTo(y.Span);
        if (activation == ActivationKind.Softmax) Softmax.Forward(y, workers);
        else workers.ForVectors(y.Length, Grain, new Job { Activation = activation, X = y.Pointer });
        GC.KeepAlive(y.Buffer);
    }

    /// <summary>Computes <c>dX = dY * f'</c> from the output.</summary>
    /// <param name="activation">f.</param>
    /// <param name="y">The output.</param>
    /// <param name="dy">The gradient of the output.</param>
    /// <param name="dx">Receives the gradient of the input; may be <paramref name="dy"/>.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void Backward(ActivationKind activation, Tensor y, Tensor dy, Tensor dx, Workers workers)
    {
        CheckSizes(y, dy, nameof(dy));
        CheckSizes(y, dx, nameof(dx));
        dy.Span.CopyTo(dx.Span);
        if (activation == ActivationKind.Softmax) Softmax.Backward(y, dx, workers);
        else workers.ForVectors(dx.Length, Grain, new Job { Activation = activation, Y = y.Pointer, X = dx.Pointer });
        GC.KeepAlive(y.Buffer);
        GC.KeepAlive(dx.Buffer);
    }

    private static void CheckSizes(Tensor expected, Tensor received, string parameter)
    {
        if (received.Rows != expected.Rows || received.Columns != expected.Columns)
            Throw.Argument(parameter, $"Received {received.Rows} x {received.Columns}, expected {expected.Rows} x {expected.Columns}.");
    }

    /// <summary>With an output it multiplies by the slope, without one it applies the activation.</summary>
    private unsafe struct Job : IVectorJob
    {
        public ActivationKind Activation;
        public float* Y;
        public float* X;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            if (Y == null) Activations.Apply<TWidth, TVec>(Activation, X + start, end - start);
            else Activations.MultiplySlope<TWidth, TVec>(Activation, Y + start, X + start, end - start);
        }
    }
}

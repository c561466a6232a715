namespace Hourglass.Numerics;

/// <summary>Penalties of activations.</summary>
/// <remarks><b>Determinism</b> Sums have a fixed order for any number of workers; padding columns count for nothing.</remarks>
public static class ActivityKernel
{
    /// <summary>Computes <c>scale * sum over features and samples of L1 |x| + L2 x^2</c> for each panel of samples.</summary>
    /// <param name="terms">The penalty of one activation.</param>
    /// <param name="x">The activations.</param>
    /// <param name="scale">The factor: 1 / samples.</param>
    /// <param name="penalties">Receives one number per panel.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">There is too little room for the penalties.</exception>
    public static unsafe void Sum(PenaltyTerms terms, Tensor x, double scale, Span<double> penalties, Workers workers)
    {
        if (penalties.Length < x.Panels)
            Throw.Argument(nameof(penalties), $"Received room for {penalties.Length} numbers, expected {x.Panels}, one per panel.");
        fixed (double* sums = penalties)
        {
            ActivitySumJob job = new() { Terms = terms, X = x.Pointer, Rows = x.Rows, Columns = x.Columns, Scale = scale, Sums = sums };
            workers.ForVectors(x.Panels, 1, job);
        }

        GC.KeepAlive(x.Buffer);
    }

    /// <summary>Computes <c>dX = dY + scale (L1 sign(x) + 2 L2 x)</c>.</summary>
    /// <param name="terms">The penalty of one activation.</param>
    /// <param name="x">The activations.</param>
    /// <param name="scale">The factor: 1 / samples.</param>
    /// <param name="dy">The gradient of the output.</param>
    /// <param name="dx">Receives the gradient; padding columns become zero.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void Gradient(PenaltyTerms terms, Tensor x, float scale, Tensor dy, Tensor dx, Workers workers)
    {
        CheckSizes(x, dy, nameof(dy));
        CheckSizes(x, dx, nameof(dx));
        ActivityGradientJob job = new()
        {
            Terms = new PenaltyTerms(scale * terms.L1, scale * terms.L2),
            X = x.Pointer,
            Dy = dy.Pointer,
            Dx = dx.Pointer,
        };
        workers.ForVectors(x.Length, 4096, job);
        dx.ClearPadding();
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(dy.Buffer);
        GC.KeepAlive(dx.Buffer);
    }

    /// <summary>Computes the mean of each feature over the samples.</summary>
    /// <param name="x">The activations of the whole batch.</param>
    /// <param name="means">Receives one number per feature.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">There is too little room for the means.</exception>
    public static unsafe void Means(Tensor x, BufferRange means, Workers workers)
    {
        CheckRoom(x, means, nameof(means));
        MeansJob job = new() { X = x.Pointer, Rows = x.Rows, Columns = x.Columns, Means = means.Pointer };
        workers.ForVectors(x.Rows, 16, job);
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(means.Buffer);
    }

    /// <summary>Computes <c>dX = dY + a number of the feature</c>.</summary>
    /// <param name="slopes">One number per feature.</param>
    /// <param name="dy">The gradient of the output.</param>
    /// <param name="dx">Receives the gradient; padding columns become zero.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void AddToFeatures(BufferRange slopes, Tensor dy, Tensor dx, Workers workers)
    {
        CheckSizes(dy, dx, nameof(dx));
        CheckRoom(dy, slopes, nameof(slopes));
        workers.ForVectors(dy.Panels, 1, new AddJob { Slopes = slopes.Pointer, Dy = dy.Pointer, Dx = dx.Pointer, Rows = dy.Rows });
        dx.ClearPadding();
        GC.KeepAlive(slopes.Buffer);
        GC.KeepAlive(dy.Buffer);
        GC.KeepAlive(dx.Buffer);
    }

    private static void CheckSizes(Tensor expected, Tensor received, string parameter)
    {
        if (received.Rows != expected.Rows || received.Columns != expected.Columns)
            Throw.Argument(parameter, $"Received {received.Rows} x {received.Columns}, expected {expected.Rows} x {expected.Columns}.");
    }

    private static void CheckRoom(Tensor x, BufferRange numbers, string parameter)
    {
        if (numbers.Length < x.Rows) Throw.Argument(parameter, $"Received {numbers.Length} floats, expected {x.Rows}, one per feature.");
    }
}

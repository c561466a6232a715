namespace Hourglass.Numerics;

/// <summary>Maxima, means and sums over windows of an image, and their adjoints.</summary>
/// <remarks>
/// <para><b>Shapes</b> A cell of an image, all channels of 32 samples, is one block of memory: everything runs over whole cells.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
public static class PoolKernel
{
    /// <summary>Computes the maximum of each window; what is not a number stays so.</summary>
    /// <param name="geometry">The windows.</param>
    /// <param name="x">The image.</param>
    /// <param name="y">Receives one cell for each window.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">A tensor does not fit the geometry.</exception>
    public static unsafe void Max(in PoolGeometry geometry, Tensor x, Tensor y, Workers workers)
    {
        Check(geometry, x, y, nameof(x), nameof(y));
        workers.ForPlanes(x, new WindowJob<MaxPooling> { Geometry = geometry, X = x.Pointer, Y = y.Pointer });
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(y.Buffer);
    }

    /// <summary>Gives the gradient of each maximum to the first cell of its window, row by row, that holds it.</summary>
    /// <param name="geometry">The windows.</param>
    /// <param name="x">The image.</param>
    /// <param name="y">The maxima of <paramref name="x"/>.</param>
    /// <param name="dy">The gradient of the maxima.</param>
    /// <param name="dx">Receives the gradient of the image.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">A tensor does not fit the geometry.</exception>
    public static unsafe void MaxGradient(in PoolGeometry geometry, Tensor x, Tensor y, Tensor dy, Tensor dx, Workers workers)
    {
        Check(geometry, x, y, nameof(x), nameof(y));
        Check(geometry, dx, dy, nameof(dx), nameof(dy));
        if (dx.Columns != x.Columns) Throw.Argument(nameof(dx), $"Received {dx.Columns} samples, expected {x.Columns}.");
        workers.ForPlanes(
            x, new MaxGradientJob { Geometry = geometry, X = x.Pointer, Y = y.Pointer, Dy = dy.Pointer, Dx = dx.Pointer });
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(y.Buffer);
        GC.KeepAlive(dy.Buffer);
        GC.KeepAlive(dx.Buffer);
    }

    /// <summary>Computes the sum or the mean of each window, over the cells that exist.</summary>
    /// <param name="geometry">The windows.</param>
    /// <param name="mean">Whether to divide by the number of cells.</param>
    /// <param name="x">The image.</param>
    /// <param name="y">Receives one cell for each window.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">A tensor does not fit the geometry.</exception>
    public static unsafe void Gather(in PoolGeometry geometry, bool mean, Tensor x, Tensor y, Workers workers)
    {
        Check(geometry, x, y, nameof(x), nameof(y));
        workers.ForPlanes(x, new WindowJob<SumPooling> { Geometry = geometry, Mean = mean, X = x.Pointer, Y = y.Pointer });
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(y.Buffer);
    }

    /// <summary>Writes into each cell the sum of the windows it lies in, or of their shares: the adjoint of <see cref="Gather"/>.</summary>
    /// <param name="geometry">The windows.</param>
    /// <param name="mean">Whether a window is divided by the number of its cells.</param>
    /// <param name="y">One cell for each window.</param>
    /// <param name="x">Receives the image.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">A tensor does not fit the geometry.</exception>
    public static unsafe void Spread(in PoolGeometry geometry, bool mean, Tensor y, Tensor x, Workers workers)
    {
        Check(geometry, x, y, nameof(x), nameof(y));
        workers.ForPlanes(x, new SpreadJob { Geometry = geometry, Mean = mean, X = x.Pointer, Y = y.Pointer });
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(y.Buffer);
    }

    private static void Check(in PoolGeometry geometry, Tensor x, Tensor y, string nameOfX, string nameOfY)
    {
        if (x.Shape != geometry.Input) Throw.Argument(nameOfX, $"Received {x.Shape}, expected {geometry.Input}.");
        if (y.Shape != geometry.Output) Throw.Argument(nameOfY, $"Received {y.Shape}, expected {geometry.Output}.");
        if (y.Columns != x.Columns) Throw.Argument(nameOfY, $"Received {y.Columns} samples, expected {x.Columns}.");
    }
}

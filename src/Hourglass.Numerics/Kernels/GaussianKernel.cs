namespace Hourglass.Numerics;

/// <summary>Draws a Gaussian code from its heads, with the divergence of its distribution from N(0, 1).</summary>
/// <remarks>
/// <para><b>Shapes</b> Heads: the means of all units, then what <see cref="GaussianHead"/> says of their spread; twice as many rows as the code.</para>
/// <para><b>Determinism</b> Same bits for any number of workers, and whether the batch is passed whole or panel by panel.</para>
/// </remarks>
public static class GaussianKernel
{
    /// <summary>Computes <c>z = mean + sigma * eps</c>.</summary>
    /// <param name="head">What the second half of the heads says.</param>
    /// <param name="heads">The heads.</param>
    /// <param name="noise">eps: numbers from N(0, 1) for each unit and sample.</param>
    /// <param name="freeNats">The least divergence that counts for a unit and sample; 0 where all of it counts.</param>
    /// <param name="code">Receives z.</param>
    /// <param name="divergences">Receives for each panel the sum of the divergences in nats; empty where nobody asks.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static unsafe void Sample(
        GaussianHead head, Tensor heads, Tensor noise, float freeNats, Tensor code, Span<double> divergences, Workers workers)
    {
        CheckSizes(heads, code);
        CheckSizes(heads, noise);
        if (!divergences.IsEmpty && divergences.Length < code.Panels)
            Throw.Argument(nameof(divergences), $"Received room for {divergences.Length} sums, expected {code.Panels}, one per panel.");
        fixed (double* sums = divergences)
        {
            GaussianSampleJob job = new()
            {
                Head = head,
                Heads = heads.Pointer,
                Noise = noise.Pointer,
                Floor = Floor(freeNats),
                Code = code.Pointer,
                Units = code.Rows,
                Columns = code.Columns,
                Sums = sums,
            };
            workers.ForVectors(code.Panels, 1, job);
        }

        KeepAlive(heads, noise, code, code);
    }

    /// <summary>Computes the gradient of the heads.</summary>
    /// <param name="head">What the second half of the heads says.</param>
    /// <param name="heads">The heads.</param>
    /// <param name="noise">As in <see cref="Sample"/>.</param>
    /// <param name="dz">The gradient of the code.</param>
    /// <param name="weight">The weight of one divergence in the loss.</param>
    /// <param name="freeNats">As in <see cref="Sample"/>: what is below it adds nothing to the gradient.</param>
    /// <param name="gradient">Receives the gradient of the heads.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static unsafe void Backward(
        GaussianHead head, Tensor heads, Tensor noise, Tensor dz, float weight, float freeNats, Tensor gradient, Workers workers)
    {
        CheckSizes(heads, dz);
        CheckSizes(gradient, dz);
        CheckSizes(heads, noise);
        GaussianBackwardJob job = new()
        {
            Head = head,
            Heads = heads.Pointer,
            Noise = noise.Pointer,
            Dz = dz.Pointer,
            Weight = weight,
            Floor = Floor(freeNats),
            Gradient = gradient.Pointer,
            Units = dz.Rows,
            Columns = dz.Columns,
        };
        workers.ForVectors(dz.Panels, 1, job);
        KeepAlive(heads, noise, dz, gradient);
    }

    /// <summary>Computes <c>log p(z) - log q(z | x)</c> of each code, with p = N(0, 1) and q the distribution it was drawn from.</summary>
    /// <param name="head">What the second half of the heads says.</param>
    /// <param name="heads">The heads.</param>
    /// <param name="noise">As in <see cref="Sample"/>.</param>
    /// <param name="code">z, as <see cref="Sample"/> has computed it.</param>
    /// <param name="ratios">One row: receives the sum over the units of <c>log sigma + (eps^2 - z^2) / 2</c>, in nats.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static unsafe void LogRatios(GaussianHead head, Tensor heads, Tensor noise, Tensor code, Tensor ratios, Workers workers)
    {
        CheckSizes(heads, code);
        CheckSizes(heads, noise);
        CheckRow(ratios, code);
        GaussianRatioJob job = new()
        {
            Head = head,
            Heads = heads.Pointer,
            Noise = noise.Pointer,
            Code = code.Pointer,
            Units = code.Rows,
            Ratios = ratios.Pointer,
        };
        workers.ForVectors(code.Panels, 1, job);
        KeepAlive(heads, noise, code, ratios);
    }

    /// <summary>Computes the gradient of the heads where each code has a weight of its own and <see cref="LogRatios"/> is subtracted from
    /// the loss with that weight.</summary>
    /// <param name="head">What the second half of the heads says.</param>
    /// <param name="heads">The heads.</param>
    /// <param name="noise">As in <see cref="Sample"/>.</param>
    /// <param name="code">z.</param>
    /// <param name="dz">The gradient of the code by the rest of the loss, with the weights in it.</param>
    /// <param name="weights">One row: the weight of each code; zero in padding.</param>
    /// <param name="gradient">Receives the gradient of the heads.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static unsafe void BackwardRatios(
        GaussianHead head, Tensor heads, Tensor noise, Tensor code, Tensor dz, Tensor weights, Tensor gradient, Workers workers)
    {
        CheckSizes(heads, dz);
        CheckSizes(gradient, dz);
        CheckSizes(heads, noise);
        CheckSizes(heads, code);
        CheckRow(weights, dz);
        GaussianRatioBackwardJob job = new()
        {
            Head = head,
            Heads = heads.Pointer,
            Noise = noise.Pointer,
            Code = code.Pointer,
            Dz = dz.Pointer,
            Weights = weights.Pointer,
            Gradient = gradient.Pointer,
            Units = dz.Rows,
        };
        workers.ForVectors(dz.Panels, 1, job);
        KeepAlive(heads, noise, dz, gradient);
        KeepAlive(code, weights, dz, gradient);
    }

    /// <summary>Computes the divergence of one unit from N(0, 1) in nats, without weight or free bits.</summary>
    /// <param name="head">What the second head says.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="spread">What the second head gives.</param>
    public static double Divergence(GaussianHead head, double mean, double spread)
    {
        double log = head == GaussianHead.Sigma
            ? Math.Log(SigmaHead.Least + (spread * spread))
            : Math.Clamp(spread, LogVarianceHead.Smallest, LogVarianceHead.Largest);
        double variance = head == GaussianHead.Sigma ? spread * spread : Math.Exp(log);
        return ((mean * mean) + variance - 1 - log) / 2;
    }

    /// <summary>A divergence is never negative but by rounding, which must not switch its gradient off.</summary>
    private static float Floor(float freeNats) => freeNats > 0 ? freeNats : float.NegativeInfinity;

    private static void CheckSizes(Tensor heads, Tensor code)
    {
        if (heads.Rows != 2 * code.Rows || heads.Columns != code.Columns)
            Throw.Argument(nameof(heads), $"Received {heads.Rows} x {heads.Columns} for a code of {code.Rows} x {code.Columns}, expected twice its rows and equal columns.");
    }

    private static void CheckRow(Tensor row, Tensor code)
    {
        if (row.Rows != 1 || row.Columns != code.Columns)
            Throw.Argument(nameof(row), $"Received {row.Rows} x {row.Columns} for {code.Columns} codes, expected one row and equal columns.");
    }

    private static void KeepAlive(Tensor a, Tensor b, Tensor c, Tensor d)
    {
        GC.KeepAlive(a.Buffer);
        GC.KeepAlive(b.Buffer);
        GC.KeepAlive(c.Buffer);
        GC.KeepAlive(d.Buffer);
    }
}

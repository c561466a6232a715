using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>The maximum mean discrepancy of a batch of codes from samples of another distribution.</summary>
/// <remarks>
/// <para><b>Computes</b> The unbiased estimate with <c>k(x, y) = sum over s of C_s / (C_s + |x - y|^2)</c>, <c>C_s = 2 D s</c>, D the features of
/// a code, s = 0.1, 0.2, 0.5, 1, 2, 5, 10: inverse multiquadratics around the scale of two samples of N(0, 1).</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// <para><b>Source</b> Tolstikhin et al., Wasserstein Auto-Encoders, 2018, and the authors' program.</para>
/// </remarks>
public static class MmdKernel
{
    /// <summary>Computes the discrepancy, in one share for each panel of codes.</summary>
    /// <param name="codes">The codes, of the whole batch.</param>
    /// <param name="prior">As many samples of the other distribution.</param>
    /// <param name="shares">Receives the shares.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ, or there is too little room.</exception>
    public static unsafe void Forward(Tensor codes, Tensor prior, Span<double> shares, Workers workers)
    {
        CheckSizes(codes, prior, nameof(prior));
        if (shares.Length < codes.Panels) Throw.Argument(nameof(shares), $"Received room for {shares.Length} shares, expected {codes.Panels}, one per panel.");
        fixed (double* sums = shares)
        {
            MmdJob job = new() { Codes = codes.Pointer, Prior = prior.Pointer, Rows = codes.Rows, Columns = codes.Columns, Shares = sums };
            workers.ForVectors(codes.Panels, 1, job);
        }

        GC.KeepAlive(codes.Buffer);
        GC.KeepAlive(prior.Buffer);
    }

    /// <summary>Computes <c>dx = dy + weight * the gradient of the discrepancy</c>.</summary>
    /// <param name="codes">The codes, of the whole batch.</param>
    /// <param name="prior">As in <see cref="Forward"/>.</param>
    /// <param name="dy">A gradient to add to.</param>
    /// <param name="weight">The weight of the discrepancy in the loss.</param>
    /// <param name="dx">Receives the gradient of the codes; padding columns take those of dy.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void Backward(Tensor codes, Tensor prior, Tensor dy, float weight, Tensor dx, Workers workers)
    {
        CheckSizes(codes, prior, nameof(prior));
        CheckSizes(codes, dy, nameof(dy));
        CheckSizes(codes, dx, nameof(dx));
        dy.Span.CopyTo(dx.Span);
        MmdJob job = new()
        {
            Codes = codes.Pointer,
            Prior = prior.Pointer,
            Rows = codes.Rows,
            Columns = codes.Columns,
            Weight = weight,
            Gradient = dx.Pointer,
        };
        workers.ForVectors(codes.Panels, 1, job);
        GC.KeepAlive(codes.Buffer);
        GC.KeepAlive(prior.Buffer);
        GC.KeepAlive(dx.Buffer);
    }

    private static void CheckSizes(Tensor expected, Tensor received, string parameter)
    {
        if (received.Rows != expected.Rows || received.Columns != expected.Columns)
            Throw.Argument(parameter, $"Received {received.Rows} x {received.Columns}, expected {expected.Rows} x {expected.Columns}.");
    }
}

/// <summary>Items are panels of codes; with a gradient it adds that, without one it sums.</summary>
internal unsafe struct MmdJob : IVectorJob
{
    public float* Codes;
    public float* Prior;
    public int Rows;
    public int Columns;
    public double* Shares;
    public float Weight;
    public float* Gradient;

    private static ReadOnlySpan<float> Scales => [0.1f, 0.2f, 0.5f, 1, 2, 5, 10];

    /// <summary>The weight of a pair of two codes, each pair counted twice; there is none in a batch of one.</summary>
    private readonly double Within => Columns > 1 ? 1.0 / ((double)Columns * (Columns - 1)) : 0;

    /// <summary>The weight of a pair of a code and a sample.</summary>
    private readonly double Between => -2.0 / ((double)Columns * Columns);

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int panel = start; panel < end; panel++)
        {
            double share = 0;
            int last = Math.Min((panel + 1) * Tensor.PanelWidth, Columns);
            for (int sample = panel * Tensor.PanelWidth; sample < last; sample++)
            {
                if (Gradient == null)
                {
                    share += Within * (Sum<TWidth, TVec>(Codes, Codes, sample, sample) + Sum<TWidth, TVec>(Prior, Prior, sample, sample));
                    share += Between * Sum<TWidth, TVec>(Codes, Prior, sample, -1);
                }
                else
                {
                    // A pair within is the code's twice over; the distance's derivative has another factor of two.
                    AddGradient<TWidth, TVec>(Codes, sample, sample, (float)(4 * Weight * Within));
                    AddGradient<TWidth, TVec>(Prior, sample, -1, (float)(2 * Weight * Between));
                }
            }

            if (Gradient == null) Shares[panel] = share;
        }
    }

    private readonly float* At(float* batch, int sample) =>
        batch + ((nint)(sample / Tensor.PanelWidth) * Rows * Tensor.PanelWidth) + (sample % Tensor.PanelWidth);

    /// <summary>Weighs the columns of a panel: 1 for those that are samples and not the one left out.</summary>
    private readonly void FillWeights(float* weights, int panel, int without)
    {
        ColumnWeights.Fill(weights, Columns - (panel * Tensor.PanelWidth), 1);
        if (without >= 0 && without / Tensor.PanelWidth == panel) weights[without % Tensor.PanelWidth] = 0;
    }

    private readonly double Sum<TWidth, TVec>(float* from, float* to, int sample, int without)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* weights = stackalloc float[Tensor.PanelWidth];
        float* center = At(from, sample);
        double sum = 0;
        for (int panel = 0; panel < Tensor.PanelsFor(Columns); panel++)
        {
            FillWeights(weights, panel, without);
            float* others = At(to, panel * Tensor.PanelWidth);
            TVec total = TWidth.Broadcast(0);
            for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
            {
                TVec square = Distance<TWidth, TVec>(center, others + column), value = TWidth.Broadcast(0);
                foreach (float scale in Scales)
                {
                    TVec c = TWidth.Broadcast(2 * Rows * scale);
                    value = TWidth.Add(value, TWidth.Divide(c, TWidth.Add(c, square)));
                }

                total = TWidth.Fma(TWidth.Load(weights + column), value, total);
            }

            sum += TWidth.Sum(total);
        }

        return sum;
    }

    private readonly void AddGradient<TWidth, TVec>(float* to, int sample, int without, float weight)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* weights = stackalloc float[Tensor.PanelWidth];
        float* center = At(Codes, sample), gradient = At(Gradient, sample);
        for (int panel = 0; panel < Tensor.PanelsFor(Columns); panel++)
        {
            FillWeights(weights, panel, without);
            float* others = At(to, panel * Tensor.PanelWidth);
            for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
            {
                TVec square = Distance<TWidth, TVec>(center, others + column), slope = TWidth.Broadcast(0);
                foreach (float scale in Scales)
                {
                    TVec c = TWidth.Broadcast(2 * Rows * scale), sum = TWidth.Add(c, square);
                    slope = TWidth.Subtract(slope, TWidth.Divide(c, TWidth.Multiply(sum, sum)));
                }

                TWidth.Store(weights + column, TWidth.Multiply(TWidth.Load(weights + column), slope));
            }

            for (int row = 0; row < Rows * Tensor.PanelWidth; row += Tensor.PanelWidth)
            {
                TVec total = TWidth.Broadcast(0);
                for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
                {
                    TVec difference = TWidth.Subtract(TWidth.Broadcast(center[row]), TWidth.Load(others + row + column));
                    total = TWidth.Fma(TWidth.Load(weights + column), difference, total);
                }

                gradient[row] += weight * TWidth.Sum(total);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly TVec Distance<TWidth, TVec>(float* center, float* others)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec square = TWidth.Broadcast(0);
        for (int row = 0; row < Rows * Tensor.PanelWidth; row += Tensor.PanelWidth)
        {
            TVec difference = TWidth.Subtract(TWidth.Broadcast(center[row]), TWidth.Load(others + row));
            square = TWidth.Fma(difference, difference, square);
        }

        return square;
    }
}

using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Finds principal components batch by batch, keeping nothing else of the samples.</summary>
/// <remarks>
/// <para><b>Computes</b> The right singular vectors of the components so far, times their singular values, under the centred batch under the step between
/// the means. What the components left out of earlier batches is lost, so the result is close to the exact one, not equal.</para>
/// <para><b>Memory</b> 8 bytes per feature of each component, and 4 per feature of a batch.</para>
/// <para><b>Determinism</b> Same bits for any number of workers; other batches give another result.</para>
/// <para><b>Source</b> Ross et al., Incremental Learning for Robust Visual Tracking, 2008, as in scikit-learn. docs/math/pca.md</para>
/// </remarks>
public sealed class IncrementalPca
{
    private readonly PcaOptions _options;
    private readonly double[] _mean;
    private readonly double[] _squares;
    private RightVectors _found = new([], []);

    /// <summary>Starts with no samples.</summary>
    /// <param name="options">What is wanted; features cannot be standardised, because their deviations are known only at the end.</param>
    /// <param name="features">The number of features of a sample.</param>
    /// <exception cref="ArgumentException">The options do not fit.</exception>
    public IncrementalPca(PcaOptions options, int features)
    {
        ArgumentNullException.ThrowIfNull(options);
        PcaChecks.EnsureFits(options with { Solver = PcaSolver.Incremental }, int.MaxValue, features);
        _options = options with { Solver = PcaSolver.Incremental };
        _mean = new double[features];
        _squares = new double[features];
    }

    /// <summary>Gets the number of samples so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds samples.</summary>
    /// <param name="batch">The samples. The more at a time, the nearer the result is to the exact one; several times the components are a good measure.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">A number is not finite, or the points have another number of dimensions.</exception>
    public void PartialFit(Points batch, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Dimensions != _mean.Length)
            throw new ArgumentException(FormattableString.Invariant($"Received points of {batch.Dimensions} dimensions, expected {_mean.Length}, the number of features."), nameof(batch));
        batch.EnsureFinite(nameof(batch));
        FeatureMoments moments = new(batch.Dimensions);
        foreach (Tensor part in SampleBatches.Of(new PointSet(batch), workers, CancellationToken.None)) moments.Add(part, workers);
        Points rows = Stack(batch, moments.Mean(), workers);
        _found = RightVectors.Of(rows, Math.Min(_options.Components, Math.Min(rows.Count, rows.Dimensions)), workers);
        Update(moments);
    }

    /// <summary>Gets the components of all samples so far.</summary>
    /// <exception cref="InvalidOperationException">There have been fewer samples than components.</exception>
    public Pca ToPca()
    {
        if (_found.Squares.Length < _options.Components || Count < _options.Components)
            throw new InvalidOperationException(FormattableString.Invariant($"Received {Count} samples so far, expected at least {_options.Components}, the number of components."));
        PcaMoments moments = PcaMoments.Of(_options, "samples", Count, [.. _mean], [.. _squares.Select(square => square / Count)]);
        return new Pca(_options, moments, [.. _found.Squares.Select(square => square / Count)], _found.Vectors);
    }

    /// <summary>Finds the components of a set.</summary>
    internal static Pca Fit(IDataset set, PcaOptions options, Workers workers, CancellationToken cancellation)
    {
        IncrementalPca fit = new(options, set.Shape.Size);
        foreach (Tensor batch in SampleBatches.Of(set, workers, cancellation, BatchOf(set.Shape.Size, options.Components)))
        {
            Points points = new(batch.Columns, batch.Rows);
            batch.CopyToSamples(points.Values);
            fit.PartialFit(points, workers);
        }

        return fit.ToPca();
    }

    /// <summary>Five samples for each feature, as in scikit-learn, as long as a batch takes no more than 64 MiB; several for each component always.</summary>
    private static int BatchOf(int features, int components)
    {
        const int MostNumbers = 1 << 24;
        long wanted = Math.Min(5L * features, MostNumbers / features);
        return (int)Math.Max(Math.Max(wanted, SampleBatches.Usual), 4 * components);
    }

    private Points Stack(Points batch, double[] mean, Workers workers)
    {
        int known = _found.Squares.Length;
        bool hasStep = _options.Center && Count > 0;
        Points rows = new(known + batch.Count + (hasStep ? 1 : 0), batch.Dimensions);
        for (int i = 0; i < known; i++) Fill(rows[i], _found.Vectors[i], Math.Sqrt(_found.Squares[i]));
        MatrixView below = rows.Matrix with { Offset = known * rows.Dimensions, Rows = batch.Count };
        float[] offset = [.. mean.Select(value => _options.Center ? (float)value : 0)];
        RowOffset.Add(batch.Matrix, offset, -1, below, workers);
        if (hasStep) Fill(rows[rows.Count - 1], [.. mean.Select((value, i) => _mean[i] - value)], Math.Sqrt((double)Count * batch.Count / (Count + batch.Count)));
        return rows;

        static void Fill(Span<float> row, double[] values, double factor)
        {
            for (int i = 0; i < row.Length; i++) row[i] = (float)(factor * values[i]);
        }
    }

    /// <summary>Joins the moments of all samples before with those of a batch (Chan, Golub and LeVeque).</summary>
    private void Update(FeatureMoments batch)
    {
        double[] mean = batch.Mean(), variance = batch.Variance();
        double all = Count + batch.Count;
        for (int i = 0; i < _mean.Length; i++)
        {
            double step = mean[i] - _mean[i];
            _squares[i] += (variance[i] * batch.Count) + (step * step * Count * batch.Count / all);
            _mean[i] += step * batch.Count / all;
        }

        Count += batch.Count;
    }
}

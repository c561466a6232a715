using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Finds principal components from the eigenvectors of the scatter matrix.</summary>
internal static class ExactPca
{
    /// <summary>Finds them from whichever matrix is smaller: features by features, or samples by samples.</summary>
    public static Pca Fit(IDataset set, PcaOptions options, Workers workers, CancellationToken cancellation) =>
        FromFeatures(set, options, workers, cancellation);

    private static Pca FromFeatures(IDataset set, PcaOptions options, Workers workers, CancellationToken cancellation)
    {
        ScatterMatrix sums = new(set.Shape.Size);
        foreach (Tensor batch in SampleBatches.Of(set, workers, cancellation)) sums.Add(batch, workers);
        double[] mean = sums.Mean();
        SymmetricMatrix about = sums.AboutMean(), covariance = options.Center ? about : sums.AboutOrigin();
        double[] variance = [.. Enumerable.Range(0, mean.Length).Select(i => about[i, i] / sums.Count)];
        double[] scale = PcaMoments.ScaleOf(options, mean, variance);
        for (int i = 0; i < mean.Length; i++)
            for (int j = 0; j <= i; j++) covariance[i, j] /= sums.Count * scale[i] * scale[j];
        PcaMoments moments = new(sums.Count, options.Center ? mean : new double[mean.Length], scale, covariance.Trace);
        if (!double.IsFinite(moments.TotalVariance)) throw new ArgumentException($"Received numbers in '{set.Name}' that are not finite, expected finite numbers. Drop those samples or fill in the numbers.", nameof(set));
        SymmetricEigen eigen = SymmetricEigen.Largest(covariance, options.Components, workers, cancellation);
        return new Pca(options, moments, [.. eigen.Values.Select(static value => Math.Max(value, 0))], eigen.Vectors);
    }
}

using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Finds principal components from the eigenvectors of a scatter matrix.</summary>
internal static class ExactPca
{
    /// <summary>Finds them from whichever matrix is smaller: features by features, or samples by samples.</summary>
    public static Pca Fit(IDataset set, PcaOptions options, Workers workers, CancellationToken cancellation) => set.Shape.Size <= set.Count
        ? FromFeatures(set, options, workers, cancellation)
        : FromSamples(set, options, workers, cancellation);

    private static Pca FromFeatures(IDataset set, PcaOptions options, Workers workers, CancellationToken cancellation)
    {
        ScatterMatrix sums = new(set.Shape.Size);
        foreach (Tensor batch in SampleBatches.Of(set, workers, cancellation)) sums.Add(batch, workers);
        SymmetricMatrix about = sums.AboutMean(), covariance = options.Center ? about : sums.AboutOrigin();
        double[] variance = [.. Enumerable.Range(0, about.Size).Select(i => about[i, i] / sums.Count)];
        PcaMoments moments = PcaMoments.Of(options, set.Name, sums.Count, sums.Mean(), variance);
        for (int i = 0; i < about.Size; i++)
            for (int j = 0; j <= i; j++) covariance[i, j] /= sums.Count * moments.Scale[i] * moments.Scale[j];
        SymmetricEigen eigen = SymmetricEigen.Largest(covariance, options.Components, workers, cancellation);
        return new Pca(options, moments, [.. eigen.Values.Select(static value => Math.Max(value, 0))], eigen.Vectors);
    }

    private static Pca FromSamples(IDataset set, PcaOptions options, Workers workers, CancellationToken cancellation)
    {
        PcaMoments moments = PcaMoments.Of(set, options, workers, cancellation);
        Points rows = Representations.Read(set, workers);
        RowOffset.Add(rows.Matrix, moments.Offset, -1, rows.Matrix, workers, moments.Factor);
        RightVectors found = RightVectors.Of(rows, options.Components, workers, cancellation);
        return new Pca(options, moments, [.. found.Squares.Select(square => square / set.Count)], found.Vectors);
    }
}

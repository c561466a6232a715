using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Finds principal components from a random subspace that passes over the data turn towards the largest.</summary>
/// <remarks>
/// <para><b>Computes</b> Directions Q start at random; each pass replaces them by an orthonormal basis of <c>X'X Q</c>; the components are the eigenvectors of
/// <c>Q'X'X Q</c>, brought back by Q.</para>
/// <para><b>Memory</b> The set is read in batches; beside it, 24 bytes per feature of each direction.</para>
/// <para><b>Source</b> Halko, Martinsson and Tropp, Finding Structure with Randomness, 2011, algorithm 4.4, on the side of the features. docs/math/pca.md</para>
/// </remarks>
internal sealed class RandomizedPca
{
    private readonly IDataset _set;
    private readonly Workers _workers;
    private readonly CancellationToken _cancellation;
    private readonly PcaMoments _moments;
    private readonly DenseGeometry _geometry;
    private readonly BufferRange _weight;
    private readonly double[][] _directions;

    private RandomizedPca(IDataset set, PcaOptions options, PcaMoments moments, Workers workers, CancellationToken cancellation)
    {
        _set = set;
        _workers = workers;
        _cancellation = cancellation;
        _moments = moments;
        int features = set.Shape.Size, count = Math.Min(options.Components + options.Oversampling, Math.Min(set.Count, features));
        _geometry = new DenseGeometry(features, count);
        _weight = new BufferRange(new FloatBuffer(_geometry.WeightLength));
        _directions = new double[count][];
        for (int i = 0; i < count; i++)
        {
            RandomKey key = new RandomKey(options.Seed).Fold((ulong)i);
            _directions[i] = [.. Enumerable.Range(0, features).Select(j => (double)key.Normal(j))];
        }
    }

    /// <summary>Finds them.</summary>
    public static Pca Fit(IDataset set, PcaOptions options, Workers workers, CancellationToken cancellation)
    {
        PcaMoments moments = PcaMoments.Of(set, options, workers, cancellation);
        RandomizedPca search = new(set, options, moments, workers, cancellation);
        for (int pass = 0; pass <= options.PowerIterations; pass++) search.Turn();
        return search.Finish(options);
    }

    /// <summary>Multiplies the directions by <c>X'X</c>: forward and weight gradient of a dense layer without a bias.</summary>
    private void Turn()
    {
        OrthonormalizeInto(_weight);
        BufferRange product = new(new FloatBuffer(_geometry.WeightLength));
        BufferRange deltas = new(new FloatBuffer(_geometry.DeltaLength * Tensor.PanelsFor(SampleBatches.Usual)));
        foreach ((Tensor x, Tensor scores) in Scores())
        {
            DenseKernel.OutputGradient(_geometry, ActivationKind.Linear, scores, scores, deltas, _workers);
            DenseKernel.WeightGradient(_geometry, x, deltas, product, accumulate: true, _workers);
        }

        ReadOnlySpan<float> turned = product.Span;
        for (int i = 0; i < _directions.Length; i++)
            for (int j = 0; j < _directions[i].Length; j++) _directions[i][j] = turned[_geometry.IndexOf(i, j)];
    }

    private Pca Finish(PcaOptions options)
    {
        OrthonormalizeInto(_weight);
        ScatterMatrix sums = new(_directions.Length);
        foreach ((_, Tensor scores) in Scores()) sums.Add(scores, _workers);
        SymmetricEigen eigen = SymmetricEigen.Largest(sums.AboutOrigin(), options.Components, _workers, _cancellation);
        double[][] components = new double[options.Components][];
        for (int i = 0; i < components.Length; i++)
        {
            components[i] = new double[_geometry.Inputs];
            for (int k = 0; k < _directions.Length; k++)
                for (int j = 0; j < _geometry.Inputs; j++) components[i][j] += eigen.Vectors[i][k] * _directions[k][j];
        }

        return new Pca(options, _moments, [.. eigen.Values.Select(value => Math.Max(value, 0) / _moments.Count)], components);
    }

    private void OrthonormalizeInto(BufferRange weight)
    {
        OrthonormalRows.MakeFrom(_directions, _workers);
        Span<float> stored = weight.Span;
        for (int i = 0; i < _directions.Length; i++)
            for (int j = 0; j < _directions[i].Length; j++) stored[_geometry.IndexOf(i, j)] = (float)_directions[i][j];
    }

    /// <summary>Reads the set in batches, centred and scaled, with its scores along the directions.</summary>
    private IEnumerable<(Tensor X, Tensor Scores)> Scores()
    {
        Tensor scores = new(new Shape(_directions.Length), Math.Min(SampleBatches.Usual, _set.Count));
        foreach (Tensor batch in SampleBatches.Of(_set, _workers, _cancellation))
        {
            FeatureOffset.Subtract(batch, _moments.Offset, _moments.Factor, _workers);
            Tensor part = scores.WithColumns(batch.Columns);
            DenseKernel.Forward(_geometry, batch, _weight, default, ActivationKind.Linear, part, _workers);
            yield return (batch, part);
        }
    }
}

using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Principal components: the orthogonal directions along which samples vary most.</summary>
/// <remarks>
/// <para><b>Computes</b> Scores <c>z = V (x - mean) / scale</c> and the reconstruction <c>mean + scale * V' z</c>, V the <see cref="Components"/>.
/// Among all linear codes of the size no other has a smaller squared error. docs/math/pca.md</para>
/// <para><b>Units</b> Variances are mean squares over the samples (divisor n, not n - 1): the variance left out is then exactly the mean squared
/// error of the reconstruction, per sample. scikit-learn's are larger by n / (n - 1); its singular values are the same.</para>
/// <para><b>Determinism</b> Same bits for any number of workers. Of the two directions of a component the one is taken in which its largest
/// loading is positive, the first of those within a millionth of the largest.</para>
/// </remarks>
public sealed class Pca
{
    private const int Block = 1024;

    private readonly float[] _mean;
    private readonly Points _encode;
    private readonly Points _decode;

    internal Pca(PcaOptions options, PcaMoments moments, double[] variances, IReadOnlyList<double[]> components)
    {
        Options = options;
        Samples = moments.Count;
        Mean = moments.Mean;
        Scale = moments.Scale;
        TotalVariance = moments.TotalVariance;
        ExplainedVariance = variances;
        ExplainedVarianceRatio = [.. variances.Select(variance => TotalVariance > 0 ? variance / TotalVariance : 0)];
        SingularValues = [.. variances.Select(variance => Math.Sqrt(variance * Samples))];
        int rank = (int)Math.Min(Samples, Features);
        NoiseVariance = rank > variances.Length ? Math.Max(TotalVariance - variances.Sum(), 0) / (rank - variances.Length) : 0;
        _mean = moments.Offset;
        Components = new Points(variances.Length, Features);
        _encode = new Points(variances.Length, Features);
        _decode = new Points(variances.Length, Features);
        for (int i = 0; i < variances.Length; i++) SetComponent(i, components[i]);
    }

    /// <summary>Gets what was asked for.</summary>
    public PcaOptions Options { get; }

    /// <summary>Gets the number of samples.</summary>
    public long Samples { get; }

    /// <summary>Gets the number of features.</summary>
    public int Features => Mean.Count;

    /// <summary>Gets the loadings: one component per row, of length 1, the one of the largest variance first.</summary>
    public Points Components { get; }

    /// <summary>Gets what is subtracted from each feature: its mean, or zero where nothing is centred.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>Gets what each feature is divided by: its standard deviation (divisor n) where features are standardised, 1 elsewhere and where that is zero.</summary>
    public IReadOnlyList<double> Scale { get; }

    /// <summary>Gets the variance along each component.</summary>
    public IReadOnlyList<double> ExplainedVariance { get; }

    /// <summary>Gets the part of <see cref="TotalVariance"/> along each component; zero where nothing varies.</summary>
    public IReadOnlyList<double> ExplainedVarianceRatio { get; }

    /// <summary>Gets the singular values of the centred and scaled samples: the square roots of n times the variances.</summary>
    public IReadOnlyList<double> SingularValues { get; }

    /// <summary>Gets the variance along all directions together.</summary>
    public double TotalVariance { get; }

    /// <summary>Gets the mean variance of the directions left out, as in probabilistic principal components (Tipping and Bishop, 1999); zero where none is
    /// left out.</summary>
    public double NoiseVariance { get; }

    /// <summary>Gets the angle of each component to the first feature in degrees, -180 to 180; for points of two dimensions.</summary>
    /// <exception cref="InvalidOperationException">There are more than two features, or one.</exception>
    public IReadOnlyList<double> Angles => Features == 2
        ? [.. Enumerable.Range(0, Components.Count).Select(i => double.RadiansToDegrees(Math.Atan2(Components[i][1], Components[i][0])))]
        : throw new InvalidOperationException(FormattableString.Invariant($"Received {Features} features, expected 2: angles are for points of a plane."));

    /// <summary>Finds the principal components of points.</summary>
    /// <param name="points">The points.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">A number is not finite, or the options do not fit the points.</exception>
    public static Pca Fit(Points points, PcaOptions options, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(points);
        points.EnsureFinite(nameof(points));
        return Fit(new PointSet(points), options, workers);
    }

    /// <summary>Finds the principal components of a data set.</summary>
    /// <remarks><b>Memory</b> The set is read in batches; beside it, 24 bytes per pair of features, or, where samples are fewer, 4 bytes per
    /// feature of each sample and 24 per pair of samples.</remarks>
    /// <param name="set">The set.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="workers">The team.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">The options do not fit the set, or a number is not finite.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static Pca Fit(IDataset set, PcaOptions options, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(workers);
        PcaChecks.EnsureFits(options, set.Count, set.Shape.Size);
        return options.Solver switch
        {
            PcaSolver.Randomized => RandomizedPca.Fit(set, options, workers, cancellation),
            PcaSolver.Incremental => IncrementalPca.Fit(set, options, workers, cancellation),
            _ => ExactPca.Fit(set, options, workers, cancellation),
        };
    }

    /// <summary>Computes the scores of points.</summary>
    /// <param name="points">The points; <see cref="Features"/> numbers each.</param>
    /// <param name="workers">The team.</param>
    /// <returns>A point for each, one dimension per component.</returns>
    /// <exception cref="ArgumentException">The points have another number of dimensions.</exception>
    public Points Transform(Points points, Workers workers)
    {
        EnsureDimensions(points, Features, "features");
        Points scores = new(points.Count, Components.Count), centered = new(Math.Min(Block, points.Count), Features);
        for (int start = 0; start < points.Count; start += Block)
        {
            int rows = Math.Min(Block, points.Count - start);
            MatrixView block = Rows(centered, 0, rows);
            RowOffset.Add(Rows(points, start, rows), _mean, -1, block, workers);
            Gemm.Multiply(block, _encode.Matrix.Transposed, Rows(scores, start, rows), workers);
        }

        return scores;
    }

    /// <summary>Computes the reconstructions of scores.</summary>
    /// <param name="scores">The scores; one dimension per component.</param>
    /// <param name="workers">The team.</param>
    /// <returns>A point for each, <see cref="Features"/> numbers each.</returns>
    /// <exception cref="ArgumentException">The scores have another number of dimensions.</exception>
    public Points InverseTransform(Points scores, Workers workers)
    {
        EnsureDimensions(scores, Components.Count, "components");
        Points points = new(scores.Count, Features);
        Gemm.Multiply(scores.Matrix, _decode.Matrix, points.Matrix, workers);
        RowOffset.Add(points.Matrix, _mean, 1, points.Matrix, workers);
        return points;
    }

    /// <summary>Makes a network of one linear layer each way that computes scores and reconstructions.</summary>
    /// <remarks><b>Computes</b> Centring, scaling and whitening are folded into weights and biases.</remarks>
    /// <param name="input">The shape of one sample; <see cref="Features"/> features.</param>
    /// <exception cref="ArgumentException">The shape has another number of features.</exception>
    public Network ToNetwork(Shape input)
    {
        if (input.Size != Features)
            throw new ArgumentException(FormattableString.Invariant($"Received {input} with {input.Size} features, expected {Features}."), nameof(input));
        Network network = Network.Build(PcaModel.Spec(input, Components.Count), new RandomKey(Options.Seed));
        float[] encoderBias = new float[Components.Count], decoderWeight = new float[Features * Components.Count];
        for (int i = 0; i < encoderBias.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < Features; j++)
            {
                sum += Mean[j] * _encode[i][j];
                decoderWeight[(j * encoderBias.Length) + i] = _decode[i][j];
            }

            encoderBias[i] = (float)-sum;
        }

        Set("encoder.0.weight", _encode.Values);
        Set("encoder.0.bias", encoderBias);
        Set("decoder.0.weight", decoderWeight);
        Set("decoder.0.bias", _mean);
        return network;

        void Set(string name, ReadOnlySpan<float> values) => ParameterSet.Import(network.Parameters[name], values, network.Parameters.Values);
    }

    private static MatrixView Rows(Points points, int first, int count) =>
        points.Matrix with { Offset = first * points.Dimensions, Rows = count };

    private static void EnsureDimensions(Points points, int expected, string what)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Dimensions != expected)
            throw new ArgumentException(FormattableString.Invariant($"Received points of {points.Dimensions} dimensions, expected {expected}, the number of {what}."), nameof(points));
    }

    private void SetComponent(int index, double[] component)
    {
        // What rounding alone has left is no variance to divide by.
        double variance = ExplainedVariance[index], sign = SignOf(component);
        double deviation = Options.Whiten && variance > 1e-12 * TotalVariance ? Math.Sqrt(variance) : 1;
        for (int j = 0; j < component.Length; j++)
        {
            double loading = sign * component[j];
            Components[index][j] = (float)loading;
            _encode[index][j] = (float)(loading / Scale[j] / deviation);
            _decode[index][j] = (float)(loading * Scale[j] * deviation);
        }
    }

    private static double SignOf(double[] component)
    {
        double least = component.Max(Math.Abs) * (1 - 1e-6);
        return Math.Sign(component.First(loading => Math.Abs(loading) >= least));
    }
}

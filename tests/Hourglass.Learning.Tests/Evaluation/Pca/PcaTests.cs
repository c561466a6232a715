using Hourglass.Networks;
using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Learning.Tests;

public class PcaTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int, int, bool, bool, PcaSolver> Cases => new()
    {
        { 40, 6, true, false, PcaSolver.Exact },
        { 40, 6, false, false, PcaSolver.Exact },
        { 40, 6, true, true, PcaSolver.Exact },
        { 40, 6, false, true, PcaSolver.Exact },
        { 300, 70, true, false, PcaSolver.Exact },
        { 12, 90, true, false, PcaSolver.Exact },
        { 12, 90, false, true, PcaSolver.Exact },
        { 300, 70, true, false, PcaSolver.Randomized },
        { 60, 90, true, true, PcaSolver.Randomized },
        { 60, 90, false, false, PcaSolver.Randomized },
        { 300, 70, true, false, PcaSolver.Incremental },
        { 40, 6, false, false, PcaSolver.Incremental },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_AgainstJacobi_AgreesInAllFigures(int samples, int features, bool center, bool standardize, PcaSolver solver)
    {
        const int Count = 4;
        Points points = Cloud(samples, features);

        Pca pca = Pca.Fit(new PointsSet(points), new PcaOptions(Count, center, standardize, Solver: solver), Workers.Single, Token);

        (double[] mean, double[] scale, double[,] covariance) = Naive(points, center, standardize);
        (double[] values, double[][] vectors) = JacobiOracle.Eigen(covariance);
        double total = Enumerable.Range(0, features).Sum(i => covariance[i, i]);

        // Blocks of products in single precision; components are as exact as their variances lie apart.
        Close.Equal(values.AsSpan(0, Count), pca.ExplainedVariance.ToArray(), 2e-6 * values[0], 0, "variances");
        Close.Equal([.. values.Take(Count).Select(value => value / total)], pca.ExplainedVarianceRatio.ToArray(), 2e-6, 0, "ratios");
        Close.Equal([.. values.Take(Count).Select(value => Math.Sqrt(value * samples))], pca.SingularValues.ToArray(), 0, 1e-4, "singular values");
        Assert.Equal(values.Skip(Count).Sum() / (Math.Min(samples, features) - Count), pca.NoiseVariance, 1e-5 * total);
        if (center) Close.Equal(mean, pca.Mean.ToArray(), 1e-6, 0, "mean");
        else Assert.All(pca.Mean, static value => Assert.Equal(0, value));
        Close.Equal(scale, pca.Scale.ToArray(), 0, 1e-6, "scale");
        for (int i = 0; i < Count; i++)
        {
            double[] loadings = pca.Components[i].ToArray().Doubles();
            Assert.Equal(1, Math.Abs(loadings.Zip(vectors[i], static (x, y) => x * y).Sum()), 1e-6);
            Assert.True(loadings.MaxBy(Math.Abs) > 0, "the largest loading is positive");
        }
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    public void Network_ComputesScoresAndReconstructions(bool center, bool standardize, bool whiten)
    {
        Points points = Cloud(50, 12);
        Pca pca = Pca.Fit(points, new PcaOptions(5, center, standardize, whiten), Workers.Single);

        Network network = pca.ToNetwork(new Shape(1, 3, 4));

        Points scores = pca.Transform(points, Workers.Single), back = pca.InverseTransform(scores, Workers.Single);
        float[] samples = points.Values.ToArray();
        Inference inference = new(network);
        Close.Equal(scores.Values.ToArray().Doubles(), inference.Encode(samples), 2e-5, 1e-5, "scores");
        Close.Equal(back.Values.ToArray().Doubles(), inference.Reconstruct(samples), 2e-5, 1e-5, "reconstructions");
        double variance = Enumerable.Range(0, 50).Average(i => Math.Pow(scores[i][0], 2));
        Assert.Equal(whiten ? 1 : pca.ExplainedVariance[0], variance, 1e-4 * Math.Max(1, pca.ExplainedVariance[0]));
    }

    [Fact]
    public void InverseTransform_LeavesTheVarianceLeftOut()
    {
        Points points = Cloud(60, 8);
        Pca pca = Pca.Fit(points, new PcaOptions(3), Workers.Single);

        Points back = pca.InverseTransform(pca.Transform(points, Workers.Single), Workers.Single);

        double error = 0;
        for (int i = 0; i < points.Values.Length; i++) error += Math.Pow(points.Values[i] - back.Values[i], 2) / points.Count;
        Assert.Equal(pca.TotalVariance - pca.ExplainedVariance.Sum(), error, 1e-5 * pca.TotalVariance);
    }

    [Theory]
    [InlineData(100, 70, PcaSolver.Exact)]
    [InlineData(20, 200, PcaSolver.Exact)]
    [InlineData(100, 70, PcaSolver.Randomized)]
    [InlineData(100, 70, PcaSolver.Incremental)]
    public void Fit_AnyNumberOfWorkers_GivesTheSameBits(int samples, int features, PcaSolver solver)
    {
        Points points = Cloud(samples, features);
        PcaOptions options = new(5, Solver: solver);
        Pca expected = Pca.Fit(points, options, Workers.Single);

        foreach (int count in (int[])[2, 3, 7])
        {
            using Workers workers = new(count);
            Pca actual = Pca.Fit(points, options, workers);
            Close.Identical(expected.Components.Values, actual.Components.Values, "components");
            Assert.Equal(expected.ExplainedVariance, actual.ExplainedVariance);
            Close.Identical(expected.Transform(points, Workers.Single).Values, actual.Transform(points, workers).Values, "scores");
        }
    }

    [Fact]
    public void Fit_OfTheCoursesPoints_HasItsAxesVariancesAndError()
    {
        string? path = Environment.GetEnvironmentVariable("HOURGLASS_DATA") is { } folder ? Path.Combine(folder, "ex7", "ex7data1.mat") : null;
        Assert.SkipUnless(File.Exists(path), "HOURGLASS_DATA holds no ex7/ex7data1.mat.");
        Points points = new(MatFile.Read(path!, "X").Values.ToArray(), 2);

        Pca pca = Pca.Fit(points, new PcaOptions(2, Standardize: true), Workers.Single), line = Pca.Fit(points, new PcaOptions(1, Standardize: true), Workers.Single);

        // Two standardised features always have their axes here; the figures are the course's.
        Assert.Equal([45, -45], pca.Angles.Select(static angle => Math.Round(angle, 5)));
        Assert.Equal(1.73553, pca.ExplainedVariance[0], 5e-6);
        Assert.Equal(0.26447, pca.ExplainedVariance[1], 5e-6);
        Assert.Equal(0.2644696, line.NoiseVariance, 5e-8);
    }

    [Fact]
    public void Angles_OfMoreThanAPlane_AreRefused() =>
        Assert.Throws<InvalidOperationException>(() => Pca.Fit(Cloud(9, 3), new PcaOptions(1), Workers.Single).Angles);

    [Fact]
    public void Fit_WithConstantColumns_LeavesThemAsTheyAre()
    {
        Points points = Cloud(30, 5);
        for (int i = 0; i < points.Count; i++) points[i][2] = 0.1f;

        Pca pca = Pca.Fit(points, new PcaOptions(5, Standardize: true, Whiten: true), Workers.Single);

        // Four standardised features of variance 1; the fifth has none, and its component is left alone by whitening.
        Assert.Equal(1, pca.Scale[2]);
        Assert.Equal(4, pca.TotalVariance, 1e-6);
        Assert.Equal(0, pca.ExplainedVariance[4], 1e-6);
        Points back = pca.InverseTransform(pca.Transform(points, Workers.Single), Workers.Single);
        Close.Equal(points.Values.ToArray().Doubles(), back.Values, 1e-5, 0, "reconstructions");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Fit_OfEqualPoints_ExplainsNothingAndGivesThemBack(int count)
    {
        Points points = new([.. Enumerable.Repeat((float[])[1, 2, 3], count).SelectMany(static x => x)], 3);

        Pca pca = Pca.Fit(points, new PcaOptions(1), Workers.Single);

        Assert.Equal((0, 0, 0), (pca.TotalVariance, pca.ExplainedVariance[0], pca.ExplainedVarianceRatio[0]));
        Assert.Equal(points.Values, pca.InverseTransform(pca.Transform(points, Workers.Single), Workers.Single).Values);
    }

    [Fact]
    public void Fit_OfNotANumber_NamesThePlace()
    {
        Points points = Cloud(9, 3);
        points[4][1] = float.NaN;

        Assert.Contains("NaN in point 4, dimension 1", Refused(() => Pca.Fit(points, new PcaOptions(1), Workers.Single)), StringComparison.Ordinal);
        Assert.Contains("feature 1 of 'set'", Refused(() => Pca.Fit(new PointsSet(points), new PcaOptions(1), Workers.Single, Token)), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OfOptionsThatDoNotFit_SaysWhatWouldFit()
    {
        Points points = Cloud(4, 9);

        Assert.Contains("Received 5 components for 4 samples of 9 features, expected at most 4", Fit(new(5)), StringComparison.Ordinal);
        Assert.Contains("Received 0 components, expected 1 or more", Fit(new(0)), StringComparison.Ordinal);
        Assert.Contains("Received -1 power iterations", Fit(new(1, PowerIterations: -1)), StringComparison.Ordinal);
        Assert.Contains("Received an oversampling of -1", Fit(new(1, Oversampling: -1)), StringComparison.Ordinal);
        Assert.Contains("incremental solver for standardised features", Fit(new(1, Standardize: true, Solver: PcaSolver.Incremental)), StringComparison.Ordinal);
        Assert.Contains("Received points of 3 dimensions, expected 9", Refused(() => Pca.Fit(points, new(1), Workers.Single).Transform(Cloud(2, 3), Workers.Single)), StringComparison.Ordinal);
        Assert.Contains("Received points of 3 dimensions, expected 1", Refused(() => Pca.Fit(points, new(1), Workers.Single).InverseTransform(Cloud(2, 3), Workers.Single)), StringComparison.Ordinal);
        Assert.Contains("expected 9", Refused(() => Pca.Fit(points, new(1), Workers.Single).ToNetwork(new Shape(8))), StringComparison.Ordinal);

        string Fit(PcaOptions options) => Refused(() => Pca.Fit(points, options, Workers.Single));
    }

    [Fact]
    public void Fit_Cancelled_Ends() => Assert.Throws<OperationCanceledException>(
        () => Pca.Fit(new PointsSet(Cloud(9, 3)), new PcaOptions(1), Workers.Single, new CancellationToken(true)));

    private static string Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    /// <summary>Draws points whose variances fall by half from direction to direction, so that components are well apart.</summary>
    private static Points Cloud(int samples, int features)
    {
        float[] normal = Draw.Normal(11, samples * features), mix = Draw.Normal(12, features * features);
        Points points = new(samples, features);
        for (int i = 0; i < samples; i++)
            for (int j = 0; j < features; j++)
                for (int k = 0; k < features; k++) points[i][j] += (k == 0 && i == 0 ? 0 : normal[(i * features) + k]) * mix[(k * features) + j] * MathF.Pow(0.6f, k) + (k == 0 ? 0.3f * j / features : 0);
        return points;
    }

    private static (double[] Mean, double[] Scale, double[,] Covariance) Naive(Points points, bool center, bool standardize)
    {
        int features = points.Dimensions;
        double[] mean = new double[features], scale = new double[features];
        for (int j = 0; j < features; j++)
        {
            mean[j] = Enumerable.Range(0, points.Count).Average(i => (double)points[i][j]);
            double deviation = Math.Sqrt(Enumerable.Range(0, points.Count).Average(i => Math.Pow(points[i][j] - mean[j], 2)));
            scale[j] = standardize ? deviation : 1;
        }

        double[,] covariance = new double[features, features];
        for (int i = 0; i < points.Count; i++)
            for (int j = 0; j < features; j++)
                for (int k = 0; k < features; k++) covariance[j, k] += Value(i, j) * Value(i, k) / points.Count;
        return (mean, scale, covariance);

        double Value(int i, int j) => (points[i][j] - (center ? mean[j] : 0)) / scale[j];
    }

    /// <summary>Points as a data set that nobody has checked.</summary>
    private sealed class PointsSet(Points points) : IDataset
    {
        public string Name => "set";

        public int Count => points.Count;

        public Shape Shape { get; } = new(points.Dimensions);

        public ReadOnlyMemory<int> Labels => default;

        public IReadOnlyList<string> ClassNames => [];

        public void Read(ReadOnlySpan<int> indices, Tensor destination, Workers workers) => Gathering.Gather(points.Matrix, indices, destination, workers);
    }
}

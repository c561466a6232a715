using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Tells the classes of points by a linear function of their numbers: softmax regression.</summary>
/// <remarks>
/// <para>A probe of what a code makes plain: what a linear classifier finds needs no further learning.</para>
/// <para><b>Computes</b> The minimum of the mean cross-entropy plus <c>L2 / 2</c> times the squared weights (biases are free) on dimensions
/// brought to mean zero and deviation one by the training points, with L-BFGS on all points at once. The function is convex, so that
/// there is one minimum, and it is scikit-learn's <c>LogisticRegression(C=1)</c> on standardised inputs where L2 is one by the number of points.</para>
/// <para><b>Memory</b> A copy of the points, and the classes' probabilities of each.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
public sealed class LinearProbe
{
    private const double Tolerance = 1e-4;

    private readonly Network _network;
    private readonly LabeledPoints _train;
    private readonly double[] _mean;
    private readonly double[] _scale;

    private LinearProbe(LabeledPoints train, int mostIterations, Workers workers, CancellationToken cancellation)
    {
        _train = train;
        (_mean, _scale) = Standard(train.Points);
        _network = Network.Build(
            new ModelSpec(
                "probe",
                new Shape(train.Points.Dimensions),
                [new FlattenSpec()],
                [new DenseSpec(train.ClassNames.Count, ActivationKind.Softmax)],
                new LossSpec(LossKind.CrossEntropy) { WeightL2 = 0.5 / train.Points.Count }),
            new RandomKey(0));
        (Iterations, HasConverged, Loss) = Minimize(mostIterations, workers, cancellation);
    }

    /// <summary>Gets the steps that were taken.</summary>
    public int Iterations { get; }

    /// <summary>Gets whether no entry of the gradient was above 1e-4 at the end, scikit-learn's tolerance.</summary>
    public bool HasConverged { get; }

    /// <summary>Gets the mean cross-entropy of the training points with the penalty, in nats.</summary>
    public double Loss { get; }

    /// <summary>Fits a probe.</summary>
    /// <param name="train">The points whose classes are known.</param>
    /// <param name="workers">The team.</param>
    /// <param name="mostIterations">When to end at the latest. The default, 200, is twice what scikit-learn allows; codes of 32 numbers of MNIST
    /// take some 60.</param>
    /// <param name="cancellation">Ends it early. The default never does.</param>
    /// <exception cref="ArgumentException">There are fewer than two classes, or a number is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static LinearProbe Fit(LabeledPoints train, Workers workers, int mostIterations = 200, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostIterations);
        if (train.ClassNames.Count < 2)
            throw new ArgumentException($"Received points of {train.ClassNames.Count} class, expected two classes or more: of one there is nothing to be told.", nameof(train));
        train.Points.EnsureFinite(nameof(train));
        return new LinearProbe(train, mostIterations, workers, cancellation);
    }

    /// <summary>Classifies points and counts the mistakes.</summary>
    /// <param name="test">The points, of the same dimensions and classes.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">Dimensions or classes differ, or a number is not finite.</exception>
    public ClassificationQuality Measure(LabeledPoints test, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(test);
        _train.EnsureFits(test, nameof(test));
        test.Points.EnsureFinite(nameof(test));
        return ClassificationQuality.Measure(_network, Standardise(test), workers);
    }

    private static (double[] Mean, double[] Scale) Standard(Points points)
    {
        double[] mean = new double[points.Dimensions], squares = new double[points.Dimensions];
        for (int i = 0; i < points.Count; i++)
        {
            ReadOnlySpan<float> point = points[i];
            for (int k = 0; k < mean.Length; k++)
            {
                // Welford's update: no cancellation where the mean is large.
                double off = point[k] - mean[k];
                mean[k] += off / (i + 1);
                squares[k] += off * (point[k] - mean[k]);
            }
        }

        return (mean, [.. squares.Select(square => square > 0 ? 1 / Math.Sqrt(square / points.Count) : 1)]);
    }

    private LbfgsResult Minimize(int mostIterations, Workers workers, CancellationToken cancellation)
    {
        FloatSet samples = Standardise(_train);
        Plan plan = Plan.ForTraining(_network, samples.Count, workers, ownTarget: true);
        int[] all = [.. Enumerable.Range(0, samples.Count)];
        samples.Read(all, plan.Input, workers);
        new OneHotLabels(samples).Read(all, plan.Target, workers);
        int length = _network.Parameters.TrainedLength;
        double[] place = new double[length];
        LbfgsResult result = new Lbfgs(Evaluate).Minimize(place, mostIterations, Tolerance, cancellation);
        SetParameters(place);
        return result;

        double Evaluate(double[] at, double[] gradient)
        {
            SetParameters(at);
            plan.Forward();
            double loss = plan.Loss();
            plan.Backward();
            ReadOnlySpan<float> slopes = plan.Gradient.Span;
            for (int i = 0; i < length; i++) gradient[i] = slopes[i];
            return loss;
        }
    }

    private void SetParameters(double[] place)
    {
        Span<float> values = _network.Parameters.Values.Span;
        for (int i = 0; i < place.Length; i++) values[i] = (float)place[i];
    }

    private FloatSet Standardise(LabeledPoints source)
    {
        int dimensions = source.Points.Dimensions;
        float[] values = source.Points.Values.ToArray();
        for (int i = 0; i < values.Length; i++) values[i] = (float)((values[i] - _mean[i % dimensions]) * _scale[i % dimensions]);
        return new FloatSet("points", new Shape(dimensions), values, source.Labels.ToArray(), source.ClassNames);
    }
}

using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>How well a model with a Gaussian code explains a set: the evidence lower bound and its parts.</summary>
/// <remarks>
/// <para><b>Computes</b> Each sample's code is drawn once, with the same random numbers in every call. The reconstruction is the binary
/// cross-entropy summed over the features, whatever loss the model was trained with, so that models compare; it is a likelihood where pixels
/// are probabilities. A model that damages its input is measured under damage, as it learns. docs/math/gaussian-latent.md</para>
/// <para><b>Units</b> Nats per sample.</para>
/// </remarks>
/// <param name="Count">The number of samples.</param>
/// <param name="Reconstruction">The mean over samples of the summed binary cross-entropy; the output is clamped to [1e-7, 1 - 1e-7].</param>
/// <param name="UnitDivergences">The mean over samples of each unit's divergence from N(0, 1), without weight or free bits.</param>
/// <param name="MeanVariances">The variance over samples of each unit's mean.</param>
public sealed record VariationalQuality(
    int Count, double Reconstruction, IReadOnlyList<double> UnitDivergences, IReadOnlyList<double> MeanVariances)
{
    /// <summary>The least divergence of an active unit, 0.01 nats: a unit below it tells the decoder nothing.</summary>
    public const double ActiveDivergence = 0.01;

    /// <summary>The least variance of an active unit's mean in the sense of Burda et al., Importance Weighted Autoencoders, 2016.</summary>
    public const double ActiveVariance = 0.01;

    private const int Batch = 256;

    /// <summary>Gets the divergence of the whole code.</summary>
    public double Divergence { get; } = UnitDivergences.Sum();

    /// <summary>Gets the negative evidence lower bound: at least the mean of -log p(x), in expectation over the codes drawn.</summary>
    public double NegativeElbo => Reconstruction + Divergence;

    /// <summary>Gets the importance-weighted bound with as many codes of each sample as the model was trained with; null where it was trained
    /// with one and the divergence in closed form.</summary>
    public double? ImportanceBound { get; init; }

    /// <summary>Gets the number of units with a divergence above <see cref="ActiveDivergence"/>.</summary>
    public int ActiveUnits => UnitDivergences.Count(static divergence => divergence > ActiveDivergence);

    /// <summary>Gets the number of units whose mean varies by more than <see cref="ActiveVariance"/>.</summary>
    public int VaryingUnits => MeanVariances.Count(static variance => variance > ActiveVariance);

    /// <summary>Gets the figures for tables and files.</summary>
    public IReadOnlyList<RunFigure> Figures =>
    [
        new(FigureNames.TestNegativeElbo, NegativeElbo),
        .. ImportanceBound is { } bound ? new RunFigure[] { new(FigureNames.TestImportanceBound, bound) } : [],
        new(FigureNames.TestReconstruction, Reconstruction),
        new(FigureNames.TestDivergence, Divergence),
        new(FigureNames.TestActiveUnits, ActiveUnits),
    ];

    /// <summary>Measures a network.</summary>
    /// <param name="network">The network, an autoencoder.</param>
    /// <param name="set">The set.</param>
    /// <param name="workers">The team.</param>
    /// <returns>What was measured; null where the code is not Gaussian.</returns>
    public static VariationalQuality? Measure(Network network, IDataset set, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(set);
        if (network.Encoder.OfType<GaussianLatent>().LastOrDefault() is not { } latent) return null;
        if (latent.Spec.Samples is { } samples)
        {
            return Measure(SampledNetwork.Of(network, samples: null), set, workers)! with
            {
                ImportanceBound = MeasureBound(network, set, samples, workers),
            };
        }

        Plan plan = Plan.ForTraining(network, Math.Min(Batch, set.Count), workers);
        LossTerm term = network.Spec.Loss.Kind == LossKind.BceLogits ? LossTerm.BinaryCrossEntropyOfLogit : LossTerm.BinaryCrossEntropy;
        double[] partials = new double[LossKernel.PartialCount(plan.Output.Rows, plan.Batch)];
        UnitSums sums = new(latent.Spec);
        double reconstruction = 0;
        DatasetSource source = new();
        foreach (int start in source.InOrder(set, plan))
        {
            plan.Evaluate(source, draw: start / plan.Batch);
            LossKernel.Run(term, plan.Output, plan.Target, null, 1, partials, workers);
            reconstruction += partials.AsSpan(0, LossKernel.PartialCount(plan.Output.Rows, plan.Columns)).ToArray().Sum();
            sums.Add(plan.OutputOf(latent.Heads));
        }

        return new VariationalQuality(set.Count, reconstruction / set.Count, sums.Divergences(set.Count), sums.MeanVariances(set.Count));
    }

    /// <summary>Measures the importance-weighted bound of minus the log-likelihood; the more codes, the tighter.</summary>
    /// <remarks>
    /// <para><b>Computes</b> The mean over samples of <c>-log(mean of p(x | z) p(z) / q(z | x))</c>, with the binary cross-entropy as the
    /// likelihood and the same random numbers in every call. docs/math/importance-weighting.md</para>
    /// <para><b>Units</b> Nats per sample.</para>
    /// </remarks>
    /// <param name="network">The network, an autoencoder with one Gaussian code, whatever it was trained with.</param>
    /// <param name="set">The set.</param>
    /// <param name="samples">The codes of each sample: a divisor of 32.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="SpecException">The network has no Gaussian code or several, or the number of codes is another.</exception>
    public static double MeasureBound(Network network, IDataset set, int samples, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(set);
        Plan plan = Plan.ForTraining(SampledNetwork.Of(network, samples), Math.Min(Batch, set.Count), workers);
        double sum = 0;
        DatasetSource source = new();
        foreach (int start in source.InOrder(set, plan))
        {
            double loss = plan.Evaluate(source, draw: start / plan.Batch);
            sum += (loss - plan.PenaltyLoss) * plan.Columns;
        }

        return sum / set.Count;
    }

    /// <summary>Sums over the samples of a set, unit by unit.</summary>
    private sealed class UnitSums(GaussianLatentSpec spec)
    {
        private readonly double[] _divergences = new double[spec.Units];
        private readonly double[] _means = new double[spec.Units];
        private readonly double[] _squares = new double[spec.Units];

        public void Add(Tensor heads)
        {
            float[] values = new float[heads.Columns * heads.Rows];
            heads.CopyToSamples(values);
            for (int i = 0; i < values.Length; i += heads.Rows)
            {
                for (int unit = 0; unit < spec.Units; unit++)
                {
                    double mean = values[i + unit];
                    _divergences[unit] += GaussianKernel.Divergence(spec.Head, mean, values[i + spec.Units + unit]);
                    _means[unit] += mean;
                    _squares[unit] += mean * mean;
                }
            }
        }

        public double[] Divergences(int count) => [.. _divergences.Select(sum => sum / count)];

        public double[] MeanVariances(int count) =>
            [.. _means.Zip(_squares, (sum, square) => Math.Max(0, (square / count) - (sum / count * sum / count)))];
    }
}

using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>What is known of the features before components are.</summary>
/// <param name="Count">The number of samples.</param>
/// <param name="Mean">What is subtracted from each feature.</param>
/// <param name="Scale">What each is divided by.</param>
/// <param name="TotalVariance">The mean square of what is left, over all features together.</param>
internal sealed record PcaMoments(long Count, double[] Mean, double[] Scale, double TotalVariance)
{
    /// <summary>A deviation below this part of a feature's magnitude is rounding: the feature is constant.</summary>
    private const double Constant = 1e-7;

    /// <summary>Gets what is subtracted, in single precision.</summary>
    public float[] Offset { get; } = [.. Mean.Select(static mean => (float)mean)];

    /// <summary>Gets what is multiplied by, in single precision.</summary>
    public float[] Factor { get; } = [.. Scale.Select(static scale => (float)(1 / scale))];

    /// <summary>Completes what the features' own moments say.</summary>
    /// <param name="options">Whether features are centred and standardised.</param>
    /// <param name="name">What errors call the set.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="mean">The mean of each feature.</param>
    /// <param name="variance">The variance of each about its mean.</param>
    /// <exception cref="ArgumentException">A number was not finite.</exception>
    public static PcaMoments Of(PcaOptions options, string name, long count, double[] mean, double[] variance)
    {
        double[] scale = new double[mean.Length];
        double total = 0;
        for (int i = 0; i < scale.Length; i++)
        {
            if (!double.IsFinite(variance[i]))
            {
                throw new ArgumentException(
                    Phrase.Of($"Received numbers in feature {i} of '{name}' that are not finite, expected finite numbers. Drop those samples or fill in the numbers."),
                    nameof(name));
            }

            double deviation = Math.Sqrt(Math.Max(variance[i], 0));
            scale[i] = options.Standardize && deviation > Constant * Math.Abs(mean[i]) ? deviation : 1;
            total += (variance[i] + (options.Center ? 0 : mean[i] * mean[i])) / (scale[i] * scale[i]);
        }

        return new PcaMoments(count, options.Center ? mean : new double[mean.Length], scale, total);
    }

    /// <summary>Reads a set once for its moments.</summary>
    public static PcaMoments Of(IDataset set, PcaOptions options, Workers workers, CancellationToken cancellation)
    {
        FeatureMoments moments = new(set.Shape.Size);
        foreach (Tensor batch in SampleBatches.Of(set, workers, cancellation)) moments.Add(batch, workers);
        return Of(options, set.Name, moments.Count, moments.Mean(), moments.Variance());
    }
}

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

    /// <summary>Chooses the scale of features.</summary>
    /// <param name="options">Whether features are standardised.</param>
    /// <param name="mean">The mean of each.</param>
    /// <param name="variance">The variance of each about its mean.</param>
    public static double[] ScaleOf(PcaOptions options, double[] mean, double[] variance)
    {
        double[] scale = new double[mean.Length];
        for (int i = 0; i < scale.Length; i++)
        {
            double deviation = Math.Sqrt(Math.Max(variance[i], 0));
            scale[i] = options.Standardize && deviation > Constant * Math.Abs(mean[i]) && deviation > 0 ? deviation : 1;
        }

        return scale;
    }
}

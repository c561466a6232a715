using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Where the codes of a model lie: the prior that it was trained towards, or a Gaussian fitted to the codes of samples.</summary>
/// <remarks>Codes from elsewhere decode to nothing meaningful, so whatever makes up codes asks here first.</remarks>
public sealed class CodeDistribution
{
    /// <summary>The largest code that a Gaussian is fitted to: its covariance takes 32 MiB and its factor some seconds.</summary>
    public const int MaxSize = 2048;

    private readonly float[] _codes;
    private readonly double[] _mean;
    private readonly double[] _factor;
    private readonly (float Low, float High)[] _ranges;

    private CodeDistribution(int size, float[] codes, double[] mean, double[] factor, (float Low, float High)[] ranges)
    {
        Size = size;
        _codes = codes;
        _mean = mean;
        _factor = factor;
        _ranges = ranges;
    }

    /// <summary>Gets the numbers of a code.</summary>
    public int Size { get; }

    /// <summary>Gets whether it is the standard normal prior; a fitted Gaussian otherwise.</summary>
    public bool IsPrior => _codes.Length == 0;

    /// <summary>Gets how many codes it was fitted to; none for the prior.</summary>
    public int Count => _codes.Length / Size;

    /// <summary>Gets the mean of each feature.</summary>
    public ReadOnlyMemory<double> Mean => _mean;

    /// <summary>Whether the codes of a model were trained towards the standard normal prior: whether it is variational.</summary>
    /// <param name="model">The model.</param>
    public static bool HasPrior(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Encoder.Any(static layer => layer is GaussianLatentSpec);
    }

    /// <summary>Describes the standard normal prior: every feature with mean 0 and deviation 1, independent of the others.</summary>
    /// <param name="size">The numbers of a code.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    public static CodeDistribution Prior(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return new CodeDistribution(size, [], new double[size], [], []);
    }

    /// <summary>Fits a Gaussian with mean and full covariance to codes.</summary>
    /// <remarks>
    /// <para><b>Computes</b> the covariance over all codes, plus a ridge of a millionth of the mean variance, which gives a factor to
    /// features that are constant or follow from others; ten times as much each time where that is not enough.</para>
    /// <para><b>Determinism</b> Same codes, same bits, for any number of workers.</para>
    /// </remarks>
    /// <param name="codes">Whole codes, one after the other; at least one. They are kept, not copied.</param>
    /// <param name="size">The numbers of a code, at most <see cref="MaxSize"/>.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The codes are none, not whole, or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive, or too large for a full covariance.</exception>
    public static CodeDistribution Fit(float[] codes, int size, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(workers);
        if (size is < 1 or > MaxSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(size), size, $"Expected codes of 1 to {MaxSize} numbers: their covariance has as many numbers squared.");
        }

        if (codes.Length == 0 || codes.Length % size != 0)
            throw new ArgumentException($"Received {codes.Length} numbers, expected codes of {size}, at least one.", nameof(codes));
        int broken = Array.FindIndex(codes, static value => !float.IsFinite(value));
        if (broken >= 0)
        {
            throw new ArgumentException(
                Phrase.Of($"Received {codes[broken]} in code {broken / size}, expected finite numbers; this model's training broke down."), nameof(codes));
        }

        double[] mean = CodeStatistics.Mean(codes, size);
        double[] factor = CodeStatistics.Factor(CodeStatistics.Covariance(codes, mean, workers), size);
        return new CodeDistribution(size, codes, mean, factor, CodeStatistics.Ranges(codes, size));
    }

    /// <summary>Describes the codes of a model: the prior where it has one, else a Gaussian fitted to the codes of a set.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="set">The set that it was trained on; not read where there is a prior.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The codes are not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The code is too large for a full covariance.</exception>
    public static CodeDistribution Of(Network network, IDataset set, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(network);
        int size = network.Spec.CodeSize;
        return HasPrior(network.Spec) ? Prior(size) : Fit(Representations.Encode(network, set, workers).Values.ToArray(), size, workers);
    }

    /// <summary>Draws random codes.</summary>
    /// <remarks>
    /// <para><b>Computes</b> <c>mean + temperature L z</c> with standard normal z and the Cholesky factor L of the covariance. Codes of a
    /// fitted Gaussian are cut to the range of the codes that it was fitted to, feature by feature: a relu gives none below zero.</para>
    /// <para><b>Determinism</b> Code i is a function of the key and i, whatever the number of codes.</para>
    /// </remarks>
    /// <param name="count">How many; not negative.</param>
    /// <param name="key">Decides which.</param>
    /// <param name="temperature">Scales the deviation: below 1 closer to the mean, more usual; above 1 farther out. 1 by default, the
    /// distribution as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or the temperature is negative or not finite.</exception>
    public float[] Draw(int count, RandomKey key, double temperature = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!double.IsFinite(temperature) || temperature < 0)
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "Expected a finite number of 0 or more.");
        float[] codes = new float[checked(count * Size)];
        double[] normal = new double[Size];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < Size; j++) normal[j] = temperature * key.Normal(((long)i * Size) + j);
            Place(normal, codes.AsSpan(i * Size, Size));
        }

        return codes;
    }

    /// <summary>Finds where a share of the codes lies below, in one feature.</summary>
    /// <remarks><b>Computes</b> the inverse normal distribution function for the prior; for fitted codes the empirical quantile, linear
    /// between neighbours.</remarks>
    /// <param name="feature">The feature, from 0.</param>
    /// <param name="share">The share; above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such feature, or the share is not between 0 and 1.</exception>
    public double Quantile(int feature, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(feature);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(feature, Size);
        if (share is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "Expected a number above 0 and below 1.");
        return IsPrior ? NormalQuantile.Of(share) : EmpiricalQuantile(feature, share);
    }

    /// <summary>Places values evenly over what lies between two quantiles of a feature.</summary>
    /// <remarks><b>Computes</b> for the prior values between which the same share of codes lies, through the inverse normal distribution
    /// function; for fitted codes equal distances, because their distribution is nothing that the model was trained towards.</remarks>
    /// <param name="feature">The feature, from 0.</param>
    /// <param name="count">How many values; 2 or more.</param>
    /// <param name="low">The share of codes below the first value; above 0.</param>
    /// <param name="high">The share of codes below the last value; above <paramref name="low"/> and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such feature, the count is below 2 or the shares are not in order.</exception>
    public float[] Axis(int feature, int count, double low, double high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (low >= high) throw new ArgumentOutOfRangeException(nameof(low), low, $"Expected less than {high}, the share at the other end.");
        double first = Quantile(feature, low), last = Quantile(feature, high);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            double t = (double)i / (count - 1);
            values[i] = (float)(IsPrior ? NormalQuantile.Of(((1 - t) * low) + (t * high)) : ((1 - t) * first) + (t * last));
        }

        return values;
    }

    private void Place(double[] normal, Span<float> code)
    {
        for (int row = 0; row < Size; row++)
        {
            if (IsPrior)
            {
                code[row] = (float)normal[row];
                continue;
            }

            double value = _mean[row];
            for (int column = 0; column <= row; column++) value += _factor[(row * Size) + column] * normal[column];
            code[row] = Math.Clamp((float)value, _ranges[row].Low, _ranges[row].High);
        }
    }

    private double EmpiricalQuantile(int feature, double share)
    {
        float[] values = new float[_codes.Length / Size];
        for (int i = 0; i < values.Length; i++) values[i] = _codes[(i * Size) + feature];
        Array.Sort(values);
        double position = share * (values.Length - 1);
        int below = (int)position;
        float next = values[Math.Min(below + 1, values.Length - 1)];
        return values[below] + ((position - below) * (next - values[below]));
    }
}

using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>The definition of each corruption.</summary>
internal static class CorruptionOracle
{
    public static OracleOutput Forward(CorruptionSpec spec, Shape input, double[][] samples, OraclePass pass)
    {
        if (pass.Mode == PassMode.Inference) return samples;
        RandomKey key = pass.Key();
        return samples.Select((sample, n) => spec switch
        {
            MaskSpec mask => Each(sample, (x, f) => key.Uniform(n, f) < (float)mask.Drop ? 0 : x),
            GaussianNoiseSpec noise => Each(sample, (x, f) => Math.Clamp(Noisy(noise, x, key.Normal(n, f)), Low(noise), High(noise))),
            SaltAndPepperSpec grains => Each(sample, (x, f) => Grain(key.Uniform(n, f), (float)grains.Share) ?? x),
            BlockOcclusionSpec block => Cover(block, input, sample, key, n),
            BlurSpec blur => Smooth(input, sample, Weights(blur, key.Uniform(n, 0))),
            _ => throw new NotSupportedException($"Write the oracle of {spec.GetType().Name} here."),
        }).ToArray();
    }

    /// <summary>Finds the distance of the nearest sum from a bound.</summary>
    public static double DistanceFromKink(CorruptionSpec spec, double[][] samples, OraclePass pass) => spec is GaussianNoiseSpec noise
        ? samples.SelectMany((sample, n) => sample.Select((x, f) => Noisy(noise, x, pass.Key().Normal(n, f))))
            .Min(sum => Math.Min(Math.Abs(sum - Low(noise)), Math.Abs(sum - High(noise))))
        : double.PositiveInfinity;

    private static double Low(GaussianNoiseSpec spec) => spec.Minimum ?? double.NegativeInfinity;

    private static double High(GaussianNoiseSpec spec) => spec.Maximum ?? double.PositiveInfinity;

    private static double Noisy(GaussianNoiseSpec spec, double x, double z) => x + (spec.Deviation * z);

    private static double[] Each(double[] sample, Func<double, int, double> function) => [.. sample.Select(function)];

    private static double? Grain(float u, float share) => u < share / 2 ? 0 : u < share ? 1 : null;

    private static double[] Cover(BlockOcclusionSpec spec, Shape shape, double[] sample, RandomKey key, int n)
    {
        int width = spec.Width ?? spec.Height;
        int top = key.Below(n, 0, shape.Height - spec.Height + 1), left = key.Below(n, 1, shape.Width - width + 1);
        return Each(sample, (x, f) =>
        {
            int row = f / shape.Channels / shape.Width, column = f / shape.Channels % shape.Width;
            return row >= top && row < top + spec.Height && column >= left && column < left + width ? spec.Value : x;
        });
    }

    private static double[] Weights(BlurSpec spec, double u)
    {
        double least = spec.Least ?? spec.Sigma, sigma = least + (u * (spec.Sigma - least));
        int radius = (int)Math.Ceiling(3 * spec.Sigma);
        double[] weights = [.. Enumerable.Range(-radius, (2 * radius) + 1).Select(k => Math.Exp(-k * k / (2 * sigma * sigma)))];
        double sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }

    private static double[] Smooth(Shape shape, double[] sample, double[] weights)
    {
        int radius = weights.Length / 2;
        double At(double[] image, int y, int x, int c) =>
            image[(((Math.Clamp(y, 0, shape.Height - 1) * shape.Width) + Math.Clamp(x, 0, shape.Width - 1)) * shape.Channels) + c];
        double[] Along(double[] image, int dy, int dx) => Each(image, (_, f) =>
        {
            int c = f % shape.Channels, x = f / shape.Channels % shape.Width, y = f / shape.Channels / shape.Width;
            return weights.Select((w, i) => w * At(image, y + (dy * (i - radius)), x + (dx * (i - radius)), c)).Sum();
        });
        return Along(Along(sample, 0, 1), 1, 0);
    }
}

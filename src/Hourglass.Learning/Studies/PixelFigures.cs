using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Compares reconstructions with samples pixel by pixel, by measures that runs do not keep.</summary>
internal static class PixelFigures
{
    /// <summary>The mean absolute error.</summary>
    public const string Mae = "test_mae";

    /// <summary>The mean of the Huber loss, whose border is 1.</summary>
    public const string Huber = "test_huber";

    /// <summary>The share of reconstructed pixels that are black or white, or nearly so.</summary>
    public const string Extreme = "test_extreme_pixels";

    /// <summary>The same of the samples.</summary>
    public const string ExtremeOfSamples = "sample_extreme_pixels";

    /// <summary>The pixels that no reconstruction lights, though one in a hundred samples does.</summary>
    public const string Unlit = "test_unlit_pixels";

    private const double Near = 0.05, Light = 0.5, LeastShare = 0.01;

    /// <summary>Measures a run on its test set, once.</summary>
    public static RunFigures Of(StudyRun run, StudyBench bench) => bench.Once($"pixels-{run.Name}", () =>
    {
        Points samples = Representations.Read(run.Split.Test, bench.Workers);
        return Compare(samples.Values, new Inference(run.Network, bench.Workers).Reconstruct(samples.Values), samples.Dimensions);
    });

    /// <summary>Compares answers with samples.</summary>
    /// <param name="samples">Whole samples, one after the other.</param>
    /// <param name="answers">The answer to each.</param>
    /// <param name="size">The pixels of one.</param>
    public static RunFigures Compare(ReadOnlySpan<float> samples, ReadOnlySpan<float> answers, int size)
    {
        double absolute = 0, huber = 0;
        int extreme = 0, extremeOfSamples = 0;
        int[] lit = new int[size];
        bool[] answered = new bool[size];
        for (int i = 0; i < samples.Length; i++)
        {
            double error = Math.Abs(answers[i] - samples[i]);
            absolute += error;
            huber += error <= 1 ? error * error / 2 : error - 0.5;
            if (IsExtreme(answers[i])) extreme++;
            if (IsExtreme(samples[i])) extremeOfSamples++;
            if (samples[i] > Light) lit[i % size]++;
            answered[i % size] |= answers[i] > 0;
        }

        double least = LeastShare * samples.Length / size;
        return new RunFigures(
        [
            new(Mae, absolute / samples.Length),
            new(Huber, huber / samples.Length),
            new(Extreme, (double)extreme / samples.Length),
            new(ExtremeOfSamples, (double)extremeOfSamples / samples.Length),
            new(Unlit, Enumerable.Range(0, size).Count(pixel => !answered[pixel] && lit[pixel] >= least)),
        ]);
    }

    private static bool IsExtreme(float pixel) => pixel is < (float)Near or > (float)(1 - Near);
}

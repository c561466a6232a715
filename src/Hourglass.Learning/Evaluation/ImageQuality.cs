using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>How much reconstructions look like images, beside their squared error: PSNR and SSIM.</summary>
/// <remarks>
/// <para><b>Source</b> docs/math/image-quality.md has the formulas and says which borders count.</para>
/// </remarks>
/// <param name="Psnr">The mean over images of each image's peak signal-to-noise ratio, <c>10 log10(1 / mse)</c>, in dB.</param>
/// <param name="Ssim">The mean over images of their structural similarity, 1 where images are equal; null for images that are smaller than
/// its window of 11 x 11 pixels.</param>
public sealed record ImageQuality(double Psnr, double? Ssim)
{
    /// <summary>The ratio of an image without error, in dB: 100, far above what any model reaches, so that one exact image does not make the
    /// mean infinite. No image counts more.</summary>
    public const double LargestPsnr = 100;

    private const double LeastMse = 1e-10;

    /// <summary>Gets the peak signal-to-noise ratio of a mean squared error, for pixels in 0..1.</summary>
    /// <param name="mse">The mean squared error; of one image, or of many, which gives less than the mean over their ratios.</param>
    public static double PsnrOf(double mse) => -10 * Math.Log10(Math.Max(mse, LeastMse));

    /// <summary>Gets whether samples are images, of which alone there is a quality.</summary>
    internal static bool IsOf(Shape shape) => shape is { Height: > 1, Width: > 1 };

    /// <summary>Gets the quality of answers.</summary>
    /// <param name="squaredErrors">The sum of squared errors of each image.</param>
    /// <param name="features">The numbers of an image.</param>
    /// <param name="similarities">The structural similarity of each image; null for none.</param>
    internal static ImageQuality Of(IReadOnlyList<float> squaredErrors, int features, double[]? similarities) =>
        new(squaredErrors.Average(error => PsnrOf((double)error / features)), similarities?.Average());

    /// <summary>Gets the figures under the names of a prefix.</summary>
    internal IEnumerable<RunFigure> Figures(string psnrName, string ssimName) =>
        [new(psnrName, Psnr), .. Ssim is { } ssim ? new RunFigure[] { new(ssimName, ssim) } : []];
}

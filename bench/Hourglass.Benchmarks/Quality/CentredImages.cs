using Hourglass.Learning;

namespace Hourglass.Benchmarks;

/// <summary>Images with the mean training image taken off, as PCA sees them.</summary>
internal static class CentredImages
{
    /// <summary>Computes the mean of each pixel, in 0..1.</summary>
    public static double[] MeanOf(ImageSet images)
    {
        double[] mean = new double[images.Shape.Size];
        for (int i = 0; i < images.Count; i++)
        {
            ReadOnlySpan<byte> pixels = images.PixelsOf(i);
            for (int j = 0; j < mean.Length; j++) mean[j] += pixels[j];
        }

        for (int j = 0; j < mean.Length; j++) mean[j] /= (double)images.Count * byte.MaxValue;
        return mean;
    }

    /// <summary>Subtracts a mean from every image.</summary>
    public static FloatSet Subtract(ImageSet images, double[] mean)
    {
        ReadOnlySpan<byte> pixels = images.Pixels;
        float[] values = new float[pixels.Length];
        for (int i = 0; i < values.Length; i++) values[i] = (float)(((double)pixels[i] / byte.MaxValue) - mean[i % mean.Length]);
        return new FloatSet($"{images.Name}, centred", images.Shape, values);
    }
}

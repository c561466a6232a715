using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Images that are no digits, made of test images: what a model of digits cannot keep, and what copies its input can.</summary>
/// <remarks>Only pixels that are often inked are touched; the others stay as they are, so that a network is not asked for pixels it has never seen lit.</remarks>
internal sealed class ForeignImages
{
    private const double OftenInked = 0.1;

    // Keep the two kinds apart.
    private const ulong ShuffleIdentity = 0x73687566666c65, NoiseIdentity = 0x6e6f697365;

    private ForeignImages(FloatSet shuffled, FloatSet noise) => (Shuffled, Noise) = (shuffled, noise);

    /// <summary>Gets the images with their inked pixels in another order, each in its own.</summary>
    public FloatSet Shuffled { get; }

    /// <summary>Gets noise, uniform from 0 to 1, in the place of inked pixels.</summary>
    public FloatSet Noise { get; }

    /// <summary>Makes them.</summary>
    /// <param name="digits">The images.</param>
    /// <param name="seed">Decides the order and the noise.</param>
    /// <param name="workers">The team.</param>
    public static ForeignImages Of(IDataset digits, ulong seed, Workers workers)
    {
        Points images = Representations.Read(digits, workers);
        int[] inked = [.. Enumerable.Range(0, images.Dimensions).Where(pixel => Mean(images, pixel) > OftenInked)];
        float[] shuffled = images.Values.ToArray(), noise = images.Values.ToArray();
        int[] order = new int[inked.Length];
        for (int i = 0; i < images.Count; i++)
        {
            int start = i * images.Dimensions;
            new RandomKey(seed).Fold(ShuffleIdentity).Fold((ulong)i).FillPermutation(order);
            for (int pixel = 0; pixel < inked.Length; pixel++)
            {
                shuffled[start + inked[pixel]] = images[i][inked[order[pixel]]];
                noise[start + inked[pixel]] = new RandomKey(seed).Fold(NoiseIdentity).Uniform(i, pixel);
            }
        }

        return new ForeignImages(new FloatSet("shuffled", digits.Shape, shuffled), new FloatSet("noise", digits.Shape, noise));
    }

    private static double Mean(Points images, int pixel)
    {
        double sum = 0;
        for (int i = 0; i < images.Count; i++) sum += images[i][pixel];
        return sum / images.Count;
    }
}

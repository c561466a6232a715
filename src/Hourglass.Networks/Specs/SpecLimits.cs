using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Bounds of every spec, so that a forged file cannot exhaust memory.</summary>
public static class SpecLimits
{
    /// <summary>The most layers of a model, encoder and decoder together: 1,000, beyond any autoencoder in use.</summary>
    public const int Layers = 1000;

    /// <summary>The most features of one sample at any place: 2^28, one gibibyte of floats.</summary>
    public const int Features = 1 << 28;

    /// <summary>The most weights and biases of a model: 2^30, four gibibytes of floats.</summary>
    public const long Parameters = 1L << 30;

    /// <summary>Multiplies two sides without overflow; 0 where one is not positive.</summary>
    internal static int Times(int side, int factor) => side < 1 || factor < 1 ? 0 : (int)Math.Min((long)side * factor, int.MaxValue);

    /// <summary>Counts the features of a shape without overflow.</summary>
    /// <returns>The features; 0 where a side is not positive; -1 where they are more than <see cref="Features"/>.</returns>
    internal static int FeaturesOf(Shape shape)
    {
        if (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1) return 0;
        long plane = (long)shape.Height * shape.Width;
        return plane > Features || plane * shape.Channels > Features ? -1 : (int)(plane * shape.Channels);
    }
}

using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The random numbers of one digit, taken in a fixed order from its own key.</summary>
/// <remarks>
/// <para><b>Determinism</b> Integers, additions and multiplications only, so the bits are the same on every platform.
/// The usual normal transform needs a logarithm and a cosine, whose last bits differ between C libraries.</para>
/// </remarks>
/// <param name="key">The digit's key.</param>
internal struct DigitRandom(RandomKey key)
{
    /// <summary>The largest magnitude of <see cref="Bell"/>: 2 sqrt(3), rounded up.</summary>
    public const float BellLimit = 3.4642f;

    private const float Unit = 1f / (1 << 24);
    private const float BellUnit = 1.7320508f / 65536;
    private long _next;

    /// <summary>Draws a number uniform from low to high.</summary>
    public float Uniform(float low, float high) => low + ((high - low) * ((uint)(key.Bits(_next++) >> 40) * Unit));

    /// <summary>Draws an integer uniform in 0 .. bound - 1.</summary>
    public int Below(int bound) => key.Below(_next++, bound);

    /// <summary>Fills a span with numbers uniform in [-1, 1), eight to a draw: coarse ones, for roughness.</summary>
    public void FillGrain(Span<float> grain)
    {
        for (int i = 0; i < grain.Length; i += 8)
        {
            ulong bits = key.Bits(_next++);
            for (int j = i; j < Math.Min(i + 8, grain.Length); j++, bits >>= 8) grain[j] = ((sbyte)bits) / 128f;
        }
    }

    /// <summary>Draws a nearly normal number of mean 0 and deviation 1: the sum of four uniform ones, so it has hard limits.</summary>
    public float Bell()
    {
        ulong bits = key.Bits(_next++);
        int sum = (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        return (sum - 131070) * BellUnit;
    }
}

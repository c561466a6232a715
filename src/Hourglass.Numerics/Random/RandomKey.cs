namespace Hourglass.Numerics;

/// <summary>A key of a counter-based random generator: numbers are a function of (key, index), never of a call order.</summary>
/// <remarks>
/// <para><b>Computes</b> Philox 4x32 with 10 rounds on the counter <c>(index, stream)</c> under a 64-bit key.</para>
/// <para><b>Determinism</b> The same key and index give the same number on every machine, in any order, from any thread.
/// A part of a program gets its own numbers by folding its identity into the key: <c>key.Fold(epoch).Fold(layer)</c>.</para>
/// <para><b>Source</b> Salmon et al., Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011.</para>
/// </remarks>
/// <param name="Value">The 64-bit key.</param>
public readonly record struct RandomKey(ulong Value)
{
    internal const uint MultiplierA = 0xD2511F53, MultiplierB = 0xCD9E8D57;
    internal const uint WeylA = 0x9E3779B9, WeylB = 0xBB67AE85;
    internal const int Rounds = 10;

    /// <summary>The stream of the numbers of a batch, which keeps them apart from those of an index alone.</summary>
    internal const uint BatchStream = 2;

    /// <summary>Derives an independent key.</summary>
    /// <param name="identity">What tells the new key from its siblings: an epoch, a step, a layer, a sample.</param>
    public RandomKey Fold(ulong identity)
    {
        Philox(identity, 0x464F_4C44, out uint x, out uint y, out _, out _);
        return new RandomKey(((ulong)y << 32) | x);
    }

    /// <summary>Gets 64 random bits.</summary>
    /// <param name="index">The number's index.</param>
    public ulong Bits(long index)
    {
        Philox((ulong)index, 0, out uint x, out uint y, out _, out _);
        return ((ulong)y << 32) | x;
    }

    /// <summary>Gets a number uniform in [0, 1) with 24 random bits.</summary>
    /// <param name="index">The number's index.</param>
    public float Uniform(long index) => ToUnit((uint)Bits(index));

    /// <summary>Gets an integer uniform in 0 .. bound - 1.</summary>
    /// <param name="index">The number's index.</param>
    /// <param name="bound">One past the largest value; positive.</param>
    public int Below(long index, int bound) => (int)Math.BigMul(Bits(index), (ulong)bound, out _);

    /// <summary>Gets a number from the standard normal distribution.</summary>
    /// <param name="index">The number's index.</param>
    public float Normal(long index)
    {
        Philox((ulong)index, 1, out uint x, out uint y, out _, out _);
        return BoxMuller(x, y, out _);
    }

    /// <summary>Gets 32 random bits for a feature of a sample: the numbers of whole batches, which kernels compute many at a time.</summary>
    /// <remarks><b>Computes</b> Word <c>feature % 4</c> of Philox on the counter <c>(sample, feature / 4, 2, 0)</c>.</remarks>
    /// <param name="sample">The sample's number in its batch; 0 or more.</param>
    /// <param name="feature">The feature; 0 or more.</param>
    public uint Word(int sample, int feature)
    {
        Philox((uint)sample | ((ulong)(uint)(feature / 4) << 32), BatchStream, out uint x, out uint y, out uint z, out uint w);
        return (feature % 4) switch { 0 => x, 1 => y, 2 => z, _ => w };
    }

    /// <summary>Gets the number of a feature of a sample, uniform in [0, 1) with 24 random bits.</summary>
    /// <param name="sample">The sample's number in its batch; 0 or more.</param>
    /// <param name="feature">The feature; 0 or more.</param>
    public float Uniform(int sample, int feature) => ToUnit(Word(sample, feature));

    /// <summary>Gets the number of a feature of a sample from the standard normal distribution, at most 5.77 in magnitude.</summary>
    /// <remarks><b>Computes</b> Box and Muller: features 2i and 2i + 1 are <c>r cos(2 pi v)</c> and <c>r sin(2 pi v)</c> with
    /// <c>r = sqrt(-2 log(1 - u))</c>, u and v their numbers uniform in [0, 1). Kernels compute it in single precision, within 2e-6.</remarks>
    /// <param name="sample">The sample's number in its batch; 0 or more.</param>
    /// <param name="feature">The feature; 0 or more.</param>
    public float Normal(int sample, int feature)
    {
        int even = feature / 2 * 2;
        double radius = Math.Sqrt(-2 * Math.Log(1.0 - Uniform(sample, even)));
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * Uniform(sample, even + 1));
        return (float)(radius * (feature == even ? cosine : sine));
    }

    /// <summary>Fills a span with numbers uniform in [low, high).</summary>
    /// <param name="destination">Receives the numbers of indices 0, 1, ...</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    public void FillUniform(Span<float> destination, float low, float high)
    {
        // Where floats are coarser than the steps of a number in [0, 1), the sum may round up to the bound.
        float range = high - low, largest = MathF.BitDecrement(high);
        for (int i = 0; i < destination.Length; i++) destination[i] = MathF.Min(low + (range * Uniform(i)), largest);
    }

    /// <summary>Fills a span with normal numbers.</summary>
    /// <param name="destination">Receives the numbers of indices 0, 1, ...</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation.</param>
    public void FillNormal(Span<float> destination, float mean, float deviation)
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = mean + (deviation * Normal(i));
    }

    /// <summary>Fills a span with a random order of 0 .. n - 1 (Fisher and Yates).</summary>
    /// <param name="destination">Receives the order.</param>
    public void FillPermutation(Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = i;
        for (int i = destination.Length - 1; i > 0; i--)
        {
            int j = Below(i, i + 1);
            (destination[i], destination[j]) = (destination[j], destination[i]);
        }
    }

    private static float ToUnit(uint bits) => (bits >> 8) * (1f / (1 << 24));

    private static float BoxMuller(uint x, uint y, out float second)
    {
        double radius = Math.Sqrt(-2 * Math.Log((x + 1.0) / 4294967296.0));
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * (y / 4294967296.0));
        second = (float)(radius * sine);
        return (float)(radius * cosine);
    }

    internal void Philox(ulong low, ulong high, out uint x, out uint y, out uint z, out uint w)
    {
        uint c0 = (uint)low, c1 = (uint)(low >> 32), c2 = (uint)high, c3 = (uint)(high >> 32);
        uint k0 = (uint)Value, k1 = (uint)(Value >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong a = (ulong)MultiplierA * c0, b = (ulong)MultiplierB * c2;
            c0 = (uint)(b >> 32) ^ c1 ^ k0;
            c1 = (uint)b;
            c2 = (uint)(a >> 32) ^ c3 ^ k1;
            c3 = (uint)a;
            k0 += WeylA;
            k1 += WeylB;
        }

        x = c0;
        y = c1;
        z = c2;
        w = c3;
    }
}

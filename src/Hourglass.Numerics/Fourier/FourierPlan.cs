namespace Hourglass.Numerics;

/// <summary>The factors, twiddle factors and order of frequencies of Fourier transforms of one length.</summary>
/// <remarks>
/// <para><b>Computes</b> With decimation in frequency a transform is done in place and leaves frequency k at <see cref="Position"/>[k];
/// the inverse begins with that order, so that nothing is ever put into order.</para>
/// <para><b>Source</b> Van Loan, Computational Frameworks for the Fast Fourier Transform, 1992.</para>
/// </remarks>
internal sealed class FourierPlan
{
    private const int SmallestStep = 4;

    /// <summary>Plans transforms.</summary>
    /// <param name="length">The length, a product of 2, 3 and 5.</param>
    public FourierPlan(int length)
    {
        Length = length;
        Radices = Factor(length);
        FirstTwiddle = new int[Radices.Length];
        Twiddles = new FloatBuffer(CountTwiddles());
        FillTwiddles();
        Position = new int[length];
        for (int k = 0; k < length; k++) Position[k] = PositionOf(k);
    }

    /// <summary>Gets the length.</summary>
    public int Length { get; }

    /// <summary>Gets the factors of the length, from the first stage of a forward transform to the last.</summary>
    public int[] Radices { get; }

    /// <summary>Gets where the twiddle factors of each stage begin.</summary>
    public int[] FirstTwiddle { get; }

    /// <summary>Gets <c>exp(-2 pi i j p / n)</c> for each stage, j and p = 1 .. radix - 1: real, imaginary.</summary>
    public FloatBuffer Twiddles { get; }

    /// <summary>Gets where each frequency lies after a forward transform.</summary>
    public int[] Position { get; }

    /// <summary>Finds the smallest length of at least a number that is fast: a multiple of 4 whose other factors are 2, 3 and 5.</summary>
    public static int LengthOfAtLeast(int least)
    {
        for (int length = (Math.Max(least, 1) + SmallestStep - 1) / SmallestStep * SmallestStep; ; length += SmallestStep)
            if (Strip(length) == 1) return length;
    }

    private static int Strip(int length)
    {
        foreach (int prime in (ReadOnlySpan<int>)[2, 3, 5])
            while (length % prime == 0) length /= prime;
        return length;
    }

    private static int[] Factor(int length)
    {
        if (length < 1 || Strip(length) != 1) Throw.OutOfRange(nameof(length), length, "a product of 2, 3 and 5");
        List<int> radices = [];
        foreach (int radix in (ReadOnlySpan<int>)[4, 2, 3, 5])
        {
            for (; length % radix == 0; length /= radix) radices.Add(radix);
        }

        return [.. radices];
    }

    private int CountTwiddles()
    {
        int count = 0, size = Length;
        foreach (int radix in Radices)
        {
            size /= radix;
            count += 2 * size * (radix - 1);
        }

        return count;
    }

    private void FillTwiddles()
    {
        int at = 0, size = Length;
        Span<float> twiddles = Twiddles.Span;
        for (int stage = 0; stage < Radices.Length; stage++)
        {
            int radix = Radices[stage], part = size / radix;
            FirstTwiddle[stage] = at;
            for (int j = 0; j < part; j++)
            {
                for (int p = 1; p < radix; p++)
                {
                    (double sine, double cosine) = Math.SinCos(-2 * Math.PI * j * p / size);
                    twiddles[at++] = (float)cosine;
                    twiddles[at++] = (float)sine;
                }
            }

            size = part;
        }
    }

    private int PositionOf(int frequency)
    {
        int position = 0, size = Length;
        foreach (int radix in Radices)
        {
            size /= radix;
            position += frequency % radix * size;
            frequency /= radix;
        }

        return position;
    }
}

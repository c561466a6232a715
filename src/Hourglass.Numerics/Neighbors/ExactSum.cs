using System.Numerics;

namespace Hourglass.Numerics;

/// <summary>A sum of products of floats without any rounding.</summary>
/// <remarks><b>Computes</b> A product of two floats is a whole number times 2^-298 at least, so all of them add up in a whole number of some 600
/// bits, held in digits of 32 whose carries wait until the end: up to 2^30 products.</remarks>
internal unsafe struct ExactSum
{
    /// <summary>Digits of 32 bits: 2 x 277 bits of a product, 31 of the count, and three digits that a product may touch.</summary>
    private const int Digits = 20;
    private const int LowestExponent = -149;
    private const int MantissaBits = 23;

    private fixed long _digits[Digits];

    /// <summary>Adds <c>factor * x * y</c>.</summary>
    /// <param name="x">A finite number.</param>
    /// <param name="y">A finite number.</param>
    /// <param name="factor">A small whole number, such as -2.</param>
    public void Add(float x, float y, int factor)
    {
        (long mantissaX, int exponentX) = Split(x);
        (long mantissaY, int exponentY) = Split(y);
        long product = mantissaX * mantissaY * factor;
        int place = exponentX + exponentY - (2 * LowestExponent);
        UInt128 bits = (UInt128)(ulong)Math.Abs(product) << (place % 32);
        int sign = Math.Sign(product), digit = place / 32;
        _digits[digit] += sign * (long)(uint)bits;
        _digits[digit + 1] += sign * (long)(uint)(bits >> 32);
        _digits[digit + 2] += sign * (long)(uint)(bits >> 64);
    }

    /// <summary>Gets the sum times 2^298.</summary>
    public readonly BigInteger ToInteger()
    {
        BigInteger sum = BigInteger.Zero;
        for (int i = Digits - 1; i >= 0; i--) sum = (sum << 32) + _digits[i];
        return sum;
    }

    /// <summary>Writes a float as mantissa times 2^exponent.</summary>
    private static (long Mantissa, int Exponent) Split(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value), field = (bits >> MantissaBits) & 0xFF;
        long mantissa = (bits & ((1 << MantissaBits) - 1)) | (field == 0 ? 0 : 1 << MantissaBits);
        return (bits < 0 ? -mantissa : mantissa, Math.Max(field, 1) - 1 + LowestExponent);
    }
}

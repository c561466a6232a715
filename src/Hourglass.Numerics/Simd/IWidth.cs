namespace Hourglass.Numerics;

/// <summary>The operations of one vector width; a kernel takes it as a type argument and is written once.</summary>
/// <typeparam name="TVec">The vector: <c>Vector512&lt;float&gt;</c> ... or <c>float</c> itself.</typeparam>
internal unsafe interface IWidth<TVec>
    where TVec : struct
{
    /// <summary>Gets the floats in one vector.</summary>
    static abstract int Count { get; }

    static abstract TVec Broadcast(float value);

    static abstract TVec Load(float* source);

    static abstract void Store(float* destination, TVec value);

    static abstract TVec Add(TVec x, TVec y);

    static abstract TVec Subtract(TVec x, TVec y);

    static abstract TVec Multiply(TVec x, TVec y);

    static abstract TVec Divide(TVec x, TVec y);

    /// <summary>Computes <c>x * y + z</c>, rounded once where the machine can.</summary>
    static abstract TVec Fma(TVec x, TVec y, TVec z);

    /// <summary>Takes the smaller; <paramref name="y"/> where either is not a number.</summary>
    static abstract TVec Min(TVec x, TVec y);

    /// <summary>Takes the larger; <paramref name="y"/> where either is not a number.</summary>
    static abstract TVec Max(TVec x, TVec y);

    static abstract TVec Sqrt(TVec x);

    static abstract TVec Abs(TVec x);

    /// <summary>Rounds to the nearest integer, ties to even.</summary>
    static abstract TVec Round(TVec x);

    /// <summary>Compares; the result is a mask for <see cref="Select"/>.</summary>
    static abstract TVec LessThan(TVec x, TVec y);

    /// <summary>Chooses <paramref name="x"/> where the mask is set and <paramref name="y"/> elsewhere.</summary>
    static abstract TVec Select(TVec mask, TVec x, TVec y);

    /// <summary>Gathers a mask of <see cref="LessThan"/> into bits, the first lane lowest.</summary>
    static abstract uint MaskBits(TVec mask);

    /// <summary>Tells whether a mask is set anywhere.</summary>
    static abstract bool Any(TVec mask);

    /// <summary>Computes 2^n of <c>n + FloatBits.PowerShift</c>, whose last bits are the exponent field of the power; n is an integer
    /// between -126 and 127.</summary>
    static abstract TVec PowerOfTwo(TVec shifted);

    /// <summary>Gives <paramref name="size"/> the sign of <paramref name="sign"/>.</summary>
    static abstract TVec CopySign(TVec size, TVec sign);

    /// <summary>Splits a positive normal number into mantissa in [0.5, 1) and exponent.</summary>
    static abstract TVec SplitExponent(TVec x, out TVec mantissa);

    /// <summary>Widens unsigned bytes to floats.</summary>
    static abstract TVec WidenBytes(byte* source);

    /// <summary>Fills the lanes with bits, which only the operations on bits below may look at.</summary>
    static abstract TVec FromBits(uint bits);

    static abstract TVec XorBits(TVec x, TVec y);

    /// <summary>Multiplies the bits of each lane, read as unsigned integers, by a number.</summary>
    /// <param name="x">The bits.</param>
    /// <param name="factor">The number.</param>
    /// <param name="low">Receives the lower 32 bits of the products.</param>
    /// <returns>The upper 32 bits.</returns>
    static abstract TVec MultiplyBits(TVec x, uint factor, out TVec low);

    /// <summary>Turns the upper 24 bits of each lane into a number in [0, 1).</summary>
    static abstract TVec BitsToUnit(TVec x);

    /// <summary>Loads pairs of floats from anywhere: lane i of the result is the first of pair <c>indices[i]</c>.</summary>
    /// <param name="pairs">The pairs, one after the other.</param>
    /// <param name="indices">Which pairs, one per lane.</param>
    /// <param name="second">Receives the second of each pair.</param>
    /// <remarks>Two plain loads for two pairs take a fraction of the machine's gather instructions.</remarks>
    static abstract TVec GatherPairs(float* pairs, int* indices, out TVec second);

    /// <summary>Adds the lanes, always in the same order.</summary>
    static abstract float Sum(TVec x);
}

using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>One float at a time: for machines without vectors, and to check the wider ones.</summary>
internal readonly unsafe struct Width1 : IWidth<float>
{
    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Broadcast(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(float* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, float value) => *destination = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(float x, float y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Subtract(float x, float y) => x - y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Multiply(float x, float y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Divide(float x, float y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Fma(float x, float y, float z) => MathF.FusedMultiplyAdd(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(float x, float y) => x < y ? x : y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float x, float y) => x > y ? x : y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sqrt(float x) => MathF.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Abs(float x) => MathF.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Round(float x) => MathF.Round(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LessThan(float x, float y) => x < y ? 1 : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Select(float mask, float x, float y) => mask != 0 ? x : y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint MaskBits(float mask) => mask != 0 ? 1u : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(float mask) => mask != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float PowerOfTwo(float shifted) =>
        BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(shifted) << FloatBits.MantissaBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float CopySign(float size, float sign) => MathF.CopySign(size, sign);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SplitExponent(float x, out float mantissa)
    {
        int bits = BitConverter.SingleToInt32Bits(x);
        mantissa = BitConverter.Int32BitsToSingle((bits & FloatBits.MantissaMask) | FloatBits.Half);
        return (bits >>> FloatBits.MantissaBits) - (FloatBits.ExponentBias - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float WidenBytes(byte* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FromBits(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float XorBits(float x, float y) =>
        BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(x) ^ BitConverter.SingleToUInt32Bits(y));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyBits(float x, uint factor, out float low)
    {
        ulong product = (ulong)BitConverter.SingleToUInt32Bits(x) * factor;
        low = BitConverter.UInt32BitsToSingle((uint)product);
        return BitConverter.UInt32BitsToSingle((uint)(product >> 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float BitsToUnit(float x) => (BitConverter.SingleToUInt32Bits(x) >> FloatBits.UnitShift) * FloatBits.UnitStep;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float GatherPairs(float* pairs, int* indices, out float second)
    {
        float* pair = pairs + (2 * (nint)indices[0]);
        second = pair[1];
        return pair[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(float x) => x;
}

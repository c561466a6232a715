using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hourglass.Numerics;

/// <summary>Vectors of 16 floats.</summary>
internal readonly unsafe struct Width512 : IWidth<Vector512<float>>
{
    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Vector512<float> value) => Vector512.Store(value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> x, Vector512<float> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Subtract(Vector512<float> x, Vector512<float> y) => x - y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> x, Vector512<float> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Divide(Vector512<float> x, Vector512<float> y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Fma(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Vector512.FusedMultiplyAdd(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Min(Vector512<float> x, Vector512<float> y) => Vector512.MinNative(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> x, Vector512<float> y) => Vector512.MaxNative(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sqrt(Vector512<float> x) => Vector512.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Abs(Vector512<float> x) => Vector512.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Round(Vector512<float> x) => Vector512.Round(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LessThan(Vector512<float> x, Vector512<float> y) => Vector512.LessThan(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Select(Vector512<float> mask, Vector512<float> x, Vector512<float> y) =>
        Vector512.ConditionalSelect(mask, x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint MaskBits(Vector512<float> mask) => (uint)Vector512.ExtractMostSignificantBits(mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vector512<float> mask) => Vector512.ExtractMostSignificantBits(mask) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> PowerOfTwo(Vector512<float> shifted) => (shifted.AsInt32() << FloatBits.MantissaBits).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> CopySign(Vector512<float> size, Vector512<float> sign) => Vector512.CopySign(size, sign);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SplitExponent(Vector512<float> x, out Vector512<float> mantissa)
    {
        Vector512<int> bits = x.AsInt32();
        mantissa = ((bits & Vector512.Create(FloatBits.MantissaMask)) | Vector512.Create(FloatBits.Half)).AsSingle();
        return Vector512.ConvertToSingle((bits >>> FloatBits.MantissaBits) - Vector512.Create(FloatBits.ExponentBias - 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WidenBytes(byte* source)
    {
        Vector128<byte> bytes = Vector128.Load(source);
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(bytes);
        Vector512<uint> wide = Vector512.WidenLower(Vector256.Create(low, high).ToVector512());
        return Vector512.ConvertToSingle(wide.AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FromBits(uint bits) => Vector512.Create(bits).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> XorBits(Vector512<float> x, Vector512<float> y) => (x.AsUInt32() ^ y.AsUInt32()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyBits(Vector512<float> x, uint factor, out Vector512<float> low)
    {
        Vector512<ulong> lower = Vector512.Create(0xFFFF_FFFFul), bits = x.AsUInt64();
        Vector512<ulong> even = Product(bits, factor), odd = Product(bits >>> 32, factor);
        low = Vector512.ConditionalSelect(lower, even, odd << 32).AsSingle();
        return Vector512.ConditionalSelect(lower, even >>> 32, odd).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> BitsToUnit(Vector512<float> x) =>
        Vector512.ConvertToSingle((x.AsUInt32() >>> FloatBits.UnitShift).AsInt32()) * FloatBits.UnitStep;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GatherPairs(float* pairs, int* indices, out Vector512<float> second)
    {
        Vector256<float> low = Width256.GatherPairs(pairs, indices, out Vector256<float> secondLow);
        Vector256<float> high = Width256.GatherPairs(pairs, indices + 8, out Vector256<float> secondHigh);
        second = Vector512.Create(secondLow, secondHigh);
        return Vector512.Create(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> x) => Vector512.Sum(x);

    /// <summary>Multiplies the lower halves of 64-bit lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Product(Vector512<ulong> x, uint factor) => Avx512F.IsSupported
        ? Avx512F.Multiply(x.AsUInt32(), Vector512.Create((ulong)factor).AsUInt32())
        : (x & Vector512.Create(0xFFFF_FFFFul)) * factor;
}

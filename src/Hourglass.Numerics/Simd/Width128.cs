using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hourglass.Numerics;

/// <summary>Vectors of 4 floats.</summary>
internal readonly unsafe struct Width128 : IWidth<Vector128<float>>
{
    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Vector128<float> value) => Vector128.Store(value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> x, Vector128<float> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Subtract(Vector128<float> x, Vector128<float> y) => x - y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> x, Vector128<float> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Divide(Vector128<float> x, Vector128<float> y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fma(Vector128<float> x, Vector128<float> y, Vector128<float> z) => Vector128.FusedMultiplyAdd(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Min(Vector128<float> x, Vector128<float> y) => Vector128.MinNative(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> x, Vector128<float> y) => Vector128.MaxNative(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sqrt(Vector128<float> x) => Vector128.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Abs(Vector128<float> x) => Vector128.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Round(Vector128<float> x) => Vector128.Round(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LessThan(Vector128<float> x, Vector128<float> y) => Vector128.LessThan(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Select(Vector128<float> mask, Vector128<float> x, Vector128<float> y) =>
        Vector128.ConditionalSelect(mask, x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint MaskBits(Vector128<float> mask) => Vector128.ExtractMostSignificantBits(mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vector128<float> mask) => Vector128.ExtractMostSignificantBits(mask) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> PowerOfTwo(Vector128<float> shifted) => (shifted.AsInt32() << FloatBits.MantissaBits).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> CopySign(Vector128<float> size, Vector128<float> sign) => Vector128.CopySign(size, sign);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SplitExponent(Vector128<float> x, out Vector128<float> mantissa)
    {
        Vector128<int> bits = x.AsInt32();
        mantissa = ((bits & Vector128.Create(FloatBits.MantissaMask)) | Vector128.Create(FloatBits.Half)).AsSingle();
        return Vector128.ConvertToSingle((bits >>> FloatBits.MantissaBits) - Vector128.Create(FloatBits.ExponentBias - 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> WidenBytes(byte* source)
    {
        Vector128<ushort> words = Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(uint*)source).AsByte());
        return Vector128.ConvertToSingle(Vector128.WidenLower(words).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> FromBits(uint bits) => Vector128.Create(bits).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> XorBits(Vector128<float> x, Vector128<float> y) => (x.AsUInt32() ^ y.AsUInt32()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyBits(Vector128<float> x, uint factor, out Vector128<float> low)
    {
        Vector128<ulong> lower = Vector128.Create(0xFFFF_FFFFul), bits = x.AsUInt64();
        Vector128<ulong> even = Product(bits, factor), odd = Product(bits >>> 32, factor);
        low = Vector128.ConditionalSelect(lower, even, odd << 32).AsSingle();
        return Vector128.ConditionalSelect(lower, even >>> 32, odd).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> BitsToUnit(Vector128<float> x) =>
        Vector128.ConvertToSingle((x.AsUInt32() >>> FloatBits.UnitShift).AsInt32()) * FloatBits.UnitStep;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GatherPairs(float* pairs, int* indices, out Vector128<float> second)
    {
        Vector128<float> low = TwoPairs(pairs, indices[0], indices[1]), high = TwoPairs(pairs, indices[2], indices[3]);
        if (Sse.IsSupported)
        {
            second = Sse.Shuffle(low, high, 0xDD);
            return Sse.Shuffle(low, high, 0x88);
        }

        second = Vector128.Create(low[1], low[3], high[1], high[3]);
        return Vector128.Create(low[0], low[2], high[0], high[2]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> x) => Vector128.Sum(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> TwoPairs(float* pairs, int first, int second)
    {
        double* a = (double*)(pairs + (2 * (nint)first)), b = (double*)(pairs + (2 * (nint)second));
        return Sse2.IsSupported ? Sse2.LoadHigh(Sse2.LoadScalarVector128(a), b).AsSingle() : Vector128.Create(*a, *b).AsSingle();
    }

    /// <summary>Multiplies the lower halves of 64-bit lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Product(Vector128<ulong> x, uint factor) => Sse2.IsSupported
        ? Sse2.Multiply(x.AsUInt32(), Vector128.Create((ulong)factor).AsUInt32())
        : (x & Vector128.Create(0xFFFF_FFFFul)) * factor;
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hourglass.Numerics;

/// <summary>Transposes blocks of 16 by 16 floats.</summary>
internal static unsafe class Transpose
{
    public const int Side = 16;

    /// <summary>Computes <c>destination[c, r] = source[r, c]</c>; strides in floats.</summary>
    public static void Block(float* source, nint sourceStride, float* destination, nint destinationStride)
    {
        if (Avx512F.IsSupported) Block512(source, sourceStride, destination, destinationStride);
        else if (Sse.IsSupported) Block128(source, sourceStride, destination, destinationStride);
        else BlockScalar(source, sourceStride, destination, destinationStride);
    }

    internal static void BlockScalar(float* source, nint sourceStride, float* destination, nint destinationStride)
    {
        for (int row = 0; row < Side; row++)
            for (int column = 0; column < Side; column++)
                destination[(column * destinationStride) + row] = source[(row * sourceStride) + column];
    }

    internal static void Block128(float* source, nint sourceStride, float* destination, nint destinationStride)
    {
        for (int row = 0; row < Side; row += 4)
        {
            for (int column = 0; column < Side; column += 4)
            {
                float* s = source + (row * sourceStride) + column;
                float* d = destination + (column * destinationStride) + row;
                Vector128<float> r0 = Vector128.Load(s), r1 = Vector128.Load(s + sourceStride);
                Vector128<float> r2 = Vector128.Load(s + (2 * sourceStride)), r3 = Vector128.Load(s + (3 * sourceStride));
                Vector128<float> t0 = Sse.UnpackLow(r0, r1), t1 = Sse.UnpackHigh(r0, r1);
                Vector128<float> t2 = Sse.UnpackLow(r2, r3), t3 = Sse.UnpackHigh(r2, r3);
                Sse.MoveLowToHigh(t0, t2).Store(d);
                Sse.MoveHighToLow(t2, t0).Store(d + destinationStride);
                Sse.MoveLowToHigh(t1, t3).Store(d + (2 * destinationStride));
                Sse.MoveHighToLow(t3, t1).Store(d + (3 * destinationStride));
            }
        }
    }

    /// <summary>Four rounds of pairwise exchanges: within 64 bits, within 128 bits, between 128-bit lanes twice.</summary>
    internal static void Block512(float* source, nint sourceStride, float* destination, nint destinationStride)
    {
        nint quarter = 4 * sourceStride;
        Quarter(source, sourceStride, out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2, out Vector512<float> a3);
        Quarter(source + quarter, sourceStride, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2, out Vector512<float> b3);
        source += 2 * quarter;
        Quarter(source, sourceStride, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2, out Vector512<float> c3);
        Quarter(source + quarter, sourceStride, out Vector512<float> d0, out Vector512<float> d1, out Vector512<float> d2, out Vector512<float> d3);
        Join(a0, b0, c0, d0, destination, destinationStride);
        Join(a1, b1, c1, d1, destination + destinationStride, destinationStride);
        Join(a2, b2, c2, d2, destination + (2 * destinationStride), destinationStride);
        Join(a3, b3, c3, d3, destination + (3 * destinationStride), destinationStride);
    }

    /// <summary>Transposes four rows inside each 128-bit lane: lane l of result c is column 4l + c of the four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(
        float* source, nint stride, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2, out Vector512<float> c3)
    {
        Vector512<float> r0 = Vector512.Load(source), r1 = Vector512.Load(source + stride);
        Vector512<float> r2 = Vector512.Load(source + (2 * stride)), r3 = Vector512.Load(source + (3 * stride));
        Vector512<double> t0 = Avx512F.UnpackLow(r0, r1).AsDouble(), t1 = Avx512F.UnpackHigh(r0, r1).AsDouble();
        Vector512<double> t2 = Avx512F.UnpackLow(r2, r3).AsDouble(), t3 = Avx512F.UnpackHigh(r2, r3).AsDouble();
        c0 = Avx512F.UnpackLow(t0, t2).AsSingle();
        c1 = Avx512F.UnpackHigh(t0, t2).AsSingle();
        c2 = Avx512F.UnpackLow(t1, t3).AsSingle();
        c3 = Avx512F.UnpackHigh(t1, t3).AsSingle();
    }

    /// <summary>Stores columns c, c + 4, c + 8 and c + 12 from the four quarters of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* destination, nint stride)
    {
        Vector512<float> evenLow = Avx512F.Shuffle4x128(a, b, 0x88), oddLow = Avx512F.Shuffle4x128(a, b, 0xDD);
        Vector512<float> evenHigh = Avx512F.Shuffle4x128(c, d, 0x88), oddHigh = Avx512F.Shuffle4x128(c, d, 0xDD);
        Avx512F.Shuffle4x128(evenLow, evenHigh, 0x88).Store(destination);
        Avx512F.Shuffle4x128(oddLow, oddHigh, 0x88).Store(destination + (4 * stride));
        Avx512F.Shuffle4x128(evenLow, evenHigh, 0xDD).Store(destination + (8 * stride));
        Avx512F.Shuffle4x128(oddLow, oddHigh, 0xDD).Store(destination + (12 * stride));
    }
}

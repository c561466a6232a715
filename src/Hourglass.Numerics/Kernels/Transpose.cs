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
        // After this loop, quarter g holds for each 128-bit lane l the transposed 4 x 4 block of rows 4g .. 4g + 3, columns 4l .. 4l + 3.
        Vector512<float>* quarter = stackalloc Vector512<float>[Side];
        for (int g = 0; g < 4; g++)
        {
            float* s = source + (4 * g * sourceStride);
            Vector512<float> r0 = Vector512.Load(s), r1 = Vector512.Load(s + sourceStride);
            Vector512<float> r2 = Vector512.Load(s + (2 * sourceStride)), r3 = Vector512.Load(s + (3 * sourceStride));
            Vector512<double> t0 = Avx512F.UnpackLow(r0, r1).AsDouble(), t1 = Avx512F.UnpackHigh(r0, r1).AsDouble();
            Vector512<double> t2 = Avx512F.UnpackLow(r2, r3).AsDouble(), t3 = Avx512F.UnpackHigh(r2, r3).AsDouble();
            quarter[g] = Avx512F.UnpackLow(t0, t2).AsSingle();
            quarter[4 + g] = Avx512F.UnpackHigh(t0, t2).AsSingle();
            quarter[8 + g] = Avx512F.UnpackLow(t1, t3).AsSingle();
            quarter[12 + g] = Avx512F.UnpackHigh(t1, t3).AsSingle();
        }

        for (int column = 0; column < 4; column++)
        {
            Vector512<float>* q = quarter + (4 * column);
            Vector512<float> low01 = Avx512F.Shuffle4x128(q[0], q[1], 0x88), high01 = Avx512F.Shuffle4x128(q[0], q[1], 0xDD);
            Vector512<float> low23 = Avx512F.Shuffle4x128(q[2], q[3], 0x88), high23 = Avx512F.Shuffle4x128(q[2], q[3], 0xDD);
            float* d = destination + (column * destinationStride);
            Avx512F.Shuffle4x128(low01, low23, 0x88).Store(d);
            Avx512F.Shuffle4x128(high01, high23, 0x88).Store(d + (4 * destinationStride));
            Avx512F.Shuffle4x128(low01, low23, 0xDD).Store(d + (8 * destinationStride));
            Avx512F.Shuffle4x128(high01, high23, 0xDD).Store(d + (12 * destinationStride));
        }
    }
}

using System.Runtime.Intrinsics.X86;
using BenchmarkDotNet.Attributes;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>Blocks of 16 x 16 floats of a 1024 x 1024 matrix, transposed by each of the ways that a machine may choose.</summary>
[MemoryDiagnoser]
public unsafe class Transposes
{
    private const int Size = 1024;

    private readonly FloatBuffer _source = new(Size * Size);
    private readonly FloatBuffer _destination = new(Size * Size);

    [Benchmark(Baseline = true)]
    public void Scalar()
    {
        for (int row = 0; row < Size; row += Transpose.Side)
            for (int column = 0; column < Size; column += Transpose.Side)
                Transpose.BlockScalar(From(row, column), Size, To(row, column), Size);
    }

    [Benchmark]
    public void Bits128()
    {
        Require(Sse.IsSupported);
        for (int row = 0; row < Size; row += Transpose.Side)
            for (int column = 0; column < Size; column += Transpose.Side)
                Transpose.Block128(From(row, column), Size, To(row, column), Size);
    }

    [Benchmark]
    public void Bits512()
    {
        Require(Avx512F.IsSupported);
        for (int row = 0; row < Size; row += Transpose.Side)
            for (int column = 0; column < Size; column += Transpose.Side)
                Transpose.Block512(From(row, column), Size, To(row, column), Size);
    }

    private static void Require(bool supported)
    {
        if (!supported) throw new PlatformNotSupportedException("This machine has no such instructions.");
    }

    private float* From(int row, int column) => _source.Pointer + (row * Size) + column;

    private float* To(int row, int column) => _destination.Pointer + (column * Size) + row;
}

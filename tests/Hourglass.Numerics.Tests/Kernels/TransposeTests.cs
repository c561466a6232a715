using System.Runtime.Intrinsics.X86;
using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class TransposeTests
{
    public static MatrixTheoryData<int, int> Strides => new([16, 19, 32], [16, 21, 32]);

    [Theory]
    [MemberData(nameof(Strides))]
    public unsafe void Block_InEveryForm_MovesEachElementToItsPlace(int sourceStride, int destinationStride)
    {
        GuardedMemory memory = new(16 * 64 * 5);
        MatrixView source = memory.Matrix(16, 16, sourceStride);
        for (int i = 0; i < 256; i++) source[i / 16, i % 16] = i;

        MatrixView chosen = memory.Matrix(16, 16, destinationStride);
        Transpose.Block(source.Pointer, sourceStride, chosen.Pointer, destinationStride);
        Check(chosen);
        MatrixView scalar = memory.Matrix(16, 16, destinationStride);
        Transpose.BlockScalar(source.Pointer, sourceStride, scalar.Pointer, destinationStride);
        Check(scalar);
        if (Sse.IsSupported)
        {
            MatrixView narrow = memory.Matrix(16, 16, destinationStride);
            Transpose.Block128(source.Pointer, sourceStride, narrow.Pointer, destinationStride);
            Check(narrow);
        }

        if (Avx512F.IsSupported)
        {
            MatrixView wide = memory.Matrix(16, 16, destinationStride);
            Transpose.Block512(source.Pointer, sourceStride, wide.Pointer, destinationStride);
            Check(wide);
        }

        memory.Verify("transpose");
    }

    private static void Check(MatrixView destination)
    {
        for (int i = 0; i < 256; i++) Assert.Equal(i, destination[i % 16, i / 16]);
    }
}

using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>A block of doubles that starts on a cache line, does not move and is owned by the garbage collector.</summary>
/// <remarks><b>Memory</b> The start is aligned to 64 bytes; no <c>Dispose</c> is needed.</remarks>
internal sealed class DoubleBuffer
{
    private readonly double[] _array;
    private readonly int _start;

    /// <summary>Allocates a buffer of zeros.</summary>
    /// <param name="length">The number of doubles; zero or more.</param>
    public unsafe DoubleBuffer(int length)
    {
        Length = length;
        _array = GC.AllocateArray<double>(checked(length + (CacheLine.Bytes / sizeof(double))), pinned: true);
        nuint past = (nuint)Unsafe.AsPointer(ref _array[0]) % CacheLine.Bytes;
        _start = past == 0 ? 0 : (int)((CacheLine.Bytes - past) / sizeof(double));
    }

    /// <summary>Gets the number of doubles.</summary>
    public int Length { get; }

    /// <summary>Gets all doubles.</summary>
    public Span<double> Span => _array.AsSpan(_start, Length);

    /// <summary>Gets the address of the first double; valid as long as the buffer is reachable.</summary>
    public unsafe double* Pointer => (double*)Unsafe.AsPointer(ref _array[_start]);
}

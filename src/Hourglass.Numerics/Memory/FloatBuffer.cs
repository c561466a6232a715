using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>A block of floats that starts on a cache line, does not move and is owned by the garbage collector.</summary>
/// <remarks><b>Memory</b> The start is aligned to 64 bytes; no <c>Dispose</c> is needed.</remarks>
public sealed class FloatBuffer
{
    private const int AlignmentBytes = 64;

    private readonly float[] _array;
    private readonly int _start;

    /// <summary>Allocates a buffer of zeros.</summary>
    /// <param name="length">The number of floats; zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public unsafe FloatBuffer(int length)
    {
        if (length < 0) Throw.OutOfRange(nameof(length), length, "zero or more");

        Length = length;
        _array = GC.AllocateArray<float>(checked(length + (AlignmentBytes / sizeof(float))), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref _array[0]);
        nuint past = address % AlignmentBytes;
        _start = past == 0 ? 0 : (int)((AlignmentBytes - past) / sizeof(float));
    }

    /// <summary>Gets the number of floats.</summary>
    public int Length { get; }

    /// <summary>Gets all floats.</summary>
    public Span<float> Span => _array.AsSpan(_start, Length);

    /// <summary>Gets the address of the first float; valid as long as the buffer is reachable.</summary>
    internal unsafe float* Pointer => (float*)Unsafe.AsPointer(ref _array[_start]);
}

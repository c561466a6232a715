namespace Hourglass.Numerics;

/// <summary>Hands out ranges of a buffer that is allocated once, when all wishes are known.</summary>
public sealed class ArenaLayout
{
    private const int Alignment = 16;

    /// <summary>Gets the number of floats handed out so far.</summary>
    public int Length { get; private set; }

    /// <summary>Reserves a range that starts on a cache line.</summary>
    /// <param name="length">The number of floats.</param>
    /// <returns>The offset of the range.</returns>
    /// <exception cref="OverflowException">The arena would pass 2^31 - 1 floats.</exception>
    public int Reserve(int length)
    {
        int offset = Length;
        Length = checked(offset + ((length + Alignment - 1) / Alignment * Alignment));
        return offset;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Hourglass.Numerics;

/// <summary>A line of the cache.</summary>
internal static unsafe class CacheLine
{
    public const int Bytes = 64;

    /// <summary>Asks for a line before it is needed; does nothing where the machine has no such instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(void* address)
    {
        if (Sse.IsSupported) Sse.Prefetch0(address);
    }
}

namespace Hourglass.Testing;

/// <summary>Counts the bytes that the calling thread allocates.</summary>
public static class Allocation
{
    /// <summary>Gets the least bytes that one of five runs allocated, after three to warm up.</summary>
    /// <remarks>What the work allocates comes in every run; what the runtime allocates once, when it compiles again or meets a lock
    /// that is taken, does not.</remarks>
    public static long Least(Action work)
    {
        for (int i = 0; i < 3; i++) work();
        long least = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}

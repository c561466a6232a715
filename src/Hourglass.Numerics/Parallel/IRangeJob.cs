namespace Hourglass.Numerics;

/// <summary>Work on a range of independent outputs.</summary>
public interface IRangeJob
{
    /// <summary>Computes the outputs <paramref name="start"/> to <paramref name="end"/> - 1.</summary>
    /// <param name="start">The first output.</param>
    /// <param name="end">One past the last output.</param>
    /// <param name="worker">Which worker runs it: 0 .. <see cref="Workers.Count"/> - 1; for scratch memory, never for results.</param>
    void Run(int start, int end, int worker);
}

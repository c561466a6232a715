namespace Hourglass.Numerics;

/// <summary>Work on images that treats every channel and every sample alike.</summary>
internal interface IPlaneJob
{
    /// <summary>Computes all cells of one panel, of each cell a part.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="start">The first float of the part, counted from the start of a cell.</param>
    /// <param name="length">The floats of the part; a multiple of 16.</param>
    void Run<TWidth, TVec>(int panel, int start, int length)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;
}

/// <summary>Splits images over workers: panels first, then the channels and samples of each cell, never the cells.</summary>
/// <remarks>A cell <c>[channel][32 samples]</c> is one block of memory, and windows over cells never mix its floats, so a part of every
/// cell can be computed without the rest, whatever the windows are.</remarks>
internal static class PlaneJobs
{
    /// <summary>The floats of a cache line, which no two workers write.</summary>
    private const int Line = 16;

    /// <summary>The floats that are worth waking a worker.</summary>
    private const int WorthSharing = 8192;

    /// <summary>Runs a job over all panels and channels.</summary>
    /// <param name="workers">The team.</param>
    /// <param name="image">The larger of the two images that the job reads and writes.</param>
    /// <param name="job">The work.</param>
    public static void ForPlanes<TJob>(this Workers workers, Tensor image, in TJob job)
        where TJob : struct, IPlaneJob
    {
        int lines = image.Shape.Channels * (Tensor.PanelWidth / Line), cells = image.Shape.Height * image.Shape.Width;
        int grain = 1 + (WorthSharing / Line / cells);
        workers.ForVectors(image.Panels * lines, grain, new Split<TJob> { Job = job, Lines = lines });
    }

    /// <summary>Sets a part of every cell of a panel to zero.</summary>
    /// <param name="image">The part of the first cell.</param>
    /// <param name="cells">The number of cells.</param>
    /// <param name="stride">The floats from one cell to the next.</param>
    /// <param name="length">The floats of the part.</param>
    public static unsafe void Clear(float* image, int cells, nint stride, int length)
    {
        for (int i = 0; i < cells; i++) new Span<float>(image + (i * stride), length).Clear();
    }

    private struct Split<TJob> : IVectorJob
        where TJob : struct, IPlaneJob
    {
        public TJob Job;
        public int Lines;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            while (start < end)
            {
                int first = start % Lines, count = Math.Min(Lines - first, end - start);
                Job.Run<TWidth, TVec>(start / Lines, first * Line, count * Line);
                start += count;
            }
        }
    }
}

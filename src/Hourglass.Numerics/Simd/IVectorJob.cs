namespace Hourglass.Numerics;

/// <summary>Work on a range of outputs, written once for every vector width.</summary>
internal interface IVectorJob
{
    /// <summary>Computes the outputs <paramref name="start"/> to <paramref name="end"/> - 1.</summary>
    void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;
}

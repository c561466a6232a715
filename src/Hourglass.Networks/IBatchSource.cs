using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Fills the input of a plan, and its target where that has memory of its own.</summary>
public interface IBatchSource
{
    /// <summary>Writes some samples of the current batch; padding columns become zero.</summary>
    /// <remarks>A plan may call it from several workers at once, each with its own samples.</remarks>
    /// <param name="first">The first sample, counted within the batch; a multiple of <see cref="Tensor.PanelWidth"/>.</param>
    /// <param name="destination">Receives the samples <paramref name="first"/> and following.</param>
    /// <param name="workers">The team.</param>
    void Fill(int first, Tensor destination, Workers workers);

    /// <summary>Writes the targets of the same samples; is called only by plans whose target has memory of its own.</summary>
    /// <remarks>By default it leaves the target as it is, for callers who fill <see cref="Plan.Target"/> themselves.</remarks>
    /// <param name="first">The first sample, counted within the batch; a multiple of <see cref="Tensor.PanelWidth"/>.</param>
    /// <param name="destination">Receives the targets of the samples <paramref name="first"/> and following.</param>
    /// <param name="workers">The team.</param>
    void FillTarget(int first, Tensor destination, Workers workers)
    {
    }
}

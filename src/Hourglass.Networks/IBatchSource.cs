using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Fills the input of a plan.</summary>
public interface IBatchSource
{
    /// <summary>Writes some samples of the current batch; padding columns become zero.</summary>
    /// <remarks>A plan may call it from several workers at once, each with its own samples.</remarks>
    /// <param name="first">The first sample, counted within the batch; a multiple of <see cref="Tensor.PanelWidth"/>.</param>
    /// <param name="destination">Receives the samples <paramref name="first"/> and following.</param>
    /// <param name="workers">The team.</param>
    void Fill(int first, Tensor destination, Workers workers);
}

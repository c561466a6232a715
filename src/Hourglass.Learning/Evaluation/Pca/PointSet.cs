using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Reads points as the samples of a data set.</summary>
internal sealed class PointSet(Points points) : IDataset
{
    /// <inheritdoc/>
    public string Name => "points";

    /// <inheritdoc/>
    public int Count => points.Count;

    /// <inheritdoc/>
    public Shape Shape { get; } = new(points.Dimensions);

    /// <inheritdoc/>
    public ReadOnlyMemory<int> Labels => default;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => [];

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> indices, Tensor destination, Workers workers)
    {
        SampleShape.CheckDestination(Shape, indices, destination);
        Gathering.Gather(points.Matrix, indices, destination, workers);
    }
}

using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>A set of samples that can be read in any order.</summary>
public interface IDataset
{
    /// <summary>Gets the name that reports show.</summary>
    string Name { get; }

    /// <summary>Gets the number of samples.</summary>
    int Count { get; }

    /// <summary>Gets the shape of one sample.</summary>
    Shape Shape { get; }

    /// <summary>Gets the class of each sample, 0 to <c>ClassNames.Count - 1</c>; empty where there are no labels.</summary>
    ReadOnlyMemory<int> Labels { get; }

    /// <summary>Gets the names of the classes; empty where there are no labels.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>Gets what a network is to answer, sample for sample; null, the default, where it is to answer with the sample itself.</summary>
    IDataset? Targets => null;

    /// <summary>Reads samples into a batch.</summary>
    /// <param name="indices">Which samples, in which order; <c>destination.Columns</c> of them.</param>
    /// <param name="destination">Receives the samples; padding columns become zero.</param>
    /// <param name="workers">The team.</param>
    void Read(ReadOnlySpan<int> indices, Tensor destination, Workers workers);
}

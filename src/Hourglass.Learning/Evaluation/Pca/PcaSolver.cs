using System.Text.Json.Serialization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>How principal components are found.</summary>
[JsonConverter(typeof(SpecEnumConverter<PcaSolver>))]
public enum PcaSolver
{
    /// <summary>From the eigenvectors of the scatter matrix of the features, or of the samples where those are fewer: exact to rounding.</summary>
    Exact,

    /// <summary>From a random subspace that a few passes over the data turn towards the largest components: for wide data.</summary>
    Randomized,

    /// <summary>Batch by batch, keeping nothing but the components: for data that does not fit into memory.</summary>
    Incremental,
}

using System.Text.Json.Serialization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>How t-SNE computes the repulsion between all points of a map.</summary>
[JsonConverter(typeof(SpecEnumConverter<TsneMethod>))]
public enum TsneMethod
{
    /// <summary>The fastest for the number of points: exact up to <see cref="Tsne.MostExactPoints"/>, interpolated above.</summary>
    Auto,

    /// <summary>Over all pairs: time grows with the square of the number of points.</summary>
    Exact,

    /// <summary>By a quadtree whose far cells count as one point (Barnes and Hut).</summary>
    BarnesHut,

    /// <summary>By interpolation on a grid and Fourier transforms (FIt-SNE).</summary>
    Fft,
}

/// <summary>Where the points of a map begin.</summary>
[JsonConverter(typeof(SpecEnumConverter<TsneInitialization>))]
public enum TsneInitialization
{
    /// <summary>The first two principal components, scaled to a deviation of 0.0001.</summary>
    Pca,

    /// <summary>Normal numbers with a deviation of 0.0001.</summary>
    Random,
}

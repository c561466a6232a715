using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>A dense layer of the works at its batch size.</summary>
/// <param name="Inputs">Features before.</param>
/// <param name="Outputs">Features after.</param>
/// <param name="Batch">Samples at once.</param>
public sealed record DenseShape(int Inputs, int Outputs, int Batch)
{
    /// <summary>Gets those layers of bench/works.json that differ most: narrow, wide, square, tiny; large and small batches.</summary>
    public static IEnumerable<DenseShape> All { get; } =
    [
        new(784, 32, 256),
        new(32, 784, 256),
        new(784, 32, 32),
        new(784, 1000, 256),
        new(784, 1000, 32),
        new(1000, 500, 256),
        new(250, 2, 32),
        new(1000, 1000, 25),
    ];

    /// <summary>Gets the layout of the weights.</summary>
    public DenseGeometry Geometry => new(Inputs, Outputs);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Inputs}-{Outputs} x {Batch}");
}

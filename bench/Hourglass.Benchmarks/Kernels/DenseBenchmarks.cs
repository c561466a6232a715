using BenchmarkDotNet.Attributes;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>What the three dense kernels work on.</summary>
public abstract class DenseBenchmark : KernelBenchmark
{
    [ParamsSource(nameof(Shapes))]
    public DenseShape Shape { get; set; } = null!;

    public static IEnumerable<DenseShape> Shapes => DenseShape.All;

    protected Tensor X { get; private set; }

    protected Tensor Y { get; private set; }

    protected BufferRange Weight { get; private set; }

    protected BufferRange Bias { get; private set; }

    protected BufferRange Deltas { get; private set; }

    protected BufferRange Gradient { get; private set; }

    [GlobalSetup]
    public void Prepare()
    {
        DenseGeometry geometry = Shape.Geometry;
        X = Random(Shape.Inputs, Shape.Batch);
        Y = Random(Shape.Outputs, Shape.Batch);
        Weight = Random(geometry.WeightLength);
        Bias = Random(geometry.BiasLength);
        Deltas = Random(geometry.DeltaLength * Y.Panels);
        Gradient = Random(geometry.WeightLength);
    }
}

/// <summary>Y = f(W X + b) with f = relu.</summary>
public class DenseForward : DenseBenchmark
{
    protected override void Run() => DenseKernel.Forward(Shape.Geometry, X, Weight, Bias, ActivationKind.Relu, Y, Workers.Single);
}

/// <summary>dX = W' dZ.</summary>
public class DenseInputGradient : DenseBenchmark
{
    protected override void Run() => DenseKernel.InputGradient(Shape.Geometry, Y, Weight, X, Workers.Single);
}

/// <summary>dW = dZ X'.</summary>
public class DenseWeightGradient : DenseBenchmark
{
    protected override void Run() => DenseKernel.WeightGradient(Shape.Geometry, X, Deltas, Gradient, accumulate: false, Workers.Single);
}

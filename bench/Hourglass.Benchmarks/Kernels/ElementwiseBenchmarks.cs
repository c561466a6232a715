using BenchmarkDotNet.Attributes;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>An activation of 784 features of 256 samples.</summary>
public class Activation : KernelBenchmark
{
    private readonly Tensor _x = Random(784, 256, -4, 4);
    private readonly Tensor _y = Random(784, 256);

    [ParamsAllValues]
    public ActivationKind Kind { get; set; }

    protected override void Run() => ActivationKernel.Forward(Kind, _x, _y, Workers.Single);
}

/// <summary>The slope of an activation of 784 features of 256 samples.</summary>
public class ActivationSlope : KernelBenchmark
{
    private readonly Tensor _y = Random(784, 256, 0.1f, 0.9f);
    private readonly Tensor _dy = Random(784, 256);
    private readonly Tensor _dx = Random(784, 256);

    [ParamsAllValues]
    public ActivationKind Kind { get; set; }

    protected override void Run() => ActivationKernel.Backward(Kind, _y, _dy, _dx, Workers.Single);
}

/// <summary>A loss of 784 features of 256 samples, with its gradient.</summary>
public class Losses : KernelBenchmark
{
    private readonly Tensor _y = Random(784, 256, 0.1f, 0.9f);
    private readonly Tensor _target = Random(784, 256, 0, 1);
    private readonly Tensor _gradient = Random(784, 256);
    private readonly double[] _partials = new double[LossKernel.PartialCount(784, 256)];

    [ParamsAllValues]
    public LossTerm Term { get; set; }

    protected override void Run() => LossKernel.Run(Term, _y, _target, _gradient, 1f / 256, _partials, Workers.Single);
}

/// <summary>The update of 784 x 1000 weights.</summary>
public class Update : KernelBenchmark
{
    private static readonly GradientTerms Terms = new(1, float.PositiveInfinity, 0);
    private static readonly AdamFactors Factors = new(0.9f, 0.999f, 1e-6f, 1, 1e-8f, 0);

    private readonly BufferRange _weight = Random(784 * 1000);
    private readonly BufferRange _gradient = Random(784 * 1000);
    private readonly BufferRange _first = new(new FloatBuffer(784 * 1000));
    private readonly BufferRange _second = new(new FloatBuffer(784 * 1000));

    /// <summary>The update rules.</summary>
    public enum UpdateRule
    {
        Sgd,
        Momentum,
        Adam,
        Adadelta,
        Adagrad,
        RmsProp,
    }

    [ParamsAllValues]
    public UpdateRule Rule { get; set; }

    protected override void Run()
    {
        Span<float> weight = _weight.Span, first = _first.Span, second = _second.Span, gradient = _gradient.Span;
        switch (Rule)
        {
            case UpdateRule.Sgd: UpdateKernel.Sgd(weight, default, gradient, Terms, 1e-6f, 0, nesterov: false); break;
            case UpdateRule.Momentum: UpdateKernel.Sgd(weight, first, gradient, Terms, 1e-6f, 0.9f, nesterov: false); break;
            case UpdateRule.Adam: UpdateKernel.Adam(weight, first, second, gradient, Terms, Factors); break;
            case UpdateRule.Adadelta: UpdateKernel.Adadelta(weight, first, second, gradient, Terms, 1e-3f, 0.95f, 1e-7f); break;
            case UpdateRule.Adagrad: UpdateKernel.Adagrad(weight, first, gradient, Terms, 1e-6f, 1e-7f); break;
            default: UpdateKernel.RmsProp(weight, first, default, gradient, Terms, 1e-6f, 0.9f, 0, 1e-7f); break;
        }
    }
}

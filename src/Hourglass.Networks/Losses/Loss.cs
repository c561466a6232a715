using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Measures an output against a target and starts the backward pass.</summary>
/// <remarks>Where the loss and the output's activation cancel (sigmoid under binary cross-entropy, softmax under cross-entropy), the
/// gradient is that of the sums before the activation, which neither overflows nor vanishes. docs/math/losses.md</remarks>
public sealed class Loss
{
    private readonly LossTerm _term;
    private readonly LossFunction? _function;

    /// <summary>Prepares a loss.</summary>
    /// <param name="spec">The loss and its reduction.</param>
    /// <param name="output">The activation that ends the network.</param>
    /// <param name="targetIsDistribution">Whether the features of a target sum to 1, as labels do; pixels do not. Softmax and cross-entropy
    /// cancel only then. The default is yes.</param>
    public Loss(LossSpec spec, ActivationKind output, bool targetIsDistribution = true)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Spec = spec;
        _function = spec.Kind == LossKind.Own ? SpecRegistry.FindLoss(spec.Function) : null;
        _term = (spec.Kind, output) switch
        {
            (LossKind.Mse, _) => LossTerm.Squared,
            (LossKind.Mae, _) => LossTerm.Absolute,
            (LossKind.Huber, _) => LossTerm.Huber,
            (LossKind.Bce, ActivationKind.Sigmoid) => LossTerm.BinaryCrossEntropyOfSigmoid,
            (LossKind.Bce, _) => LossTerm.BinaryCrossEntropy,
            (LossKind.BceLogits, _) => LossTerm.BinaryCrossEntropyOfLogit,
            (LossKind.CrossEntropy, ActivationKind.Softmax) when targetIsDistribution => LossTerm.CategoricalOfSoftmax,
            _ => LossTerm.Categorical,
        };
    }

    /// <summary>Gets the loss and its reduction.</summary>
    public LossSpec Spec { get; }

    /// <summary>Gets whether the gradient is that of the sums before the output's activation.</summary>
    public bool IsFused => _function is null && _term is LossTerm.BinaryCrossEntropyOfSigmoid or LossTerm.CategoricalOfSoftmax;

    /// <summary>Gets the factor that turns a sum over features and samples into the loss.</summary>
    /// <param name="features">Features of the output.</param>
    /// <param name="samples">The number of samples.</param>
    public double Scale(int features, int samples) =>
        Spec.Reduction == LossReduction.Mean ? 1.0 / ((double)features * samples) : 1.0 / samples;

    /// <summary>Sums the loss and writes the gradient where it is wanted; the sums are not scaled, the gradient is. The sums of each sample
    /// are none of a loss of one's own.</summary>
    internal void Run(
        Tensor y, Tensor target, Tensor? gradient, double scale, Memory<double> partials, Workers workers, Span<float> columns = default)
    {
        if (_function is null)
        {
            LossKernel.Run(_term, y, target, gradient, (float)scale, partials.Span, workers, columns);
            return;
        }

        LossFunctionJob job = new()
        {
            Function = _function,
            Y = y,
            Target = target,
            Gradient = gradient,
            Scale = (float)scale,
            Sums = partials,
        };
        workers.For(LossKernel.PartialCount(y.Rows, y.Columns), 2, job);
    }
}

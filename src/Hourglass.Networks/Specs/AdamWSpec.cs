namespace Hourglass.Networks;

/// <summary>Describes Adam with weight decay that does not pass through the moments.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>w -= LearningRate * WeightDecay * w</c> for weights, not for biases, then the step of <see cref="AdamSpec"/> with
/// the gradient of the loss alone.</para>
/// <para><b>Source</b> Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019, Algorithm 2; scaled by the learning rate as
/// in PyTorch.</para>
/// </remarks>
/// <param name="LearningRate">The base learning rate; 0.001 by default, as for Adam.</param>
/// <param name="Beta1">The memory of the mean; 0.9 by default, as for Adam.</param>
/// <param name="Beta2">The memory of the square; 0.999 by default, as for Adam.</param>
/// <param name="Epsilon">Keeps the division finite; 1e-7 by default, as for Adam.</param>
/// <param name="WeightDecay">The decoupled decay; 0.01 by default, as in PyTorch.</param>
/// <param name="ClipNorm"><inheritdoc cref="OptimizerSpec" path="/param[@name='ClipNorm']"/></param>
/// <param name="ClipValue"><inheritdoc cref="OptimizerSpec" path="/param[@name='ClipValue']"/></param>
public sealed record AdamWSpec(
    double LearningRate = 0.001,
    double Beta1 = 0.9,
    double Beta2 = 0.999,
    double Epsilon = 1e-7,
    double WeightDecay = 0.01,
    double? ClipNorm = null,
    double? ClipValue = null) : OptimizerSpec(LearningRate, WeightDecay, ClipNorm, ClipValue)
{
    /// <inheritdoc/>
    public override Optimizer Build(ParameterSet parameters) => new Adam(this, parameters);

    /// <inheritdoc/>
    protected override IEnumerable<SpecProblem> ValidateOwn(string prefix) =>
    [
        .. Problem.Fraction($"{prefix}beta1", Beta1),
        .. Problem.Fraction($"{prefix}beta2", Beta2),
        .. Problem.Positive($"{prefix}epsilon", Epsilon),
    ];
}

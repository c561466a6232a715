namespace Hourglass.Networks;

/// <summary>Describes Adam.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>m = Beta1 * m + (1 - Beta1) * g</c>; <c>v = Beta2 * v + (1 - Beta2) * g^2</c>;
/// <c>w -= LearningRate * (m / (1 - Beta1^t)) / (sqrt(v / (1 - Beta2^t)) + Epsilon)</c>.</para>
/// <para><b>Source</b> Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015, Algorithm 1.</para>
/// </remarks>
/// <param name="LearningRate">The base learning rate; 0.001 by default, as in the paper.</param>
/// <param name="Beta1">The memory of the mean; 0.9 by default, as in the paper.</param>
/// <param name="Beta2">The memory of the square; 0.999 by default, as in the paper.</param>
/// <param name="Epsilon">Keeps the division finite; 1e-7 by default, as in Keras, because single precision resolves it better than
/// the 1e-8 of the paper and of PyTorch.</param>
/// <param name="WeightDecay"><inheritdoc cref="OptimizerSpec" path="/param[@name='WeightDecay']"/></param>
/// <param name="ClipNorm"><inheritdoc cref="OptimizerSpec" path="/param[@name='ClipNorm']"/></param>
/// <param name="ClipValue"><inheritdoc cref="OptimizerSpec" path="/param[@name='ClipValue']"/></param>
public sealed record AdamSpec(
    double LearningRate = 0.001,
    double Beta1 = 0.9,
    double Beta2 = 0.999,
    double Epsilon = 1e-7,
    double WeightDecay = 0,
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

namespace Hourglass.Networks;

/// <summary>Describes RMSprop.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>a = Rho * a + (1 - Rho) * g^2</c>; <c>v = Momentum * v + g / (sqrt(a) + Epsilon)</c>;
/// <c>w -= LearningRate * v</c>.</para>
/// <para><b>Source</b> Tieleman and Hinton, Lecture 6.5, 2012; epsilon outside the root and the rate outside the velocity as in PyTorch.</para>
/// </remarks>
/// <param name="LearningRate">The base learning rate; 0.001 by default, as in Keras.</param>
/// <param name="Rho">The memory of the square; 0.9 by default, as in the lecture.</param>
/// <param name="Momentum">How much of the velocity stays; 0 by default: none. Less than 1.</param>
/// <param name="Epsilon">Keeps the division finite; 1e-7 by default, as in Keras.</param>
/// <param name="WeightDecay"><inheritdoc cref="OptimizerSpec" path="/param[@name='WeightDecay']"/></param>
/// <param name="ClipNorm"><inheritdoc cref="OptimizerSpec" path="/param[@name='ClipNorm']"/></param>
/// <param name="ClipValue"><inheritdoc cref="OptimizerSpec" path="/param[@name='ClipValue']"/></param>
public sealed record RmsPropSpec(
    double LearningRate = 0.001,
    double Rho = 0.9,
    double Momentum = 0,
    double Epsilon = 1e-7,
    double WeightDecay = 0,
    double? ClipNorm = null,
    double? ClipValue = null) : OptimizerSpec(LearningRate, WeightDecay, ClipNorm, ClipValue)
{
    /// <inheritdoc/>
    public override Optimizer Build(ParameterSet parameters) => new RmsProp(this, parameters);

    /// <inheritdoc/>
    protected override IEnumerable<SpecProblem> ValidateOwn(string prefix) =>
    [
        .. Problem.Fraction($"{prefix}rho", Rho),
        .. Problem.Fraction($"{prefix}momentum", Momentum),
        .. Problem.Positive($"{prefix}epsilon", Epsilon),
    ];
}

namespace Hourglass.Networks;

/// <summary>Describes Adagrad, whose rate falls with the sum of squared gradients.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>a += g^2</c>, from <c>a = InitialAccumulator</c>; <c>w -= LearningRate * g / (sqrt(a) + Epsilon)</c>.</para>
/// <para><b>Source</b> Duchi, Hazan and Singer, Adaptive Subgradient Methods, 2011; epsilon outside the root as in PyTorch.</para>
/// </remarks>
/// <param name="LearningRate">The base learning rate; 0.01 by default, as in PyTorch (Keras has 0.001).</param>
/// <param name="InitialAccumulator">Where the sum starts; 0.1 by default, as in Keras, so that the first steps are not all of full length
/// (PyTorch has 0).</param>
/// <param name="Epsilon">Keeps the division finite; 1e-7 by default, as in Keras.</param>
/// <param name="WeightDecay"><inheritdoc cref="OptimizerSpec" path="/param[@name='WeightDecay']"/></param>
/// <param name="ClipNorm"><inheritdoc cref="OptimizerSpec" path="/param[@name='ClipNorm']"/></param>
/// <param name="ClipValue"><inheritdoc cref="OptimizerSpec" path="/param[@name='ClipValue']"/></param>
public sealed record AdagradSpec(
    double LearningRate = 0.01,
    double InitialAccumulator = 0.1,
    double Epsilon = 1e-7,
    double WeightDecay = 0,
    double? ClipNorm = null,
    double? ClipValue = null) : OptimizerSpec(LearningRate, WeightDecay, ClipNorm, ClipValue)
{
    /// <inheritdoc/>
    public override Optimizer Build(ParameterSet parameters) => new Adagrad(this, parameters);

    /// <inheritdoc/>
    protected override IEnumerable<SpecProblem> ValidateOwn(string prefix) =>
        [.. Problem.NotNegative($"{prefix}initialAccumulator", InitialAccumulator), .. Problem.Positive($"{prefix}epsilon", Epsilon)];
}

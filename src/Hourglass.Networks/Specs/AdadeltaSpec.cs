namespace Hourglass.Networks;

/// <summary>Describes Adadelta, whose steps carry the unit of the parameters.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>a = Rho * a + (1 - Rho) * g^2</c>; <c>d = g * sqrt(b + Epsilon) / sqrt(a + Epsilon)</c>;
/// <c>b = Rho * b + (1 - Rho) * d^2</c>; <c>w -= LearningRate * d</c>.</para>
/// <para><b>Source</b> Zeiler, ADADELTA: An Adaptive Learning Rate Method, 2012, Algorithm 1.</para>
/// </remarks>
/// <param name="LearningRate">Scales the step; 1 by default, as in the paper and in PyTorch. The default of Keras, 0.001, makes it crawl.</param>
/// <param name="Rho">The memory of the squares; 0.95 by default, as in the paper.</param>
/// <param name="Epsilon">Starts the motion and keeps the division finite; 1e-7 by default, as in Keras.</param>
/// <param name="WeightDecay"><inheritdoc cref="OptimizerSpec" path="/param[@name='WeightDecay']"/></param>
/// <param name="ClipNorm"><inheritdoc cref="OptimizerSpec" path="/param[@name='ClipNorm']"/></param>
/// <param name="ClipValue"><inheritdoc cref="OptimizerSpec" path="/param[@name='ClipValue']"/></param>
public sealed record AdadeltaSpec(
    double LearningRate = 1.0,
    double Rho = 0.95,
    double Epsilon = 1e-7,
    double WeightDecay = 0,
    double? ClipNorm = null,
    double? ClipValue = null) : OptimizerSpec(LearningRate, WeightDecay, ClipNorm, ClipValue)
{
    /// <inheritdoc/>
    public override Optimizer Build(ParameterSet parameters) => new Adadelta(this, parameters);

    /// <inheritdoc/>
    protected override IEnumerable<SpecProblem> ValidateOwn(string prefix) =>
        [.. Problem.Fraction($"{prefix}rho", Rho), .. Problem.Positive($"{prefix}epsilon", Epsilon)];
}

namespace Hourglass.Networks;

/// <summary>Describes stochastic gradient descent, with or without momentum.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>rate = LearningRate / (1 + Decay * (t - 1))</c>; <c>v = Momentum * v - rate * g</c>; <c>w += v</c>, or with Nesterov
/// <c>w += Momentum * v - rate * g</c>.</para>
/// <para><b>Source</b> The conventions of Keras: the rate stands inside the velocity.</para>
/// </remarks>
/// <param name="LearningRate">The base learning rate; 0.01 by default, as in Keras.</param>
/// <param name="Momentum">How much of the velocity stays; 0 by default: plain descent. Less than 1.</param>
/// <param name="Nesterov">Whether to look ahead along the velocity; no by default.</param>
/// <param name="Decay">Time-based decay per step; 0 by default: none.</param>
/// <param name="WeightDecay"><inheritdoc cref="OptimizerSpec" path="/param[@name='WeightDecay']"/></param>
/// <param name="ClipNorm"><inheritdoc cref="OptimizerSpec" path="/param[@name='ClipNorm']"/></param>
/// <param name="ClipValue"><inheritdoc cref="OptimizerSpec" path="/param[@name='ClipValue']"/></param>
public sealed record SgdSpec(
    double LearningRate = 0.01,
    double Momentum = 0,
    bool Nesterov = false,
    double Decay = 0,
    double WeightDecay = 0,
    double? ClipNorm = null,
    double? ClipValue = null) : OptimizerSpec(LearningRate, WeightDecay, ClipNorm, ClipValue)
{
    /// <inheritdoc/>
    public override Optimizer Build(ParameterSet parameters) => new Sgd(this, parameters);

    /// <inheritdoc/>
    protected override IEnumerable<SpecProblem> ValidateOwn(string prefix) =>
    [
        .. Problem.Fraction($"{prefix}momentum", Momentum),
        .. Nesterov && Momentum == 0
            ? [new SpecProblem($"{prefix}nesterov", Phrase.Of("received true without momentum, expected a momentum above 0 or false."))]
            : (SpecProblem[])[],
        .. Problem.NotNegative($"{prefix}decay", Decay),
    ];
}

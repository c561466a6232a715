namespace Hourglass.Learning;

/// <summary>How far a map is.</summary>
/// <param name="Iteration">The steps done.</param>
/// <param name="Iterations">The steps in all.</param>
/// <param name="KlDivergence">The divergence in nats, with the normaliser as the method computes it and without exaggeration.</param>
/// <param name="GradientNorm">The length of the gradient that the last step went down.</param>
public readonly record struct TsneProgress(int Iteration, int Iterations, double KlDivergence, double GradientNorm);

namespace Hourglass.Networks;

/// <summary>A loss of one's own, feature by feature; <see cref="SpecRegistry.AddLoss"/> gives it its name.</summary>
/// <remarks>The plan averages or sums as the spec's reduction says, keeps padding out and uses several threads, so a function must not
/// keep a state between calls.</remarks>
public abstract class LossFunction
{
    /// <summary>Sums the loss over some features and samples and computes its slope by each output.</summary>
    /// <param name="y">The outputs.</param>
    /// <param name="target">The targets, in the same order.</param>
    /// <param name="slope">Receives the derivative of the loss by each output; empty where only the sum is wanted.</param>
    /// <returns>The sum of the losses.</returns>
    public abstract double Measure(ReadOnlySpan<float> y, ReadOnlySpan<float> target, Span<float> slope);
}

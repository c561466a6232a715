using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes the normalization of each channel over rows, columns and samples; of a vector, of each feature over the samples.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>y = gamma (x - mean) / sqrt(variance + epsilon) + beta</c>: in training with mean and variance of the batch, elsewhere with
/// running ones. Gamma and beta are trained, without weight decay.</para>
/// <para><b>Shapes</b> The output has the shape of the input.</para>
/// </remarks>
/// <param name="Momentum">How much of the running statistics stays in a training step; 0.99 by default, as in Keras: they average over about
/// the last hundred steps.</param>
/// <param name="Epsilon">Added to the variance, so that a channel that does not vary is not blown up; 0.001 by default, as in Keras.</param>
public sealed record BatchNormSpec(double Momentum = 0.99, double Epsilon = 0.001) : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new BatchNorm(input, Momentum, Epsilon);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override long ParameterCount(Shape input) => 2L * input.Channels;

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) =>
        [.. Problem.Fraction($"{path}.momentum", Momentum), .. Problem.Positive($"{path}.epsilon", Epsilon)];

    /// <inheritdoc/>
    public override LayerDescription Describe() => new("batch norm", LayerRole.Normalization);
}

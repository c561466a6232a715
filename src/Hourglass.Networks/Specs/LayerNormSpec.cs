using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes the normalization of each sample over all its features.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>y = gamma (x - mean) / sqrt(variance + epsilon) + beta</c>, the same in training and elsewhere. Each feature has its own
/// gamma and beta; they are trained, without weight decay.</para>
/// <para><b>Shapes</b> The output has the shape of the input.</para>
/// </remarks>
/// <param name="Epsilon">Added to the variance, so that a sample that does not vary is not blown up; 0.001 by default, as in Keras.</param>
public sealed record LayerNormSpec(double Epsilon = 0.001) : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new LayerNorm(input, Epsilon);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override long ParameterCount(Shape input) => 2L * input.Size;

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) => Problem.Positive($"{path}.epsilon", Epsilon);

    /// <inheritdoc/>
    public override LayerDescription Describe() => new("layer norm", LayerRole.Normalization);
}

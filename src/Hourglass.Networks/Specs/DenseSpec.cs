using System.Globalization;
using System.Text.Json.Serialization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes a fully connected layer: each unit sees every feature of the input.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>y = activation(W x + b)</c>.</para>
/// <para><b>Shapes</b> The input of any shape is read flat; the output is a vector of <paramref name="Units"/>.</para>
/// </remarks>
/// <param name="Units">The features of the output; 1 or more.</param>
/// <param name="Activation">The function applied to each unit; linear by default, so that nothing happens unasked.</param>
/// <param name="Initializer">How the weights start; <see langword="null"/> for Glorot uniform, the default of Keras. Biases start at zero.</param>
/// <param name="Bias">Whether each unit has a bias; it does by default.</param>
/// <param name="Contractive">The weight of a penalty on the sensitivity to the input, the squared Frobenius norm of the Jacobian, averaged over
/// samples; <see langword="null"/>, the default, for none. The activation works feature by feature then.</param>
public sealed record DenseSpec(
    int Units,
    [property: JsonConverter(typeof(SpecEnumConverter<ActivationKind>))] ActivationKind Activation = ActivationKind.Linear,
    InitializerSpec? Initializer = null,
    bool Bias = true,
    double? Contractive = null) : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input)
    {
        Linear dense = new(input, Units, Activation, Initializer, Bias);
        return Contractive is { } weight ? new ContractiveLinear(dense, weight) : dense;
    }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => new(Units);

    /// <inheritdoc/>
    public override long ParameterCount(Shape input) => ((long)input.Size * Units) + (Bias ? Units : 0);

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path)
    {
        if (Units < 1) yield return Problem.Range($"{path}.units", Units, Phrase.Of("1 or more"));
        if (Units > SpecLimits.Features) yield return Problem.Range($"{path}.units", Units, Phrase.Of($"at most {Problem.Text(SpecLimits.Features)}"));
        foreach (SpecProblem problem in Problem.Enum($"{path}.activation", Activation)) yield return problem;
        foreach (SpecProblem problem in Initializer?.Validate($"{path}.initializer") ?? []) yield return problem;
        foreach (SpecProblem problem in Problem.Positive($"{path}.contractive", Contractive ?? 1)) yield return problem;
        if (Contractive is not null && Activation == ActivationKind.Softmax)
            yield return new($"{path}.contractive", Phrase.Of("received a penalty on softmax, expected an activation that works feature by feature."));
    }

    /// <inheritdoc/>
    public override LayerDescription Describe() => new(string.Create(
        CultureInfo.InvariantCulture, $"dense {Units}, {SpecNames.Of(Activation)}{(Contractive is { } weight ? $", contractive {weight}" : "")}"));
}

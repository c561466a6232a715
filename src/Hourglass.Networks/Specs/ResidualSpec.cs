using System.Text.Json.Serialization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes layers whose input is added to their output.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>y = activation(x + layers(x))</c>.</para>
/// <para><b>Shapes</b> The inner layers come back to the shape of the input, which is that of the output.</para>
/// </remarks>
/// <param name="Layers">The inner layers; at least one.</param>
/// <param name="Activation">The function applied to the sum; linear by default, so that nothing happens unasked.</param>
public sealed record ResidualSpec(
    IReadOnlyList<LayerSpec> Layers,
    [property: JsonConverter(typeof(SpecEnumConverter<ActivationKind>))] ActivationKind Activation = ActivationKind.Linear) : LayerSpec
{
    /// <summary>Gets the inner layers.</summary>
    public IReadOnlyList<LayerSpec> Layers { get; init => field = new SpecList<LayerSpec>(value); } = new SpecList<LayerSpec>(Layers);

    /// <inheritdoc/>
    public override Layer Build(Shape input) => new Residual([.. Placed(input).Select(static place => place.Spec.Build(place.Input))], Activation);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override long ParameterCount(Shape input) =>
        Placed(input).Aggregate(0L, static (sum, place) => Math.Min(sum + place.Spec.ParameterCount(place.Input), SpecLimits.Parameters + 1));

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path)
    {
        List<SpecProblem> problems = [.. Problem.Enum($"{path}.activation", Activation)];
        Shape output = SpecValidator.Follow(problems, input, Layers, $"{path}.layers");
        if (input != default && output != default && output != input)
            problems.Add(new($"{path}.layers", Phrase.Of($"received an output of {output}, expected {input}, the shape of the input, to which it is added.")));
        return problems;
    }

    /// <inheritdoc/>
    public override LayerDescription Describe()
    {
        string activation = Activation == ActivationKind.Linear ? "" : $", {SpecNames.Of(Activation)}";
        return new LayerDescription($"residual{activation}", Parts: Layers);
    }

    private IEnumerable<(LayerSpec Spec, Shape Input)> Placed(Shape shape)
    {
        foreach (LayerSpec layer in Layers)
        {
            yield return (layer, shape);
            shape = layer.OutputShape(shape);
        }
    }
}

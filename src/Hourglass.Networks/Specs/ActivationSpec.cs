using System.Text.Json.Serialization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes an activation that stands alone; most layers carry their own.</summary>
/// <remarks><para><b>Shapes</b> The output has the shape of the input.</para></remarks>
/// <param name="Activation">The function.</param>
public sealed record ActivationSpec(
    [property: JsonConverter(typeof(SpecEnumConverter<ActivationKind>))] ActivationKind Activation) : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new ActivationLayer(input, Activation);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) => Problem.Enum($"{path}.activation", Activation);

    /// <inheritdoc/>
    public override LayerDescription Describe() => new(SpecNames.Of(Activation), LayerRole.Activation);
}

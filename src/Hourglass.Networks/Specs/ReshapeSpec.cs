using System.Text.Json.Serialization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes the reading of the same features under another shape, in the order <c>[y][x][channel]</c>; it costs nothing.</summary>
/// <param name="Shape">The new shape; as many features as the input has.</param>
public sealed record ReshapeSpec([property: JsonConverter(typeof(ShapeConverter))] Shape Shape) : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new View(input, OutputShape(input));

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => Shape;

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path)
    {
        int features = SpecLimits.FeaturesOf(Shape), expected = SpecLimits.FeaturesOf(input);
        foreach (SpecProblem problem in Problem.Shape($"{path}.shape", Shape)) yield return problem;
        if (features > 0 && expected > 0 && features != expected)
        {
            yield return new($"{path}.shape",
                Phrase.Of($"received {Shape} ({Problem.Text(features)} features), expected the {Problem.Text(expected)} features of the input {input}."));
        }
    }

    /// <inheritdoc/>
    public override LayerDescription Describe() => new($"reshape to {Shape}", LayerRole.View);
}

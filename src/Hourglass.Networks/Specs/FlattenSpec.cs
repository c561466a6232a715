using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes the reading of an image as a plain vector, in the order <c>[y][x][channel]</c>; it costs nothing.</summary>
public sealed record FlattenSpec : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new View(input, OutputShape(input));

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => new(Math.Max(0, SpecLimits.FeaturesOf(input)));

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) => [];

    /// <inheritdoc/>
    public override LayerDescription Describe() => new("flatten", LayerRole.View);
}

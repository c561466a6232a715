using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes a block that covers a part of each image in training, at a random place.</summary>
/// <param name="Height">The rows of the block; at most those of the image.</param>
/// <param name="Width">The columns of the block; <see langword="null"/>, the default, for a square.</param>
/// <param name="Value">What the block is filled with; 0, black, by default.</param>
public sealed record BlockOcclusionSpec(int Height, int? Width = null, double Value = 0) : CorruptionSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new BlockOcclusion(input, Height, Width ?? Height, Value);

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) =>
    [
        .. Side($"{path}.height", Height, input.Height),
        .. Width is { } width ? Side($"{path}.width", width, input.Width) : Side($"{path}.height", Height, input.Width),
        .. Problem.Unless(double.IsFinite(Value), $"{path}.value", Value, Phrase.Of("a number")),
        .. Image(input, path),
    ];

    /// <summary>A vector is no image, which is said once.</summary>
    private static IEnumerable<SpecProblem> Side(string path, int side, int most) => side < 1
        ? [Problem.Range(path, side, Phrase.Of("1 or more"))]
        : Problem.Unless(most <= 1 || side <= most, path, side, Phrase.Of($"at most {Problem.Plain(most)}, the side of the image"));

    /// <inheritdoc/>
    public override LayerDescription Describe() =>
        new(string.Create(CultureInfo.InvariantCulture, $"block occlusion {Height}x{Width ?? Height}"), LayerRole.Noise);
}

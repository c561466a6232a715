using System.Globalization;
using System.Text.Json.Serialization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>How an enlarged image is filled.</summary>
/// <remarks>In a spec file: <c>nearest</c>, <c>bilinear</c>.</remarks>
[JsonConverter(typeof(SpecEnumConverter<UpsampleKind>))]
public enum UpsampleKind
{
    /// <summary>Each cell is repeated.</summary>
    Nearest,

    /// <summary>Linear interpolation along both sides, half-pixel centres, as in Keras.</summary>
    Bilinear,
}

/// <summary>Describes the enlargement of an image by whole factors.</summary>
/// <remarks><para><b>Shapes</b> Height and width times the factor; channels stay.</para></remarks>
/// <param name="Factor">How many times more rows; 2 by default, which undoes the shape of the default pooling, as in Keras.</param>
/// <param name="FactorWidth">How many times more columns; <see langword="null"/> for as many times as rows.</param>
/// <param name="Interpolation">How the image is filled; <see cref="UpsampleKind.Nearest"/> by default, as in Keras.</param>
public sealed record UpsampleSpec(int Factor = 2, int? FactorWidth = null, UpsampleKind Interpolation = UpsampleKind.Nearest) : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new Upsample(input, Factor, FactorWidth ?? Factor, Interpolation);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) =>
        new(input.Channels, SpecLimits.Times(input.Height, Factor), SpecLimits.Times(input.Width, FactorWidth ?? Factor));

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) =>
    [
        .. Problem.AtLeast($"{path}.factor", Factor, 1),
        .. Problem.AtLeast($"{path}.factorWidth", FactorWidth ?? 1, 1),
        .. Problem.Enum($"{path}.interpolation", Interpolation),
    ];

    /// <inheritdoc/>
    public override LayerDescription Describe() =>
        new(string.Create(CultureInfo.InvariantCulture, $"upsample {Factor}x{FactorWidth ?? Factor}, {SpecNames.Of(Interpolation)}"));
}

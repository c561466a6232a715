using System.Text.Json.Serialization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>A shape in JSON: height and width may be left out.</summary>
internal sealed record ShapeDocument(int Channels, int Height = 1, int Width = 1)
{
    [JsonIgnore]
    public Shape Value => new(Channels, Height, Width);

    public static ShapeDocument From(Shape value) => new(value.Channels, value.Height, value.Width);
}

/// <summary>A loss in JSON: the default of the reduction depends on the kind.</summary>
internal sealed record LossDocument(
    LossKind Kind, LossReduction? Reduction = null, string? Function = null, double? WeightL1 = null, double? WeightL2 = null)
{
    [JsonIgnore]
    public LossSpec Value => new(Kind, Reduction ?? LossSpec.DefaultReduction(Kind), Function, WeightL1 ?? 0, WeightL2 ?? 0);

    public static LossDocument From(LossSpec value) => new(
        value.Kind, value.Reduction, value.Function, Written(value.WeightL1), Written(value.WeightL2));

    /// <summary>A penalty that is not there is not written.</summary>
    private static double? Written(double weight) => weight == 0 ? null : weight;
}

/// <summary>A model in JSON: says which format and version it is.</summary>
internal sealed record ModelDocument(
    string Format,
    int Version,
    string Name,
    [property: JsonConverter(typeof(ShapeConverter))] Shape Input,
    IReadOnlyList<LayerSpec> Encoder,
    IReadOnlyList<LayerSpec> Decoder,
    LossSpec Loss)
{
    public const string FormatName = "hourglass-model";
    public const int CurrentVersion = 1;

    [JsonIgnore]
    public ModelSpec Value => new(Name, Input, Encoder, Decoder, Loss);

    public static ModelDocument From(ModelSpec value) =>
        new(FormatName, CurrentVersion, value.Name, value.Input, value.Encoder, value.Decoder, value.Loss);
}

using System.Text.Json.Serialization;

namespace Hourglass.Networks;

/// <summary>How the losses of all features and samples become one number.</summary>
/// <remarks>In a spec file: <c>mean</c>, <c>sum</c>.</remarks>
[JsonConverter(typeof(SpecEnumConverter<LossReduction>))]
public enum LossReduction
{
    /// <summary>The mean over samples and features: "per pixel", as Keras and PyTorch report it.</summary>
    Mean,

    /// <summary>The sum over features, then the mean over samples: "per sample", as papers report it.</summary>
    Sum,
}

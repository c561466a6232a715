using System.Text.Json.Serialization;

namespace Hourglass.Networks;

/// <summary>What happens to windows at the border of an image.</summary>
/// <remarks>In a spec file: <c>valid</c>, <c>same</c>.</remarks>
[JsonConverter(typeof(SpecEnumConverter<PoolPaddingKind>))]
public enum PoolPaddingKind
{
    /// <summary>Every window lies inside the image; what is left over at the far end is not looked at.</summary>
    Valid,

    /// <summary>Windows reach past the border so that there are <c>ceil(input / stride)</c> of them; the missing cells are shared by both
    /// ends, the odd one at the far end, as in Keras.</summary>
    Same,
}

using System.Text.Json.Serialization;

namespace Hourglass.Networks;

/// <summary>How many zeros a convolution sees around its image.</summary>
/// <remarks>In a spec file: <c>same</c>, <c>valid</c>, <c>explicit</c>.</remarks>
[JsonConverter(typeof(SpecEnumConverter<ConvPaddingKind>))]
public enum ConvPaddingKind
{
    /// <summary>As many as make <c>ceil(input / stride)</c> outputs, the smaller half before the image, as in Keras. PyTorch pads both
    /// sides alike.</summary>
    Same,

    /// <summary>None: every tap of every output falls on the image.</summary>
    Valid,

    /// <summary>Given numbers.</summary>
    Explicit,
}

using System.Text.Json.Serialization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>What a network learns to answer a sample with.</summary>
/// <remarks>In a recipe and on the command line: <c>input</c>, <c>label</c>, <c>same-class</c>.</remarks>
[JsonConverter(typeof(SpecEnumConverter<TargetKind>))]
public enum TargetKind
{
    /// <summary>The sample itself: reconstruction.</summary>
    Input,

    /// <summary>Its class, as one feature per class.</summary>
    Label,

    /// <summary>Other samples of its class.</summary>
    SameClass,
}

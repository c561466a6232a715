using System.Text.Json.Serialization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>How the features of own data are scaled.</summary>
[JsonConverter(typeof(SpecEnumConverter<ScaleKind>))]
public enum ScaleKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Each feature to mean 0 and deviation 1.</summary>
    Standardize,

    /// <summary>Each feature to 0..1.</summary>
    MinMax,
}

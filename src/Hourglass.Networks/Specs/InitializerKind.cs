using System.Text.Json.Serialization;

namespace Hourglass.Networks;

/// <summary>From which distribution weights start; <c>in</c> and <c>out</c> are the inputs and outputs that one unit is connected to.</summary>
/// <remarks>In a spec file: <c>glorot-uniform</c>, <c>glorot-normal</c>, <c>he-uniform</c>, <c>he-normal</c>, <c>lecun-uniform</c>,
/// <c>lecun-normal</c>, <c>normal</c>, <c>uniform</c>, <c>constant</c>. Normal ones are not truncated, as in PyTorch.</remarks>
[JsonConverter(typeof(SpecEnumConverter<InitializerKind>))]
public enum InitializerKind
{
    /// <summary>Uniform in ±sqrt(6 / (in + out)); Glorot and Bengio 2010.</summary>
    GlorotUniform,

    /// <summary>Normal with deviation sqrt(2 / (in + out)); Glorot and Bengio 2010.</summary>
    GlorotNormal,

    /// <summary>Uniform in ±sqrt(6 / in), for relu; He et al. 2015.</summary>
    HeUniform,

    /// <summary>Normal with deviation sqrt(2 / in), for relu; He et al. 2015.</summary>
    HeNormal,

    /// <summary>Uniform in ±sqrt(3 / in); LeCun et al. 1998.</summary>
    LecunUniform,

    /// <summary>Normal with deviation sqrt(1 / in); LeCun et al. 1998.</summary>
    LecunNormal,

    /// <summary>Normal with a given deviation.</summary>
    Normal,

    /// <summary>Uniform in ± a given limit.</summary>
    Uniform,

    /// <summary>A given value everywhere.</summary>
    Constant,
}

namespace Hourglass.Networks;

/// <summary>The element type of a tensor in a safetensors file, named as in the file.</summary>
public enum SafeTensorType
{
    /// <summary>One byte, 0 or 1.</summary>
    BOOL,

    /// <summary>8-bit integer without sign.</summary>
    U8,

    /// <summary>8-bit integer.</summary>
    I8,

    /// <summary>8-bit float with 5 exponent bits.</summary>
    F8_E5M2,

    /// <summary>8-bit float with 4 exponent bits.</summary>
    F8_E4M3,

    /// <summary>16-bit integer.</summary>
    I16,

    /// <summary>16-bit integer without sign.</summary>
    U16,

    /// <summary>16-bit float of IEEE 754.</summary>
    F16,

    /// <summary>The upper half of a 32-bit float.</summary>
    BF16,

    /// <summary>32-bit integer.</summary>
    I32,

    /// <summary>32-bit integer without sign.</summary>
    U32,

    /// <summary>32-bit float of IEEE 754.</summary>
    F32,

    /// <summary>64-bit float of IEEE 754.</summary>
    F64,

    /// <summary>64-bit integer.</summary>
    I64,

    /// <summary>64-bit integer without sign.</summary>
    U64,
}

namespace Hourglass.Numerics;

/// <summary>The fields of an IEEE 754 binary32 number.</summary>
internal static class FloatBits
{
    public const int MantissaBits = 23;
    public const int ExponentBias = 127;
    public const int MantissaMask = 0x007F_FFFF;

    /// <summary>The bits of 0.5f.</summary>
    public const int Half = 0x3F00_0000;
}

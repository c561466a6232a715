namespace Hourglass.Numerics;

/// <summary>The fields of an IEEE 754 binary32 number.</summary>
internal static class FloatBits
{
    public const int MantissaBits = 23;
    public const int ExponentBias = 127;
    public const int MantissaMask = 0x007F_FFFF;

    /// <summary>Added to an integer n of up to 127, it leaves n plus the bias of the exponent in the last bits of the sum; a fraction is rounded away.</summary>
    public const float PowerShift = (3 << (MantissaBits - 1)) + ExponentBias;

    /// <summary>The bits of a random word that a number in [0, 1) leaves unused, as a float has no room for them.</summary>
    public const int UnitShift = 8;

    /// <summary>The distance of two neighbouring numbers made of 24 bits.</summary>
    public const float UnitStep = 1f / (1 << 24);

    /// <summary>The bits of 0.5f.</summary>
    public const int Half = 0x3F00_0000;
}

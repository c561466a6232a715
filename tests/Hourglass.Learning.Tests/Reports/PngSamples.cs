namespace Hourglass.Learning.Tests;

/// <summary>Pictures of the kinds that this library reads but does not write.</summary>
internal static class PngSamples
{
    /// <summary>Gets 3 x 3 grey pixels 1 to 9 in the seven passes of Adam7, of which the second and third are empty.</summary>
    public static byte[] Interlaced { get; } = new PngBuilder()
        .Header(3, 3, 0, interlace: 1)
        .Pixels([0, 1, 0, 3, 0, 7, 9, 0, 2, 0, 8, 0, 4, 5, 6])
        .End();

    /// <summary>Gets two pixels of 16 bits, grey with opacity.</summary>
    public static byte[] Deep { get; } = new PngBuilder().Header(2, 1, 4, depth: 16).Pixels([0, 0x80, 0x80, 0xFF, 0xFF, 0, 0, 0, 0]).End();

    /// <summary>Gets five grey pixels of two bits: 0, 1, 2, 3, 0.</summary>
    public static byte[] Bits { get; } = new PngBuilder().Header(5, 1, 0, depth: 2).Pixels([0, 0b00_01_10_11, 0]).End();
}

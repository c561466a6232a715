namespace Hourglass.Learning;

/// <summary>Draws shares from none to all in colour: from nearly white to dark blue, ever darker.</summary>
/// <remarks><b>Source</b> ColorBrewer's Blues (Harrower and Brewer, 2003): one hue, so that only lightness speaks, which every eye sees.</remarks>
public static class SequentialMap
{
    private static readonly byte[][] Anchors =
        [[247, 251, 255], [222, 235, 247], [198, 219, 239], [158, 202, 225], [107, 174, 214], [66, 146, 198], [33, 113, 181], [8, 81, 156], [8, 48, 107]];

    // Where white letters are read better than dark ones.
    private const double DarkFrom = 0.69;

    /// <summary>Finds the colour of a share.</summary>
    /// <param name="share">The share in 0 to 1; cut outside, none where it is not a number.</param>
    /// <param name="rgb">Receives red, green, blue.</param>
    public static void Color(double share, Span<byte> rgb)
    {
        double place = Unit(share) * (Anchors.Length - 1);
        int low = Math.Min((int)place, Anchors.Length - 2);
        for (int i = 0; i < 3; i++) rgb[i] = (byte)(Anchors[low][i] + ((place - low) * (Anchors[low + 1][i] - Anchors[low][i])) + 0.5);
    }

    /// <summary>Gets the colour of a share for a drawing.</summary>
    internal static Ink Shade(double share)
    {
        Span<byte> rgb = stackalloc byte[3];
        Color(share, rgb);
        return Ink.Fixed(rgb[0], rgb[1], rgb[2]);
    }

    /// <summary>Gets the colour of letters on that of a share.</summary>
    internal static Ink LettersOn(double share) => Unit(share) >= DarkFrom ? Ink.Fixed(255, 255, 255) : Ink.Fixed(26, 26, 26);

    private static double Unit(double share) => double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1);
}

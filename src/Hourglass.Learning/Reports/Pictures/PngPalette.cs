namespace Hourglass.Learning;

/// <summary>The colours of a picture that has at most 256 of them: one byte a pixel is then all that a file needs.</summary>
internal sealed class PngPalette
{
    private const int Most = 256;

    private PngPalette(int channels, List<int> colors, byte[] pixels)
    {
        Pixels = pixels;
        Colors = new byte[3 * colors.Count];
        Opacities = new byte[channels == 4 ? colors.Count : 0];
        for (int i = 0; i < colors.Count; i++)
        {
            (Colors[3 * i], Colors[(3 * i) + 1], Colors[(3 * i) + 2]) = ((byte)(colors[i] >> 16), (byte)(colors[i] >> 8), (byte)colors[i]);
            if (channels == 4) Opacities[i] = (byte)(colors[i] >> 24);
        }
    }

    /// <summary>Gets red, green and blue of each colour.</summary>
    public byte[] Colors { get; }

    /// <summary>Gets the opacity of each colour; none where the picture has none.</summary>
    public byte[] Opacities { get; }

    /// <summary>Gets the colour of each pixel.</summary>
    public byte[] Pixels { get; }

    /// <summary>Finds the colours of a picture; null where there are too many, or where it is grey anyway.</summary>
    public static PngPalette? Of(Bitmap bitmap)
    {
        if (bitmap.Channels == 1) return null;
        Dictionary<int, byte> places = [];
        List<int> colors = [];
        byte[] pixels = new byte[bitmap.Width * bitmap.Height];
        int last = 0;
        byte place = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            ReadOnlySpan<byte> pixel = bitmap.Pixels.AsSpan(i * bitmap.Channels, bitmap.Channels);
            int color = (pixel[0] << 16) | (pixel[1] << 8) | pixel[2] | ((pixel.Length == 4 ? pixel[3] : 0) << 24);
            if ((color != last || i == 0) && !places.TryGetValue(color, out place))
            {
                if (colors.Count == Most) return null;
                place = (byte)colors.Count;
                places.Add(color, place);
                colors.Add(color);
            }

            last = color;
            pixels[i] = place;
        }

        return new PngPalette(bitmap.Channels, colors, pixels);
    }
}

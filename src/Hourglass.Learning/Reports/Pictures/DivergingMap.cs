namespace Hourglass.Learning;

/// <summary>Draws signed values in colour: blue below zero, white at zero, red above, the same depth for the same size.</summary>
/// <remarks><b>Source</b> ColorBrewer's RdBu map (Harrower and Brewer, 2003), safe for colour-blind readers.</remarks>
public static class DivergingMap
{
    private static readonly byte[][] Negative =
        [[247, 247, 247], [209, 229, 240], [146, 197, 222], [67, 147, 195], [33, 102, 172], [5, 48, 97]];

    private static readonly byte[][] Positive =
        [[247, 247, 247], [253, 219, 199], [244, 165, 130], [214, 96, 77], [178, 24, 43], [103, 0, 31]];

    /// <summary>Gets the colours of the map from -1 to 1, as a style sheet lists them.</summary>
    internal static string Ramp { get; } =
        string.Join(',', Negative.Skip(1).Reverse().Concat(Positive).Select(rgb => $"#{Convert.ToHexStringLower(rgb)}"));

    /// <summary>Finds the size at which colours saturate, so that a few large values do not pale the rest.</summary>
    /// <param name="values">The values.</param>
    /// <param name="quantile">The share of values below the limit; 0.995 by default, which cuts one value in 200.</param>
    /// <returns>A positive limit; 1 where every value is zero or not finite.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quantile is outside 0 to 1.</exception>
    public static float Limit(ReadOnlySpan<float> values, double quantile = 0.995)
    {
        if (!(quantile is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "Expected 0 to 1.");

        List<float> sizes = new(values.Length);
        foreach (float value in values)
        {
            if (float.IsFinite(value)) sizes.Add(Math.Abs(value));
        }

        if (sizes.Count == 0) return 1;
        sizes.Sort();
        float limit = sizes[(int)(quantile * (sizes.Count - 1))];
        if (limit == 0) limit = sizes[^1];
        return limit > 0 ? limit : 1;
    }

    /// <summary>Draws one image of signed values.</summary>
    /// <remarks>With three channels each channel's distance from grey shows its sign instead of the map.</remarks>
    /// <param name="batch">The images.</param>
    /// <param name="index">Which image.</param>
    /// <param name="limit">The size at which colours saturate; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not positive.</exception>
    public static Bitmap ToBitmap(ImageBatch batch, int index, float limit)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (!(limit > 0)) throw new ArgumentOutOfRangeException(nameof(limit), limit, "Expected a positive limit.");

        ReadOnlySpan<float> image = batch[index];
        byte[] pixels = new byte[batch.Shape.Width * batch.Shape.Height * 3];
        for (int i = 0; i < image.Length; i++)
        {
            if (batch.Shape.Channels == 1) Color(image[i] / limit, pixels.AsSpan(i * 3, 3));
            else pixels[i] = (byte)(127.5f + (127.5f * Unit(image[i] / limit)));
        }

        return new Bitmap(batch.Shape.Width, batch.Shape.Height, 3, pixels);
    }

    /// <summary>Finds the colour of one value.</summary>
    /// <param name="value">The value in -1 to 1; cut outside, white where it is not a number.</param>
    /// <param name="rgb">Receives red, green, blue.</param>
    public static void Color(float value, Span<byte> rgb)
    {
        float unit = Unit(value);
        byte[][] anchors = unit < 0 ? Negative : Positive;
        float place = Math.Abs(unit) * (anchors.Length - 1);
        int low = Math.Min((int)place, anchors.Length - 2);
        float share = place - low;
        for (int i = 0; i < 3; i++)
            rgb[i] = (byte)(anchors[low][i] + (share * (anchors[low + 1][i] - anchors[low][i])) + 0.5f);
    }

    private static float Unit(float value) => float.IsNaN(value) ? 0 : Math.Clamp(value, -1f, 1f);
}

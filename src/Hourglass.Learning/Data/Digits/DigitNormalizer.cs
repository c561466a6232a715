namespace Hourglass.Learning;

/// <summary>MNIST's normalisation: the ink fills a box of 20 x 20, and its centre of mass lies in the middle of 28 x 28.</summary>
internal static class DigitNormalizer
{
    /// <summary>The side of the box.</summary>
    public const int Box = 20;

    /// <summary>The extent of the ink at half grey; the rest of the box is for the soft edges, as much as MNIST leaves.</summary>
    public const float InkExtent = 19.6f;

    /// <summary>The pixel that receives the centre of mass, as in MNIST.</summary>
    private const int Middle = Digits.Side / 2;

    private const int LargestShift = Digits.Side - Box;
    private const int NewtonSteps = 3;

    /// <summary>Scales and shifts a path, whose radii are in pixels already, so that its ink fills the box.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The width and the height of the ink, in pixels; the larger is <see cref="InkExtent"/>.</returns>
    public static (float Width, float Height) Fit(PenPath path)
    {
        ReadOnlySpan<float> radii = path.Radius.AsSpan(0, path.Count);
        Span<float> x = path.X.AsSpan(0, path.Count), y = path.Y.AsSpan(0, path.Count);
        float scale = MathF.Min(Scale(x, radii), Scale(y, radii));
        return (Place(x, radii, scale), Place(y, radii, scale));
    }

    /// <summary>Copies a box into a picture, shifted by whole pixels to bring the centre of mass to the middle.</summary>
    public static void Centre(ReadOnlySpan<byte> box, Span<byte> picture)
    {
        int mass = 0, momentX = 0, momentY = 0;
        for (int y = 0; y < Box; y++)
        {
            for (int x = 0; x < Box; x++)
            {
                int ink = box[(y * Box) + x];
                mass += ink;
                momentX += ink * x;
                momentY += ink * y;
            }
        }

        int left = Shift(momentX, mass), top = Shift(momentY, mass);
        picture.Clear();
        for (int y = 0; y < Box; y++)
            box.Slice(y * Box, Box).CopyTo(picture[(((top + y) * Digits.Side) + left)..]);
    }

    private static int Shift(int moment, int mass) =>
        Math.Clamp(Middle - (((2 * moment) + mass) / (2 * mass)), 0, LargestShift);

    /// <summary>Solves extent(scale) = InkExtent by Newton's method; the extent is convex and piecewise linear in the scale.</summary>
    private static float Scale(ReadOnlySpan<float> places, ReadOnlySpan<float> radii)
    {
        float scale = InkExtent;
        for (int step = 0; step < NewtonSteps; step++)
        {
            (float low, float high, float span) = Extent(places, radii, scale);
            scale += (InkExtent - (high - low)) / MathF.Max(span, 1e-6f);
        }

        return scale;
    }

    private static (float Low, float High, float Span) Extent(ReadOnlySpan<float> places, ReadOnlySpan<float> radii, float scale)
    {
        float low = float.MaxValue, high = float.MinValue, first = 0, last = 0;
        for (int i = 0; i < places.Length; i++)
        {
            float at = scale * places[i];
            if (at - radii[i] < low)
            {
                low = at - radii[i];
                first = places[i];
            }

            if (at + radii[i] > high)
            {
                high = at + radii[i];
                last = places[i];
            }
        }

        return (low, high, last - first);
    }

    private static float Place(Span<float> places, ReadOnlySpan<float> radii, float scale)
    {
        (float low, float high, _) = Extent(places, radii, scale);
        float shift = (Box - low - high) / 2;
        for (int i = 0; i < places.Length; i++) places[i] = (scale * places[i]) + shift;
        return high - low;
    }
}

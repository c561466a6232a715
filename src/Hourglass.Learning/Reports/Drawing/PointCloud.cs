namespace Hourglass.Learning;

/// <summary>Many points of several classes, drawn as pixels.</summary>
/// <remarks>
/// <b>Computes</b> Each pixel remembers how much of it is covered, and the class that covers most of it. That leaves a few colours, which
/// a PNG file with a palette holds in little space, and shows where points are dense. Points are drawn in an order that mixes the classes.
/// </remarks>
/// <param name="Places">The middles of the points.</param>
/// <param name="Classes">The class of each.</param>
/// <param name="Scale">The size of a point, as of a marker.</param>
/// <param name="Opacity">The opacity of one.</param>
internal sealed record PointCloud(IReadOnlyList<CanvasPoint> Places, IReadOnlyList<int> Classes, double Scale, double Opacity)
{
    // Finer steps of opacity cannot be told apart, and ten classes by as many must fit a palette of 256.
    private const int Levels = 20;

    /// <summary>Draws the points on nothing.</summary>
    /// <param name="box">Where they lie.</param>
    /// <param name="scale">Pixels of the picture for one of the drawing.</param>
    /// <param name="dark">Whether the colours are those for dark paper.</param>
    public Bitmap Draw(CanvasBox box, double scale, bool dark)
    {
        int width = (int)Math.Ceiling(box.Width * scale), height = (int)Math.Ceiling(box.Height * scale);
        int[] covered = new int[width * height];
        byte[] owners = new byte[width * height];
        Cover(new CanvasMap(scale, -box.X * scale, -box.Y * scale), width, height, covered, owners);

        byte[] pixels = new byte[4 * width * height];
        for (int i = 0; i < covered.Length; i++)
        {
            int level = ((covered[i] * Levels) + 128) >> 8;
            if (level == 0) continue;
            int color = ChartStyle.Rgb(Ink.Series(owners[i]), dark);
            (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2]) = ((byte)(color >> 16), (byte)(color >> 8), (byte)color);
            pixels[(4 * i) + 3] = (byte)(level * 255 / Levels);
        }

        return new Bitmap(width, height, 4, pixels);
    }

    private void Cover(CanvasMap map, int width, int height, int[] covered, byte[] owners)
    {
        // The shapes of markers are lost at the size of clouds; discs of one size treat all classes alike.
        MarkerStamp stamp = new(ChartMarker.Outline(0), Scale * map.Scale);
        int opacity = (int)Math.Round(Opacity * 256), step = MixingStep(Places.Count);
        for (int i = 0, point = 0; i < Places.Count; i++, point = (int)(((long)point + step) % Places.Count))
        {
            byte owner = (byte)(Classes[point] % ChartStyle.Colors);
            foreach (StampRow row in stamp.At(map[Places[point]], out int left, out int top))
            {
                int y = top + row.Y, start = left + row.Left;
                if (y < 0 || y >= height) continue;
                for (int x = Math.Max(start, 0); x < Math.Min(start + row.Coverage.Length, width); x++)
                {
                    int alpha = row.Coverage[x - start] * opacity / Rasterizer.Full, place = (y * width) + x;
                    int rest = (covered[place] * (256 - alpha)) >> 8;
                    if (alpha > rest) owners[place] = owner;
                    covered[place] = rest + alpha;
                }
            }
        }
    }

    /// <summary>Finds a step that visits all points, each far from the one before: near the golden section, without a common divisor.</summary>
    private static int MixingStep(int count)
    {
        int step = Math.Max((int)(count * 0.6180339887), 1);
        while (System.Numerics.BigInteger.GreatestCommonDivisor(step, count) > 1) step++;
        return step;
    }
}

namespace Hourglass.Learning;

/// <summary>Draws into pixels.</summary>
internal sealed class RasterCanvas : ICanvas
{
    // More steps from outside to inside of an edge are not seen, and each is a colour that the file has to tell.
    private const int Steps = 16;

    private readonly Rasterizer _rasterizer = new();
    private readonly GlyphStamps _glyphs = new();
    private readonly Stroker _stroker;
    private readonly Stack<(CanvasMap Map, PixelBox Clip)> _groups = new();
    private readonly byte[] _pixels;
    private readonly bool _dark;
    private CanvasMap _map;
    private PixelBox _clip;

    /// <param name="width">The width of the picture.</param>
    /// <param name="height">The height of the picture.</param>
    /// <param name="map">Where the drawing lies in it.</param>
    /// <param name="dark">Whether the colours are those for dark paper.</param>
    public RasterCanvas(int width, int height, CanvasMap map, bool dark)
    {
        _stroker = new Stroker(_rasterizer);
        Bitmap = new Bitmap(width, height, 3, new byte[checked(width * height * 3)]);
        _pixels = Bitmap.Pixels;
        _map = map;
        _dark = dark;
        _clip = new PixelBox(0, 0, width, height);
        int paper = ChartStyle.Rgb(Ink.Paper, dark);
        for (int i = 0; i < _pixels.Length; i += 3) Put(i, paper, 256);
    }

    /// <summary>Gets what was drawn.</summary>
    public Bitmap Bitmap { get; }

    /// <inheritdoc/>
    public void Path(CanvasPath path, in Paint paint)
    {
        List<CanvasLine> lines = path.Flatten(_map);
        if (paint.Fill is { } fill)
        {
            foreach (CanvasLine line in lines) _rasterizer.Add(line.Points);
            Draw(fill, paint.FillOpacity);
        }

        if (paint.Stroke is not { } stroke) return;
        double width = paint.Width * _map.Scale;
        foreach (CanvasLine line in lines)
        {
            if (paint.Dashes is not { Count: > 0 } dashes) _stroker.Add(line, width, paint.RoundEnds);
            else
            {
                double[] lengths = [.. dashes.Select(length => length * _map.Scale)];
                foreach (CanvasLine dash in Stroker.Dash(line, lengths)) _stroker.Add(dash, width, paint.RoundEnds);
            }
        }

        Draw(stroke, paint.StrokeOpacity);
    }

    /// <inheritdoc/>
    public void Rectangle(CanvasBox box, in Paint paint, double round = 0) => Path(new CanvasPath().Rectangle(box, round), paint);

    /// <inheritdoc/>
    public void Circle(CanvasPoint center, double radius, in Paint paint) => Path(new CanvasPath().Circle(center, radius), paint);

    /// <inheritdoc/>
    public void Markers(in MarkerStyle style, ReadOnlySpan<CanvasPoint> places)
    {
        MarkerStamp stamp = new(style.Outline, style.Scale * _map.Scale);
        int color = ChartStyle.Rgb(style.Ink, _dark), opacity = Opacity(style.Opacity);
        foreach (CanvasPoint place in places)
        {
            foreach (StampRow row in stamp.At(_map[place], out int left, out int top))
                Blend(top + row.Y, left + row.Left, row.Coverage, color, opacity);
        }
    }

    /// <inheritdoc/>
    public void Cloud(CanvasBox box, PointCloud cloud) => Image(cloud.Draw(box, _map.Scale, _dark), box);

    /// <inheritdoc/>
    public void Text(string text, double x, double y, in TextStyle style)
    {
        double size = style.Size * _map.Scale, width = GlyphFont.Width(text, style.Bold) * size;
        CanvasPoint start = _map[new CanvasPoint(x, y)];
        double left = style.Anchor switch { TextAnchor.Start => start.X, TextAnchor.Middle => start.X - (width / 2), _ => start.X - width };

        // Letters stand on whole pixels, which keeps their lower edge sharp.
        CanvasPoint place = new(left, Math.Round(start.Y));
        if (style.Halo) Write(text, place, new GlyphStyle(size, style.Bold, ChartStyle.HaloWidth * _map.Scale), Ink.Paper);
        Write(text, place, new GlyphStyle(size, style.Bold, Extra: 0), style.Ink);
    }

    /// <inheritdoc/>
    public void Image(Bitmap image, CanvasBox box)
    {
        CanvasPoint from = _map[new(box.X, box.Y)], to = _map[new(box.Right, box.Bottom)];
        int left = (int)Math.Round(from.X), top = (int)Math.Round(from.Y);
        int width = Math.Max((int)Math.Round(to.X) - left, 1), height = Math.Max((int)Math.Round(to.Y) - top, 1);
        PixelBox visible = new PixelBox(left, top, left + width, top + height).Within(_clip);
        for (int y = visible.Top; y < visible.Bottom; y++)
        {
            int row = (int)((long)(y - top) * image.Height / height) * image.Stride;
            for (int x = visible.Left; x < visible.Right; x++)
            {
                ReadOnlySpan<byte> pixel = image.Pixels.AsSpan(row + ((int)((long)(x - left) * image.Width / width) * image.Channels), image.Channels);
                int color = pixel.Length == 1 ? pixel[0] * 0x010101 : (pixel[0] << 16) | (pixel[1] << 8) | pixel[2];
                Put(((y * Bitmap.Width) + x) * 3, color, pixel.Length == 4 ? pixel[3] + (pixel[3] >> 7) : 256);
            }
        }
    }

    /// <inheritdoc/>
    public void StartGroup(double x, double y, CanvasBox? clip = null)
    {
        _groups.Push((_map, _clip));
        _map = _map.Move(x, y);
        if (clip is not { } box) return;
        CanvasPoint from = _map[new(box.X, box.Y)], to = _map[new(box.Right, box.Bottom)];
        _clip = new PixelBox((int)Math.Round(from.X), (int)Math.Round(from.Y), (int)Math.Round(to.X), (int)Math.Round(to.Y)).Within(_clip);
    }

    /// <inheritdoc/>
    public void EndGroup() => (_map, _clip) = _groups.Pop();

    private void Write(string text, CanvasPoint place, GlyphStyle style, Ink ink)
    {
        int color = ChartStyle.Rgb(ink, _dark);
        double x = place.X;
        foreach (char letter in text)
        {
            foreach (StampRow row in _glyphs.At(letter, x, style, out int left)) Blend((int)place.Y + row.Y, left + row.Left, row.Coverage, color, 256);
            x += GlyphFont.Advance(letter, style.Bold) * style.Size;
        }
    }

    private void Draw(Ink ink, double opacity)
    {
        int color = ChartStyle.Rgb(ink, _dark), share = Opacity(opacity);
        _rasterizer.Draw(_clip, (y, left, coverage) => Blend(y, left, coverage, color, share));
    }

    private void Blend(int y, int left, ReadOnlySpan<int> coverage, int color, int opacity)
    {
        if (y < _clip.Top || y >= _clip.Bottom) return;
        int from = Math.Max(_clip.Left - left, 0), to = Math.Min(_clip.Right - left, coverage.Length);
        for (int i = from; i < to; i++)
        {
            int steps = ((coverage[i] * Steps) + (Rasterizer.Full / 2)) / Rasterizer.Full, alpha = ((steps * opacity) + (Steps / 2)) / Steps;
            if (alpha > 0) Put(((y * Bitmap.Width) + left + i) * 3, color, alpha);
        }
    }

    private void Put(int place, int color, int alpha)
    {
        Mix(ref _pixels[place], color >> 16, alpha);
        Mix(ref _pixels[place + 1], (color >> 8) & 255, alpha);
        Mix(ref _pixels[place + 2], color & 255, alpha);
    }

    private static void Mix(ref byte under, int over, int alpha) => under = (byte)(under + ((((over - under) * alpha) + 128) >> 8));

    private static int Opacity(double opacity) => (int)Math.Round(Math.Clamp(opacity, 0, 1) * 256);
}

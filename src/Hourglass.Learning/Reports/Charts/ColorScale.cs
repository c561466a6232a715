namespace Hourglass.Learning;

/// <summary>Draws what the colours of <see cref="DivergingMap"/> stand for.</summary>
internal static class ColorScale
{
    public const double Height = 34, Width = 300;

    private const double Ramp = 180, Bar = 12, Gap = 12;

    public static void Draw(ICanvas canvas, double limit, double top)
    {
        byte[] pixels = new byte[3 * (int)Ramp];
        for (int i = 0; i < (int)Ramp; i++) DivergingMap.Color((float)((2.0 * i / (Ramp - 1)) - 1), pixels.AsSpan(3 * i, 3));
        double y = top + Gap, left = (Width - Ramp) / 2;
        canvas.Image(new Bitmap((int)Ramp, 1, 3, pixels), new CanvasBox(left, y, Ramp, Bar));
        canvas.Text($"−{Numbers.Format(limit)}", left - 6, y + 10, TextStyle.Plain.Right with { Size = 11 });
        canvas.Text($"{Numbers.Format(limit)}", left + Ramp + 6, y + 10, TextStyle.Plain with { Size = 11 });
    }
}

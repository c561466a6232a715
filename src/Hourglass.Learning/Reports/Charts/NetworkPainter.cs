using System.Globalization;

namespace Hourglass.Learning;

/// <summary>Draws a network that is laid out.</summary>
internal sealed class NetworkPainter(HtmlWriter svg, NetworkLayout layout)
{
    /// <summary>The room that the texts below the tallest block take.</summary>
    public const double RoomBelow = BraceText + 6;

    private const double ShapeLine = 18, NameLine = 34, BraceLine = 46, BraceText = 64, Round = 1.5;

    public void Draw(string decoder)
    {
        IReadOnlyList<NetworkStop> stops = layout.Stops;
        for (int i = 1; i < stops.Count; i++) DrawFunnel(stops[i - 1], stops[i]);
        foreach (NetworkStop stop in stops) DrawBlock(stop);
        for (int i = 1; i < stops.Count; i++) DrawArrow(stops[i - 1], stops[i]);
        foreach (NetworkStop stop in stops) DrawLabels(stop);
        DrawBraces(decoder);
    }

    private void DrawFunnel(NetworkStop from, NetworkStop to)
    {
        // From the last map of the one to the first of the other.
        double start = layout.Middle - (from.Block.FullHeight / 2), end = layout.Middle + (to.Block.FullHeight / 2);
        string path = string.Create(CultureInfo.InvariantCulture,
            $"M{from.Right:0.#} {start:0.#}L{to.Left:0.#} {end - to.Block.Height:0.#}V{end:0.#}L{from.Right:0.#} {start + from.Block.Height:0.#}z");
        svg.Empty("path", ("class", "c0"), ("fill", "currentColor"), ("fill-opacity", "0.07"), ("d", path));
    }

    private void DrawBlock(NetworkStop stop)
    {
        string color = stop.Place.IsCode ? "c1" : "c0";
        NetworkBlock block = stop.Block;
        double bottom = layout.Middle + (block.FullHeight / 2);
        if (block.Sheets == 0)
        {
            svg.Empty("rect", ("class", color), ("fill", "currentColor"), ("x", stop.Left), ("y", bottom - block.Height),
                ("width", block.Width), ("height", block.Height), ("rx", 2));
            return;
        }

        for (int i = block.Sheets - 1; i >= 0; i--)
        {
            double x = stop.Left + (i * NetworkBlock.Step), y = bottom - block.Height - (i * NetworkBlock.Step);
            svg.Empty("rect", ("class", "paper"), ("x", x), ("y", y), ("width", block.Width), ("height", block.Height), ("rx", Round));
            svg.Empty("rect", ("class", color), ("fill", "currentColor"), ("fill-opacity", stop.Place.IsCode ? "0.45" : "0.22"),
                ("stroke", "currentColor"), ("stroke-width", 1), ("x", x), ("y", y), ("width", block.Width), ("height", block.Height), ("rx", Round));
        }
    }

    private void DrawArrow(NetworkStop from, NetworkStop to)
    {
        double start = from.Right + 4, end = to.Left - 4, middle = layout.Middle, center = (from.Right + to.Left) / 2;
        svg.Empty("path", ("class", "axis"), ("fill", "none"), ("stroke-width", 1.2), ("d", string.Create(CultureInfo.InvariantCulture,
            $"M{start:0.#} {middle:0.#}H{end:0.#}M{end - 5:0.#} {middle - 3.5:0.#}L{end:0.#} {middle:0.#}L{end - 5:0.#} {middle + 3.5:0.#}")));
        double y = middle - 7 - ((to.Above.Count - 1) * NetworkLayout.LineHeight);
        for (int i = 0; i < to.Above.Count; i++) DrawLine(to.Above[i], center, y + (i * NetworkLayout.LineHeight), "ink");
        for (int i = 0; i < to.Below.Count; i++) DrawLine(to.Below[i], center, middle + 16 + (i * NetworkLayout.LineHeight), "detail");
        y -= 15 + NetworkLayout.BadgeHeight;
        for (int i = to.Place.Noise.Count - 1; i >= 0; i--, y -= NetworkLayout.BadgeStep) DrawBadge(to.Place.Noise[i], center, y, "c4");
    }

    private void DrawLine(string text, double x, double y, string style) => svg.Element(
        "text", text, ("x", x), ("y", y), ("text-anchor", "middle"), ("class", style), ("font-size", NetworkLayout.TextSize));

    private void DrawBadge(string text, double center, double y, string color)
    {
        double width = NetworkLayout.BadgeWidth(text);
        svg.Empty("rect", ("class", "paper"), ("x", center - (width / 2)), ("y", y), ("width", width), ("height", NetworkLayout.BadgeHeight), ("rx", 9));
        svg.Empty("rect", ("class", color), ("fill", "currentColor"), ("fill-opacity", "0.14"), ("stroke", "currentColor"), ("stroke-width", 1),
            ("x", center - (width / 2)), ("y", y), ("width", width), ("height", NetworkLayout.BadgeHeight), ("rx", 9));
        DrawLine(text, center, y + 13, "ink");
    }

    private void DrawLabels(NetworkStop stop)
    {
        double x = stop.Center, top = layout.Middle - stop.BadgeBase - 6 - NetworkLayout.BadgeHeight;
        for (int i = stop.Place.Badges.Count - 1; i >= 0; i--, top -= NetworkLayout.BadgeStep)
            DrawBadge(stop.Place.Badges[i], x, top, "c2");
        svg.Element("text", stop.Label, ("x", x), ("y", layout.Bottom + ShapeLine), ("text-anchor", "middle"), ("class", "ink"));
        if (stop.Name.Length > 0)
            svg.Element("text", stop.Name, ("x", x), ("y", layout.Bottom + NameLine), ("text-anchor", "middle"), ("class", stop.Place.IsCode ? "tint c1" : "text"));
    }

    /// <summary>Says below the blocks what is the encoder, what the decoder and what the loss.</summary>
    private void DrawBraces(string decoder)
    {
        IReadOnlyList<NetworkStop> stops = layout.Stops;
        if (stops.FirstOrDefault(static stop => stop.Place.IsCode) is not { } code) return;
        DrawBrace("encoder", stops[0].Left, code.Center - NetworkLayout.BraceGap);
        DrawBrace(decoder, code.Center + NetworkLayout.BraceGap, layout.DecoderEnd);
    }

    private void DrawBrace(string text, double from, double to)
    {
        if (to - from < 2 * ChartText.Size) return;
        double y = layout.Bottom + BraceLine;
        svg.Empty("path", ("class", "axis"), ("fill", "none"), ("d", string.Create(
            CultureInfo.InvariantCulture, $"M{from:0.#} {y - 4:0.#}V{y:0.#}H{to:0.#}V{y - 4:0.#}")));
        svg.Element("text", ChartText.Fit(text, to - from), ("x", (from + to) / 2), ("y", layout.Bottom + BraceText), ("text-anchor", "middle"));
    }
}

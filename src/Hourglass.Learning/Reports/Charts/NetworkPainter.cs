using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Draws a network that is laid out.</summary>
internal sealed class NetworkPainter(ICanvas canvas, NetworkLayout layout)
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
        canvas.Path(
            CanvasPath.Polygon(new(from.Right, start), new(to.Left, end - to.Block.Height), new(to.Left, end), new(from.Right, start + from.Block.Height)),
            Paint.Filled(Ink.Series(0), opacity: 0.07));
    }

    private void DrawBlock(NetworkStop stop)
    {
        Ink ink = Ink.Series(stop.Place.IsCode ? 1 : 0);
        NetworkBlock block = stop.Block;
        double bottom = layout.Middle + (block.FullHeight / 2);
        if (block.Sheets == 0)
        {
            canvas.Rectangle(new CanvasBox(stop.Left, bottom - block.Height, block.Width, block.Height), Paint.Filled(ink), round: 2);
            return;
        }

        for (int i = block.Sheets - 1; i >= 0; i--)
        {
            double step = i * NetworkBlock.Step;
            CanvasBox sheet = new(stop.Left + step, bottom - block.Height - step, block.Width, block.Height);
            canvas.Rectangle(sheet, Paint.Filled(Ink.Paper), Round);
            canvas.Rectangle(sheet, Paint.Stroked(ink) with { Fill = ink, FillOpacity = stop.Place.IsCode ? 0.45 : 0.22 }, Round);
        }
    }

    private void DrawArrow(NetworkStop from, NetworkStop to)
    {
        double start = from.Right + 4, end = to.Left - 4, middle = layout.Middle, center = (from.Right + to.Left) / 2;
        canvas.Path(
            CanvasPath.Line(start, middle, end, middle).MoveTo(end - 5, middle - 3.5).LineTo(end, middle).LineTo(end - 5, middle + 3.5),
            Paint.Stroked(Ink.Line, 1.2));
        double y = middle - 7 - ((to.Above.Count - 1) * NetworkLayout.LineHeight);
        for (int i = 0; i < to.Above.Count; i++) DrawLine(to.Above[i], center, y + (i * NetworkLayout.LineHeight), Ink.Strong);
        for (int i = 0; i < to.Below.Count; i++) DrawLine(to.Below[i], center, middle + 16 + (i * NetworkLayout.LineHeight), Ink.Text);
        y -= 15 + NetworkLayout.BadgeHeight;
        for (int i = to.Place.Noise.Count - 1; i >= 0; i--, y -= NetworkLayout.BadgeStep) DrawBadge(to.Place.Noise[i], center, y, Ink.Series(4));
    }

    private void DrawLine(string text, double x, double y, Ink ink) =>
        canvas.Text(text, x, y, new TextStyle { Ink = ink, Size = NetworkLayout.TextSize, Anchor = TextAnchor.Middle });

    private void DrawBadge(string text, double center, double y, Ink ink)
    {
        double width = NetworkLayout.BadgeWidth(text);
        CanvasBox box = new(center - (width / 2), y, width, NetworkLayout.BadgeHeight);
        canvas.Rectangle(box, Paint.Filled(Ink.Paper), round: 9);
        canvas.Rectangle(box, Paint.Stroked(ink) with { Fill = ink, FillOpacity = 0.14 }, round: 9);
        DrawLine(text, center, y + 13, Ink.Strong);
    }

    private void DrawLabels(NetworkStop stop)
    {
        double x = stop.Center, top = layout.Middle - stop.BadgeBase - 6 - NetworkLayout.BadgeHeight;
        for (int i = stop.Place.Badges.Count - 1; i >= 0; i--, top -= NetworkLayout.BadgeStep)
            DrawBadge(stop.Place.Badges[i], x, top, Ink.Series(2));
        canvas.Text(stop.Label, x, layout.Bottom + ShapeLine, TextStyle.Name.Centered);
        TextStyle style = stop.Place.IsCode ? new TextStyle { Ink = Ink.Series(1), Bold = true } : TextStyle.Plain;
        if (stop.Name.Length > 0) canvas.Text(stop.Name, x, layout.Bottom + NameLine, style.Centered);
    }

    /// <summary>Says below the blocks what is the encoder, what the decoder and what the loss.</summary>
    private void DrawBraces(string decoder)
    {
        IReadOnlyList<NetworkStop> stops = layout.Stops;
        if (stops.FirstOrDefault(static stop => stop.Place.IsCode) is not { } code) return;
        DrawBrace(Phrase.Of("encoder"), stops[0].Left, code.Center - NetworkLayout.BraceGap);
        DrawBrace(decoder, code.Center + NetworkLayout.BraceGap, layout.DecoderEnd);
    }

    private void DrawBrace(string text, double from, double to)
    {
        if (to - from < 2 * ChartText.Size) return;
        double y = layout.Bottom + BraceLine;
        canvas.Path(CanvasPath.Line(from, y - 4, from, y).LineTo(to, y).LineTo(to, y - 4), Paint.Stroked(Ink.Line));
        canvas.Text(ChartText.Fit(text, to - from), (from + to) / 2, layout.Bottom + BraceText, TextStyle.Plain.Centered);
    }
}

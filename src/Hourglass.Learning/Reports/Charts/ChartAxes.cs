namespace Hourglass.Learning;

/// <summary>Draws the grid, the ticks and the names of two axes.</summary>
internal static class ChartAxes
{
    /// <summary>The room for tick labels of a vertical axis whose labels are not known yet: five digits and a sign.</summary>
    public const double LabelRoom = 48;

    // Half the height of digits, to centre them on their grid line.
    private const double HalfDigit = 4;

    /// <summary>Finds the room that the tick labels of the vertical axis need.</summary>
    public static double LeftMargin(ChartScale y) => 12 + y.Labels.Select(label => ChartText.Width(label)).DefaultIfEmpty().Max();

    public static void DrawY(ICanvas canvas, ChartScale y, double left, double right, string name)
    {
        for (int i = 0; i < y.Ticks.Length; i++)
        {
            double place = y[y.Ticks[i]];
            canvas.Path(CanvasPath.Line(left, place, right, place), Paint.Stroked(Ink.Grid));
            canvas.Text(y.Labels[i], left - 8, place + HalfDigit, TextStyle.Plain.Right);
        }

        canvas.Text(ChartText.Fit(name, right), 0, 13, TextStyle.Name);
    }

    public static void DrawX(ICanvas canvas, ChartScale x, double left, double right, double bottom, string name)
    {
        canvas.Path(CanvasPath.Line(left, bottom, right, bottom), Paint.Stroked(Ink.Line));
        double free = double.NegativeInfinity;
        for (int i = 0; i < x.Ticks.Length; i++)
        {
            double place = x[x.Ticks[i]], half = ChartText.Width(x.Labels[i]) / 2;
            canvas.Path(CanvasPath.Line(place, bottom, place, bottom + 4), Paint.Stroked(Ink.Line));
            if (place - half < free) continue;
            canvas.Text(x.Labels[i], place, bottom + 18, TextStyle.Plain.Centered);
            free = place + half + 4;
        }

        canvas.Text(ChartText.Fit(name, right - left), (left + right) / 2, bottom + 36, TextStyle.Name.Centered);
    }
}

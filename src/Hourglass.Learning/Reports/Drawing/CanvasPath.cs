using System.Globalization;
using System.Text;

namespace Hourglass.Learning;

/// <summary>Lines and curves that are drawn as one.</summary>
internal sealed class CanvasPath
{
    // How far a flattened curve may lie beside the true one, in device pixels; coverage is drawn in 256ths.
    private const double Tolerance = 0.06;

    private readonly List<char> _commands = [];
    private readonly List<CanvasPoint> _points = [];

    public bool IsEmpty => _commands.Count == 0;

    public static CanvasPath Line(double x0, double y0, double x1, double y1) => new CanvasPath().MoveTo(x0, y0).LineTo(x1, y1);

    /// <summary>Makes a closed shape of corners.</summary>
    public static CanvasPath Polygon(params ReadOnlySpan<CanvasPoint> corners)
    {
        CanvasPath path = new();
        foreach (CanvasPoint corner in corners) path.Add(path.IsEmpty ? 'M' : 'L', corner);
        return path.Close();
    }

    public CanvasPath MoveTo(double x, double y) => Add('M', new(x, y));

    public CanvasPath LineTo(double x, double y) => Add('L', new(x, y));

    public CanvasPath CurveTo(CanvasPoint first, CanvasPoint second, CanvasPoint end)
    {
        _points.Add(first);
        _points.Add(second);
        return Add('C', end);
    }

    public CanvasPath Close()
    {
        _commands.Add('Z');
        return this;
    }

    /// <summary>Adds a quarter of an ellipse that leaves its start horizontally or vertically.</summary>
    /// <param name="x">Where it ends, to the right.</param>
    /// <param name="y">Where it ends, down.</param>
    /// <param name="horizontal">Whether it leaves horizontally.</param>
    /// <param name="kappa">How far the control points lie towards the corner; 0.5523 is an ellipse, more is squarer.</param>
    public CanvasPath QuarterTo(double x, double y, bool horizontal, double kappa = 0.5522847498)
    {
        CanvasPoint from = _points[^1];
        return horizontal
            ? CurveTo(new(from.X + (kappa * (x - from.X)), from.Y), new(x, y + (kappa * (from.Y - y))), new(x, y))
            : CurveTo(new(from.X, from.Y + (kappa * (y - from.Y))), new(x + (kappa * (from.X - x)), y), new(x, y));
    }

    /// <summary>Adds a circle.</summary>
    public CanvasPath Circle(CanvasPoint center, double radius) => MoveTo(center.X + radius, center.Y)
        .QuarterTo(center.X, center.Y + radius, horizontal: false).QuarterTo(center.X - radius, center.Y, horizontal: true)
        .QuarterTo(center.X, center.Y - radius, horizontal: false).QuarterTo(center.X + radius, center.Y, horizontal: true).Close();

    /// <summary>Adds a rectangle with round corners.</summary>
    public CanvasPath Rectangle(CanvasBox box, double round)
    {
        double r = Math.Max(Math.Min(round, Math.Min(box.Width, box.Height) / 2), 0);
        if (r == 0) return MoveTo(box.X, box.Y).LineTo(box.Right, box.Y).LineTo(box.Right, box.Bottom).LineTo(box.X, box.Bottom).Close();
        return MoveTo(box.X + r, box.Y).LineTo(box.Right - r, box.Y).QuarterTo(box.Right, box.Y + r, horizontal: true)
            .LineTo(box.Right, box.Bottom - r).QuarterTo(box.Right - r, box.Bottom, horizontal: false)
            .LineTo(box.X + r, box.Bottom).QuarterTo(box.X, box.Bottom - r, horizontal: true)
            .LineTo(box.X, box.Y + r).QuarterTo(box.X + r, box.Y, horizontal: false).Close();
    }

    /// <summary>Writes the path as SVG does, to a tenth of a pixel.</summary>
    public string ToSvg()
    {
        StringBuilder text = new();
        int point = 0;
        foreach (char command in _commands)
        {
            text.Append(command == 'Z' ? 'z' : command);
            int count = PointsOf(command);
            for (int i = 0; i < count; i++, point++)
            {
                if (i > 0) text.Append(' ');
                text.Append(CultureInfo.InvariantCulture, $"{Tenth(_points[point].X):0.#} {Tenth(_points[point].Y):0.#}");
            }
        }

        return text.ToString();
    }

    /// <summary>Breaks the path into lines.</summary>
    /// <param name="map">Where a point of the path lies in the picture.</param>
    /// <returns>The lines, and whether each ends where it began.</returns>
    public List<CanvasLine> Flatten(CanvasMap map)
    {
        List<CanvasLine> lines = [];
        List<CanvasPoint> current = [];
        int point = 0;
        foreach (char command in _commands)
        {
            if (command == 'Z')
            {
                EndLine(lines, ref current, closed: true);
                continue;
            }

            if (command == 'M') EndLine(lines, ref current, closed: false);
            if (command == 'C') Flatten(current, map[_points[point]], map[_points[point + 1]], map[_points[point + 2]]);
            else current.Add(map[_points[point]]);
            point += PointsOf(command);
        }

        EndLine(lines, ref current, closed: false);
        return lines;
    }

    private static void EndLine(List<CanvasLine> lines, ref List<CanvasPoint> current, bool closed)
    {
        if (current.Count > 0) lines.Add(new CanvasLine(current, closed));
        current = [];
    }

    private static void Flatten(List<CanvasPoint> line, CanvasPoint b, CanvasPoint c, CanvasPoint d)
    {
        CanvasPoint a = line[^1];
        double bend = Math.Max((a - (b * 2) + c).Length, (b - (c * 2) + d).Length);
        int steps = Math.Clamp((int)Math.Ceiling(Math.Sqrt(0.75 * bend / Tolerance)), 1, 64);
        for (int i = 1; i <= steps; i++)
        {
            double t = (double)i / steps, u = 1 - t;
            line.Add((a * (u * u * u)) + (b * (3 * u * u * t)) + (c * (3 * u * t * t)) + (d * (t * t * t)));
        }
    }

    private static int PointsOf(char command) => command switch { 'Z' => 0, 'C' => 3, _ => 1 };

    private static double Tenth(double value) => Math.Round(value, 1) + 0.0;

    private CanvasPath Add(char command, CanvasPoint end)
    {
        _commands.Add(command);
        _points.Add(end);
        return this;
    }
}

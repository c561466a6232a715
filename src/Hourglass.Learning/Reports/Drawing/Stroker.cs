namespace Hourglass.Learning;

/// <summary>Makes shapes of lines that have a width: a box for each piece, and what rounds the corners and the ends.</summary>
/// <remarks>All shapes wind the same way, so that the rasterizer takes them together for one however they overlap.</remarks>
internal sealed class Stroker(Rasterizer target)
{
    // A turn of less than this leaves a gap at the corner that a triangle fills as well as a piece of a circle would: 1 - cos 20 degrees.
    private const double GentleTurn = 0.06;

    private static readonly CanvasPoint[] Round = MakeRound(24);

    /// <summary>Adds a line.</summary>
    /// <param name="line">The points in device pixels.</param>
    /// <param name="width">The width in device pixels.</param>
    /// <param name="roundEnds">Whether the ends are round.</param>
    public void Add(CanvasLine line, double width, bool roundEnds)
    {
        List<CanvasPoint> points = WithoutRepeats(line);
        double half = width / 2;
        if (points.Count == 1)
        {
            if (roundEnds) AddDisc(points[0], half);
            return;
        }

        bool closed = line.Closed && points.Count > 2;
        int pieces = closed ? points.Count : points.Count - 1;
        for (int i = 0; i < pieces; i++) AddPiece(points[i], points[(i + 1) % points.Count], half);
        for (int i = closed ? 0 : 1; i < (closed ? points.Count : points.Count - 1); i++)
            AddCorner(points[(i + points.Count - 1) % points.Count], points[i], points[(i + 1) % points.Count], half);
        if (closed || !roundEnds) return;
        AddDisc(points[0], half);
        AddDisc(points[^1], half);
    }

    /// <summary>Cuts a line into strokes and gaps.</summary>
    /// <param name="line">The line.</param>
    /// <param name="lengths">The lengths of strokes and gaps in turn, in device pixels; positive.</param>
    public static IEnumerable<CanvasLine> Dash(CanvasLine line, IReadOnlyList<double> lengths)
    {
        List<CanvasPoint> points = [.. line.Points];
        if (line.Closed && points.Count > 0) points.Add(points[0]);
        int phase = 0;
        double left = lengths[0];
        List<CanvasPoint> stroke = [points[0]];
        for (int i = 1; i < points.Count; i++)
        {
            CanvasPoint from = points[i - 1];
            double length = (points[i] - from).Length, done = 0;
            while (length - done > left)
            {
                done += left;
                CanvasPoint place = from + ((points[i] - from) * (done / length));
                if (phase % 2 == 0)
                {
                    stroke.Add(place);
                    yield return new CanvasLine(stroke, Closed: false);
                }

                stroke = [place];
                phase = (phase + 1) % lengths.Count;
                left = lengths[phase];
            }

            left -= length - done;
            if (phase % 2 == 0) stroke.Add(points[i]);
        }

        if (phase % 2 == 0 && stroke.Count > 1) yield return new CanvasLine(stroke, Closed: false);
    }

    /// <summary>Adds a full circle.</summary>
    public void AddDisc(CanvasPoint center, double radius)
    {
        Span<CanvasPoint> corners = stackalloc CanvasPoint[Round.Length];
        for (int i = 0; i < corners.Length; i++) corners[i] = center + (Round[i] * radius);
        target.AddConvex(corners);
    }

    private void AddPiece(CanvasPoint from, CanvasPoint to, double half)
    {
        CanvasPoint side = Side(from, to, half);
        target.AddConvex([from + side, to + side, to - side, from - side]);
    }

    private void AddCorner(CanvasPoint before, CanvasPoint corner, CanvasPoint after, double half)
    {
        CanvasPoint first = Side(before, corner, half), second = Side(corner, after, half);
        double cosine = ((first.X * second.X) + (first.Y * second.Y)) / (half * half);
        if (cosine < 1 - GentleTurn)
        {
            AddDisc(corner, half);
            return;
        }

        if (CanvasPoint.Cross(first, second) > 0) target.AddConvex([corner, corner - first, corner - second]);
        else target.AddConvex([corner, corner + first, corner + second]);
    }

    private static CanvasPoint Side(CanvasPoint from, CanvasPoint to, double half)
    {
        CanvasPoint step = to - from;
        return new CanvasPoint(-step.Y, step.X) * (half / step.Length);
    }

    private static List<CanvasPoint> WithoutRepeats(CanvasLine line)
    {
        const double Nothing = 1e-6;
        List<CanvasPoint> points = [];
        foreach (CanvasPoint point in line.Points)
        {
            if (points.Count == 0 || (point - points[^1]).Length > Nothing) points.Add(point);
        }

        if (line.Closed && points.Count > 1 && (points[0] - points[^1]).Length <= Nothing) points.RemoveAt(points.Count - 1);
        return points;
    }

    /// <summary>Places points on the unit circle by curves, since sines differ in their last bit between machines.</summary>
    private static CanvasPoint[] MakeRound(int count)
    {
        CanvasPoint[] points = new CanvasPoint[count];
        const double K = 0.5522847498;
        for (int i = 0; i < count; i++)
        {
            double t = (double)(i % (count / 4)) / (count / 4), u = 1 - t;
            double x = (u * u * u) + (3 * u * u * t) + (3 * u * t * t * K), y = (3 * u * u * t * K) + (3 * u * t * t) + (t * t * t);
            points[i] = (i / (count / 4)) switch { 0 => new(x, y), 1 => new(-y, x), 2 => new(-x, -y), _ => new(y, -x) };
        }

        return points;
    }
}

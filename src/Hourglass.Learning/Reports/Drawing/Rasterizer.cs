using System.Runtime.InteropServices;

namespace Hourglass.Learning;

/// <summary>Turns closed shapes into coverage, row by row: how much of each pixel lies inside.</summary>
/// <remarks>
/// <b>Computes</b> Each row of pixels is cut into 16 lines; on each, what lies between crossings of non-zero winding counts, exact to a 256th
/// of a pixel. <b>Determinism</b> Sums of integers; the same bits on every machine.
/// </remarks>
internal sealed class Rasterizer
{
    /// <summary>The coverage of a pixel that lies inside as a whole.</summary>
    public const int Full = Lines * Fine;

    private const int Lines = 16, Fine = 256;

    private readonly List<Edge> _edges = [];
    private readonly List<int> _active = [];
    private Crossing[] _crossings = new Crossing[64];
    private int[] _sums = [];

    /// <summary>Receives a row of coverage.</summary>
    /// <param name="y">The row.</param>
    /// <param name="left">The first pixel.</param>
    /// <param name="coverage">The coverage of that pixel and those to its right, 0 to <see cref="Full"/>.</param>
    public delegate void RowSink(int y, int left, ReadOnlySpan<int> coverage);

    /// <summary>Adds a shape; its last point is joined to its first.</summary>
    public void Add(IReadOnlyList<CanvasPoint> shape)
    {
        for (int i = 0; i < shape.Count; i++) AddEdge(shape[i], shape[i + 1 < shape.Count ? i + 1 : 0]);
    }

    /// <summary>Adds a convex shape so that it winds the same way as all others, whichever way its corners run.</summary>
    public void AddConvex(ReadOnlySpan<CanvasPoint> shape)
    {
        double area = 0;
        for (int i = 2; i < shape.Length; i++) area += CanvasPoint.Cross(shape[i - 1] - shape[0], shape[i] - shape[0]);
        for (int i = 0; i < shape.Length; i++)
        {
            CanvasPoint from = shape[i], to = shape[i + 1 < shape.Length ? i + 1 : 0];
            if (area > 0) AddEdge(from, to);
            else AddEdge(to, from);
        }
    }

    /// <summary>Draws all that was added, and forgets it.</summary>
    /// <param name="clip">The pixels that may be drawn.</param>
    /// <param name="sink">Receives the rows that hold anything, from top to bottom.</param>
    public void Draw(PixelBox clip, RowSink sink)
    {
        if (_edges.Count == 0 || clip.IsEmpty)
        {
            _edges.Clear();
            return;
        }

        _edges.Sort(static (a, b) => a.First != b.First ? a.First.CompareTo(b.First) : a.Order.CompareTo(b.Order));
        if (_sums.Length < clip.Width + 2) _sums = new int[clip.Width + 2];
        int next = 0, row = Math.Max(FloorDivide(_edges[0].First, Lines), clip.Top);
        _active.Clear();
        for (; row < clip.Bottom && (next < _edges.Count || _active.Count > 0); row++) DrawRow(row, clip, ref next, sink);
        _edges.Clear();
    }

    private void DrawRow(int row, PixelBox clip, ref int next, RowSink sink)
    {
        int low = int.MaxValue, high = -1;
        for (int line = row * Lines; line < (row + 1) * Lines; line++)
        {
            while (next < _edges.Count && _edges[next].First <= line) _active.Add(next++);
            int count = Cross(line);
            int winding = 0;
            for (int i = 0; i < count; i++)
            {
                int start = _crossings[i].X;
                winding += _crossings[i].Winding;
                while (winding != 0 && i + 1 < count) winding += _crossings[++i].Winding;
                AddSpan(start, _crossings[i].X, clip, ref low, ref high);
            }
        }

        if (high < 0) return;
        int sum = 0;
        for (int i = low; i <= high; i++) _sums[i] = sum += _sums[i];
        sink(row, clip.Left + low, _sums.AsSpan(low, high - low + 1));
        _sums.AsSpan(low, high - low + 2).Clear();
    }

    /// <summary>Finds where the active edges cross a line, from left to right, and drops those that have ended.</summary>
    private int Cross(int line)
    {
        if (_crossings.Length < _active.Count) _crossings = new Crossing[2 * _active.Count];
        int count = 0;
        double y = line + 0.5;
        ReadOnlySpan<Edge> edges = CollectionsMarshal.AsSpan(_edges);
        for (int i = 0; i < _active.Count; i++)
        {
            int index = _active[i];
            ref readonly Edge edge = ref edges[index];
            if (edge.Last <= line) continue;
            _active[count] = index;
            Crossing crossing = new(Round((edge.X + ((y - edge.Y) * edge.Slope)) * Fine), edge.Winding);
            int place = count++;
            for (; place > 0 && _crossings[place - 1].X > crossing.X; place--) _crossings[place] = _crossings[place - 1];
            _crossings[place] = crossing;
        }

        _active.RemoveRange(count, _active.Count - count);
        return count;
    }

    /// <summary>Adds a stretch of one line to the row, as differences of neighbours.</summary>
    private void AddSpan(int start, int end, PixelBox clip, ref int low, ref int high)
    {
        start = Math.Max(start - (clip.Left * Fine), 0);
        end = Math.Min(end - (clip.Left * Fine), clip.Width * Fine);
        if (end <= start) return;
        int first = start / Fine, last = end / Fine;
        low = Math.Min(low, first);
        high = Math.Max(high, Math.Min(last, clip.Width - 1));

        // A step at a place between two pixels is shared by both: what is missing in the first is made up in the next.
        int offset = start - (first * Fine);
        _sums[first] += Fine - offset;
        _sums[first + 1] += offset;
        offset = end - (last * Fine);
        _sums[last] -= Fine - offset;
        _sums[last + 1] -= offset;
    }

    private void AddEdge(CanvasPoint a, CanvasPoint b)
    {
        double top = Math.Min(a.Y, b.Y) * Lines, bottom = Math.Max(a.Y, b.Y) * Lines;

        // The lines whose middle lies between the ends.
        int first = Round(top), last = Round(bottom);
        if (first >= last) return;
        _edges.Add(new Edge(first, last, a.X, a.Y * Lines, (b.X - a.X) / ((b.Y - a.Y) * Lines), a.Y < b.Y ? 1 : -1, _edges.Count));
    }

    private static int Round(double value) => (int)Math.Clamp(Math.Floor(value + 0.5), -1e9, 1e9);

    private static int FloorDivide(int value, int divisor) => (int)Math.Floor((double)value / divisor);

    private readonly record struct Edge(int First, int Last, double X, double Y, double Slope, int Winding, int Order);

    private readonly record struct Crossing(int X, int Winding);
}

/// <summary>A rectangle of whole pixels.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Right">The column after the last.</param>
/// <param name="Bottom">The row after the last.</param>
internal readonly record struct PixelBox(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public bool IsEmpty => Right <= Left || Bottom <= Top;

    public PixelBox Within(PixelBox other) =>
        new(Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));
}

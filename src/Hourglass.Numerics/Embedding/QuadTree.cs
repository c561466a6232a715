using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>A quadtree over points of a plane, laid out in the order of a walk from the root: a cell, then all that is inside it.</summary>
/// <remarks>Points are ordered along a Z-shaped curve of 65,536 x 65,536 places, so that a cell is a run of points and building is one sort.
/// Points that share a place of the curve count as one cell that nobody opens.</remarks>
internal sealed class QuadTree
{
    /// <summary>The floats of a cell.</summary>
    public const int CellFloats = 4;

    private const int Levels = 16;

    private readonly uint[] _keys;
    private readonly ulong[] _sorted;

    public QuadTree(int count)
    {
        _keys = new uint[count];
        Order = new int[count];
        Ordered = new FloatBuffer(2 * count);
        Next = new int[2 * count];
        Cells = new FloatBuffer(CellFloats * Next.Length);
        _sorted = new ulong[count];
    }

    /// <summary>Gets the points along the curve.</summary>
    public int[] Order { get; }

    /// <summary>Gets the places along the curve.</summary>
    public FloatBuffer Ordered { get; }

    /// <summary>Gets the cells: x and y of the centre of mass, number of points, squared side; the side of what cannot be opened is 0.</summary>
    public FloatBuffer Cells { get; }

    /// <summary>Gets the cell that follows when a cell is not opened.</summary>
    public int[] Next { get; }

    /// <summary>Gets the number of cells.</summary>
    public int CellCount { get; private set; }

    /// <summary>Builds the tree.</summary>
    public void Build(ReadOnlySpan<float> places)
    {
        MapBox box = MapBox.Of(places);
        double side = Math.Max(Math.Max(box.Width, box.Height), float.Epsilon);
        double scale = (ushort.MaxValue + 1) * (1 - 1e-6) / side;
        for (int i = 0; i < Order.Length; i++)
        {
            _keys[i] = Interleave((ushort)((places[2 * i] - (double)box.Left) * scale)) | (Interleave((ushort)((places[(2 * i) + 1] - (double)box.Bottom) * scale)) << 1);
            Order[i] = i;
        }

        SortByKey();
        for (int i = 0; i < Order.Length; i++)
        {
            Ordered.Span[2 * i] = places[2 * Order[i]];
            Ordered.Span[(2 * i) + 1] = places[(2 * Order[i]) + 1];
        }

        CellCount = 0;
        AddCell(0, Order.Length, Levels, (float)side);
    }

    /// <summary>Spreads 16 bits over the even places of 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Interleave(ushort value)
    {
        uint x = value;
        x = (x | (x << 8)) & 0x00FF00FF;
        x = (x | (x << 4)) & 0x0F0F0F0F;
        x = (x | (x << 2)) & 0x33333333;
        return (x | (x << 1)) & 0x55555555;
    }

    /// <summary>Orders by key, and points of one key by their number.</summary>
    private void SortByKey()
    {
        for (int i = 0; i < _sorted.Length; i++) _sorted[i] = ((ulong)_keys[i] << 32) | (uint)i;
        Array.Sort(_sorted);
        for (int i = 0; i < _sorted.Length; i++)
        {
            _keys[i] = (uint)(_sorted[i] >> 32);
            Order[i] = (int)(uint)_sorted[i];
        }
    }

    /// <summary>Adds a cell with all that is inside it; a cell of which only one part is in use is that part, so that there are fewer than
    /// two cells for each point.</summary>
    /// <returns>The sums of x and y over its points.</returns>
    private (double X, double Y) AddCell(int start, int end, int level, float side)
    {
        int cell = CellCount++;
        while (level > 0 && Quarter(start, level) == Quarter(end - 1, level))
        {
            level--;
            side /= 2;
        }

        bool isWhole = end - start == 1 || level == 0;
        (double x, double y) = isWhole ? Sum(start, end) : AddParts(start, end, level, side);
        Span<float> c = Cells.Span.Slice(CellFloats * cell, CellFloats);
        c[0] = (float)(x / (end - start));
        c[1] = (float)(y / (end - start));
        c[2] = end - start;
        c[3] = isWhole ? 0 : side * side;
        Next[cell] = CellCount;
        return (x, y);
    }

    private (double X, double Y) AddParts(int start, int end, int level, float side)
    {
        double x = 0, y = 0;
        for (uint quarter = 0; quarter < 4 && start < end; quarter++)
        {
            int middle = start;
            while (middle < end && Quarter(middle, level) == quarter) middle++;
            if (middle == start) continue;
            (double partX, double partY) = AddCell(start, middle, level - 1, side / 2);
            x += partX;
            y += partY;
            start = middle;
        }

        return (x, y);
    }

    /// <summary>Finds the quarter of a cell that a point is in.</summary>
    private uint Quarter(int point, int level) => (_keys[point] >> (2 * (level - 1))) & 3;

    private (double X, double Y) Sum(int start, int end)
    {
        double x = 0, y = 0;
        for (int i = start; i < end; i++)
        {
            x += Ordered.Span[2 * i];
            y += Ordered.Span[(2 * i) + 1];
        }

        return (x, y);
    }
}

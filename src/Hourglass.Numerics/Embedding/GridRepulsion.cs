namespace Hourglass.Numerics;

/// <summary>Interpolates forces on a grid of equispaced nodes, whose own forces are found by Fourier transforms (FIt-SNE).</summary>
/// <remarks>
/// <para><b>Computes</b> The map is cut into square cells with 3 x 3 nodes each; a point's charge is spread over the nodes of its cell by
/// the Lagrange polynomials of second degree, and its force is read off by the same polynomials. There are at least
/// <see cref="LeastCells"/> cells along either side, none longer than <see cref="LongestCell"/>.</para>
/// <para><b>Memory</b> Grows with the area of the map, to about 100 bytes per node. Beyond <see cref="MostCells"/> cells along a side they
/// become longer instead.</para>
/// <para><b>Source</b> Linderman et al., Fast interpolation-based t-SNE for improved visualization of single-cell RNA-seq data, 2019.</para>
/// </remarks>
public sealed class GridRepulsion : Repulsion
{
    /// <summary>The fewest cells along a side, as the authors chose it.</summary>
    public const int LeastCells = 50;

    /// <summary>The most cells along a side: a padded grid of 3,072 x 3,072 nodes.</summary>
    public const int MostCells = 512;

    private const int Block = 256;

    /// <summary>Small maps grow fast; a box that is made this much longer than the map serves for many steps.</summary>
    private const double Room = 1.3;

    private readonly int[] _columns;
    private readonly int[] _order;
    private readonly int[] _starts;
    private FieldGrid? _grid;
    private double _cell;
    private int _cellsX;
    private int _cellsY;

    /// <summary>Makes room for a map.</summary>
    /// <param name="count">The number of points; positive.</param>
    /// <param name="longestCell">The longest side of a cell; the default is <see cref="LongestCell"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public GridRepulsion(int count, double longestCell = LongestCell)
        : base(count)
    {
        if (!(longestCell > 0)) Throw.OutOfRange(nameof(longestCell), longestCell, "a positive length");
        CellLength = longestCell;
        _columns = new int[count];
        _order = new int[count];
        _starts = new int[MostCells + 1];
    }

    /// <summary>The longest side of a cell.</summary>
    public const double LongestCell = 2;

    /// <summary>Gets the longest side that cells may have.</summary>
    public double CellLength { get; }

    private protected override unsafe double Run(FloatBuffer places, FloatBuffer forces, Workers workers)
    {
        MapBox box = MapBox.Of(places.Span);
        Fit(box, workers);
        FieldGrid grid = _grid!;
        fixed (int* columns = _columns, order = _order, starts = _starts)
        {
            GridPlaces cells = new()
            {
                Places = places.Pointer,
                OriginX = (float)(box.CentreX - (_cell * _cellsX / 2)),
                OriginY = (float)(box.CentreY - (_cell * _cellsY / 2)),
                PerLength = (float)(1 / _cell),
                CellsX = _cellsX,
                CellsY = _cellsY,
                Stride = grid.Stride,
                Order = order,
            };
            workers.For(Count, Block, new GridColumnsJob { Cells = cells, Columns = columns });
            Sort();
            workers.For(_cellsX, 1, new ChargeJob { Cells = cells, Starts = starts, Charges = grid.Charges.Pointer });
            double sum = grid.Solve(workers);
            workers.For(Count, Block, new InterpolateJob
            {
                Cells = cells, ForceX = grid.ForceX.Pointer, ForceY = grid.ForceY.Pointer, Forces = forces.Pointer,
            });
            return sum - Count;
        }
    }

    /// <summary>Keeps the grid while the map fits and fills it well, so that kernels are rarely transformed.</summary>
    private void Fit(MapBox box, Workers workers)
    {
        double longest = Math.Max(box.Width, box.Height);
        double cell = _cell;
        bool isFine = cell < CellLength && longest <= cell * LeastCells && longest * Room * Room * Room > cell * LeastCells;
        if (!isFine) cell = Math.Max(Math.Min(CellLength, longest * Room / LeastCells), 1e-12);
        cell = Math.Max(cell, longest / (MostCells - 2));
        int cellsX = CellsFor(box.Width / cell, _cellsX), cellsY = CellsFor(box.Height / cell, _cellsY);
        if (_grid is not null && cell == _cell && cellsX == _cellsX && cellsY == _cellsY) return;

        if (_grid is null || cellsX != _cellsX || cellsY != _cellsY)
            _grid = new FieldGrid(FourierPlan.LengthOfAtLeast(6 * cellsX), FourierPlan.LengthOfAtLeast(6 * cellsY), workers);
        (_cell, _cellsX, _cellsY) = (cell, cellsX, cellsY);
        _grid.SetSpacing(cell / 3, workers);
    }

    /// <summary>Keeps the cells along a side while they suffice and are not many too many.</summary>
    private static int CellsFor(double needed, int present)
    {
        int least = Math.Max(LeastCells, (int)Math.Ceiling(needed));
        if (least <= present && least * 1.25 >= present) return present;
        int length = FourierPlan.LengthOfAtLeast(6 * (int)(least == LeastCells ? least : least * 1.04));
        return Math.Min(length / 6, MostCells);
    }

    /// <summary>Orders the points by their column of cells, and within one as they are.</summary>
    private void Sort()
    {
        Array.Clear(_starts);
        foreach (int column in _columns) _starts[column + 1]++;
        for (int i = 0; i < _cellsX; i++) _starts[i + 1] += _starts[i];
        for (int i = 0; i < Count; i++) _order[_starts[_columns[i]]++] = i;
        for (int i = _cellsX; i > 0; i--) _starts[i] = _starts[i - 1];
        _starts[0] = 0;
    }
}

namespace Hourglass.Numerics;

/// <summary>Interpolates forces on a grid of equispaced nodes, whose own forces are found by Fourier transforms (after FIt-SNE).</summary>
/// <remarks>
/// <para><b>Computes</b> A point's charge is spread over the 4 x 4 nodes around it by cubic B-splines, and its force is read off by the same
/// splines. There are at least <see cref="LeastNodes"/> nodes along either side of the map, none farther from the next than
/// <see cref="LongestSpacing"/>.</para>
/// <para><b>Memory</b> Grows with the area of the map, by about 120 bytes per node; beyond <see cref="MostNodes"/> nodes along a side they lie
/// farther apart instead.</para>
/// <para><b>Source</b> Linderman et al., Fast interpolation-based t-SNE for improved visualization of single-cell RNA-seq data, 2019; they
/// interpolate by a Lagrange polynomial in each cell, which takes three times as many nodes for the same error (docs/math/tsne.md).</para>
/// </remarks>
public sealed class GridRepulsion : Repulsion
{
    /// <summary>The longest distance between two nodes unless another is given, within which the divergence of a map is that of exact forces to half a per cent.</summary>
    public const double LongestSpacing = 0.4;

    /// <summary>The fewest nodes along a side.</summary>
    public const int LeastNodes = 128;

    /// <summary>The most nodes along a side.</summary>
    public const int MostNodes = 1500;

    private const int Block = 256;

    /// <summary>Nodes beyond twice the sides of the grid: the spline's inverse filter rings where the kernel is cut off.</summary>
    private const int Margin = 16;

    /// <summary>Small maps grow fast; nodes that are laid out for a map this much larger serve for many steps.</summary>
    private const double Room = 1.3;

    private readonly double _longestSpacing;
    private readonly int[] _strips;
    private readonly int[] _order;
    private readonly int[] _starts;
    private FieldGrid? _grid;
    private double _spacing;
    private int _nodesX;
    private int _nodesY;

    /// <summary>Makes room for a map.</summary>
    /// <param name="count">The number of points; positive.</param>
    /// <param name="longestSpacing">The longest distance between two nodes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public GridRepulsion(int count, double longestSpacing = LongestSpacing)
        : base(count)
    {
        if (!(longestSpacing > 0)) Throw.OutOfRange(nameof(longestSpacing), longestSpacing, "a positive length");
        _longestSpacing = longestSpacing;
        _strips = new int[count];
        _order = new int[count];
        _starts = new int[(MostNodes / GridPlaces.StripNodes) + 2];
    }

    private int Strips => DenseKernel.CeilingDivide(_nodesX, GridPlaces.StripNodes);

    private protected override unsafe double Run(FloatBuffer places, FloatBuffer forces, Workers workers)
    {
        MapBox box = MapBox.Of(places.Span);
        Fit(box, workers);
        FieldGrid grid = _grid!;
        fixed (int* strips = _strips, order = _order, starts = _starts)
        {
            GridPlaces nodes = new()
            {
                Places = places.Pointer,
                OriginX = (float)(box.CentreX - (_spacing * _nodesX / 2)),
                OriginY = (float)(box.CentreY - (_spacing * _nodesY / 2)),
                PerSpacing = (float)(1 / _spacing),
                NodesX = _nodesX,
                NodesY = _nodesY,
                Stride = grid.Stride,
                Order = order,
                Starts = starts,
            };
            workers.For(Count, Block, new GridStripsJob { Nodes = nodes, Strips = strips });
            Sort();

            // A strip reaches into the next one; even strips first, then odd ones, so that each node has its sum in one order.
            workers.For((Strips + 1) / 2, 1, new ChargeJob { Nodes = nodes, Charges = grid.Charges.Pointer, Strips = Strips });
            workers.For(Strips / 2, 1, new ChargeJob { Nodes = nodes, Charges = grid.Charges.Pointer, Strips = Strips, IsOdd = true });
            double sum = grid.Solve(workers);
            workers.For(Count, Block, new InterpolateJob
            {
                Nodes = nodes,
                ForceX = grid.ForceX.Pointer,
                ForceY = grid.ForceY.Pointer,
                Forces = forces.Pointer,
            });
            return sum - Count;
        }
    }

    /// <summary>Keeps the grid while the map fits and fills it well, so that kernels are rarely transformed.</summary>
    private void Fit(MapBox box, Workers workers)
    {
        double longest = Math.Max(box.Width, box.Height), spacing = _spacing;
        bool isFine = spacing < _longestSpacing && longest <= spacing * LeastNodes && longest * Room * Room * Room > spacing * LeastNodes;
        if (!isFine) spacing = Math.Clamp(longest * Room / LeastNodes, 1e-12, _longestSpacing);
        spacing = Math.Max(spacing, longest / (MostNodes - GridPlaces.Reach));
        int nodesX = NodesFor(box.Width / spacing, _nodesX), nodesY = NodesFor(box.Height / spacing, _nodesY);
        bool isSame = _grid is not null && nodesX == _nodesX && nodesY == _nodesY;
        if (isSame && spacing == _spacing) return;

        (_spacing, _nodesX, _nodesY) = (spacing, nodesX, nodesY);
        if (!isSame) _grid = new FieldGrid(LengthFor(nodesX), LengthFor(nodesY), workers);
        _grid!.SetSpacing(spacing, workers);
    }

    private static int LengthFor(int nodes) => FourierPlan.LengthOfAtLeast((2 * (nodes + GridPlaces.Reach)) + Margin);

    /// <summary>Keeps the nodes along a side while they suffice and are not many too many.</summary>
    private static int NodesFor(double needed, int present)
    {
        int least = Math.Max(LeastNodes, (int)Math.Ceiling(needed) + 1);
        if (least <= present && least * 1.25 >= present) return present;
        int length = LengthFor(least == LeastNodes ? least : Math.Min((int)(least * 1.04), MostNodes));
        return Math.Min(((length - Margin) / 2) - GridPlaces.Reach, MostNodes);
    }

    /// <summary>Orders the points by their strip, and within one as they are.</summary>
    private void Sort()
    {
        Array.Clear(_starts);
        foreach (int strip in _strips) _starts[strip + 1]++;
        for (int i = 0; i < Strips; i++) _starts[i + 1] += _starts[i];
        for (int i = 0; i < Count; i++) _order[_starts[_strips[i]]++] = i;
        for (int i = Strips; i > 0; i--) _starts[i] = _starts[i - 1];
        _starts[0] = 0;
    }
}

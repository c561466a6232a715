namespace Hourglass.Numerics;

/// <summary>Interpolates forces on a grid of equispaced nodes, whose own forces are found by Fourier transforms (after FIt-SNE).</summary>
/// <remarks>
/// <para><b>Computes</b> A point's charge is spread over the 4 x 4 nodes around it by cubic B-splines, and its force is read off by the same
/// splines. There are at least <see cref="LeastNodes"/> nodes along either side of the map, none farther from the next than
/// <see cref="LongestSpacing"/>.</para>
/// <para><b>Memory</b> Grows with the area of the map, by about 120 bytes per node; beyond <see cref="MostNodes"/> nodes along a side, or
/// 40 for each root of a point, they lie farther apart instead.</para>
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

    /// <summary>Small maps grow fast; nodes that are laid out for a map this much larger serve for many steps.</summary>
    private const double Room = 1.3;

    /// <summary>Nodes along a side, for each root of a point: few points that drift far apart are not worth a large grid.</summary>
    private const double NodesPerRoot = 40;

    private readonly double _longestSpacing;
    private readonly double _mostNodes;
    private readonly ChargeGrid _grid;

    /// <summary>Makes room for a map.</summary>
    /// <param name="count">The number of points; positive.</param>
    /// <param name="longestSpacing">The longest distance between two nodes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public GridRepulsion(int count, double longestSpacing = LongestSpacing)
        : base(count)
    {
        if (!(longestSpacing > 0)) Throw.OutOfRange(nameof(longestSpacing), longestSpacing, "a positive length");
        _longestSpacing = longestSpacing;
        _mostNodes = Math.Clamp(NodesPerRoot * Math.Sqrt(count), LeastNodes, MostNodes);
        _grid = new ChargeGrid(count);
    }

    private protected override unsafe double Run(FloatBuffer places, FloatBuffer forces, Workers workers)
    {
        MapBox box = MapBox.Of(places.Span);
        _grid.Fit(box, SpacingFor(Math.Max(box.Width, box.Height)), workers);
        _grid.Spread(places.Pointer, box, workers);
        double sum = _grid.Field!.Solve(workers);
        _grid.Read(places.Pointer, forces.Pointer, workers);
        return sum - Count;
    }

    /// <summary>Keeps the spacing while the map fits and fills the nodes well, so that kernels are rarely transformed.</summary>
    private double SpacingFor(double side)
    {
        double spacing = _grid.Spacing, reach = spacing * LeastNodes;
        bool isKept = spacing < _longestSpacing && side <= reach && side * Room * Room * Room > reach;
        if (!isKept) spacing = Math.Clamp(side * Room / LeastNodes, 1e-12, _longestSpacing);
        return Math.Max(spacing, side / (_mostNodes - GridPlaces.Reach));
    }
}

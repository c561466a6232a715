namespace Hourglass.Numerics;

/// <summary>Nodes over a map, and the charges of its points spread over them.</summary>
internal sealed class ChargeGrid
{
    /// <summary>Nodes beyond twice the sides of the grid: the spline's inverse filter rings where the kernel is cut off.</summary>
    private const int Margin = 16;

    private const int Block = 256;

    private readonly int[] _strips;
    private readonly int[] _order;
    private readonly int[] _starts;
    private double _spacing;
    private int _nodesX;
    private int _nodesY;
    private GridPlaces _nodes;

    public ChargeGrid(int count)
    {
        _strips = new int[count];
        _order = new int[count];
        _starts = new int[(GridRepulsion.MostNodes / GridPlaces.StripNodes) + 2];
    }

    /// <summary>Gets the charges and what follows from them; null before the first <see cref="Fit"/>.</summary>
    public FieldGrid? Field { get; private set; }

    /// <summary>Gets the distance between nodes.</summary>
    public double Spacing => _spacing;

    private int Strips => DenseKernel.CeilingDivide(_nodesX, GridPlaces.StripNodes);

    /// <summary>Lays out nodes for a box; where they have not changed, nothing is done.</summary>
    public void Fit(MapBox box, double spacing, Workers workers)
    {
        int nodesX = NodesFor(box.Width / spacing, _nodesX), nodesY = NodesFor(box.Height / spacing, _nodesY);
        bool isSame = Field is not null && nodesX == _nodesX && nodesY == _nodesY;
        if (isSame && spacing == _spacing) return;

        (_spacing, _nodesX, _nodesY) = (spacing, nodesX, nodesY);
        if (!isSame) Field = new FieldGrid(LengthFor(nodesX), LengthFor(nodesY), workers);
        Field!.SetSpacing(spacing, workers);
    }

    /// <summary>Spreads the charges of points over the nodes, which move along with their box.</summary>
    public unsafe void Spread(float* places, MapBox box, Workers workers)
    {
        fixed (int* strips = _strips, order = _order, starts = _starts)
        {
            _nodes = new GridPlaces
            {
                OriginX = (float)(box.CentreX - (_spacing * _nodesX / 2)),
                OriginY = (float)(box.CentreY - (_spacing * _nodesY / 2)),
                PerSpacing = (float)(1 / _spacing),
                NodesX = _nodesX,
                NodesY = _nodesY,
                Stride = Field!.Stride,
            };
            workers.For(_order.Length, Block, new GridStripsJob { Nodes = _nodes, Places = places, Strips = strips });
            Sort();

            // A strip reaches into the next one; even strips first, then odd ones, so that each node has its sum in one order.
            ChargeJob job = new() { Nodes = _nodes, Places = places, Order = order, Starts = starts, Charges = Field.Charges.Pointer, Strips = Strips };
            workers.For((Strips + 1) / 2, 1, job);
            job.IsOdd = true;
            workers.For(Strips / 2, 1, job);
        }
    }

    /// <summary>Reads the forces at the points whose charges were spread.</summary>
    public unsafe void Read(float* places, float* forces, Workers workers)
    {
        fixed (int* order = _order)
        {
            workers.For(_order.Length, Block, new InterpolateJob
            {
                Nodes = _nodes,
                Places = places,
                Order = order,
                ForceX = Field!.ForceX.Pointer,
                ForceY = Field.ForceY.Pointer,
                Forces = forces,
            });
        }
    }

    /// <summary>Gets where points lie among the nodes.</summary>
    public GridPlaces Nodes => _nodes;

    private static int LengthFor(int nodes) => FourierPlan.LengthOfAtLeast((2 * (nodes + GridPlaces.Reach)) + Margin);

    /// <summary>Keeps the nodes along a side while they suffice and are not many too many.</summary>
    private static int NodesFor(double needed, int present)
    {
        int least = Math.Max(GridRepulsion.LeastNodes, (int)Math.Ceiling(needed) + 1);
        if (least <= present && least * 1.25 >= present) return present;
        int length = LengthFor(least == GridRepulsion.LeastNodes ? least : Math.Min((int)(least * 1.04), GridRepulsion.MostNodes));
        return Math.Min(((length - Margin) / 2) - GridPlaces.Reach, GridRepulsion.MostNodes);
    }

    /// <summary>Orders the points by their strip, and within one as they are.</summary>
    private void Sort()
    {
        Array.Clear(_starts);
        foreach (int strip in _strips) _starts[strip + 1]++;
        for (int i = 0; i < Strips; i++) _starts[i + 1] += _starts[i];
        for (int i = 0; i < _order.Length; i++) _order[_starts[_strips[i]]++] = i;
        for (int i = Strips; i > 0; i--) _starts[i] = _starts[i - 1];
        _starts[0] = 0;
    }
}

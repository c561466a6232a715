using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hourglass.Numerics;

/// <summary>Where points of a map lie among the nodes of a grid.</summary>
internal struct GridPlaces
{
    /// <summary>The nodes that a point reaches beyond its own: the width of a cubic spline.</summary>
    public const int Reach = 4;

    /// <summary>The columns of nodes that are one strip; a strip and its reach stay clear of the strip after the next.</summary>
    public const int StripNodes = 4;

    public float OriginX;
    public float OriginY;
    public float PerSpacing;
    public int NodesX;
    public int NodesY;
    public int Stride;

    /// <summary>Finds the first of the four nodes that a place touches, and its weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int NodeOf(float place, float origin, int nodes, out Vector128<float> weights)
    {
        float t = (place - origin) * PerSpacing;
        int node = Math.Clamp((int)t, 0, nodes - 1);
        weights = Weigh(t - node);
        return node;
    }

    /// <summary>Reads a field off sixteen nodes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe float Read(float* node, Vector128<float> x, Vector128<float> y)
    {
        nint stride = Stride;
        Vector128<float> sum = Vector128.Load(node) * Vector128.Create(x[0]);
        sum = Vector128.FusedMultiplyAdd(Vector128.Load(node + stride), Vector128.Create(x[1]), sum);
        sum = Vector128.FusedMultiplyAdd(Vector128.Load(node + (2 * stride)), Vector128.Create(x[2]), sum);
        sum = Vector128.FusedMultiplyAdd(Vector128.Load(node + (3 * stride)), Vector128.Create(x[3]), sum);
        return Vector128.Sum(sum * y);
    }

    /// <summary>Evaluates the four cubic B-splines around a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Weigh(float t)
    {
        Vector128<float> x = Vector128.Create(t);
        Vector128<float> w = Vector128.FusedMultiplyAdd(x, Vector128.Create(-1f / 6, 0.5f, -0.5f, 1f / 6), Vector128.Create(0.5f, -1, 0.5f, 0));
        w = Vector128.FusedMultiplyAdd(x, w, Vector128.Create(-0.5f, 0, 0.5f, 0));
        return Vector128.FusedMultiplyAdd(x, w, Vector128.Create(1f / 6, 4f / 6, 1f / 6, 0));
    }
}

/// <summary>Finds the strip of each point.</summary>
internal unsafe struct GridStripsJob : IRangeJob
{
    public GridPlaces Nodes;
    public float* Places;
    public int* Strips;

    public readonly void Run(int start, int end, int worker)
    {
        for (int i = start; i < end; i++)
            Strips[i] = Nodes.NodeOf(Places[2 * i], Nodes.OriginX, Nodes.NodesX, out _) / GridPlaces.StripNodes;
    }
}

/// <summary>Items are every second strip: spreads the charges of their points.</summary>
internal unsafe struct ChargeJob : IRangeJob
{
    public GridPlaces Nodes;
    public float* Places;

    /// <summary>The points, strip after strip.</summary>
    public int* Order;

    /// <summary>Where each strip begins in the order, and where the last one ends.</summary>
    public int* Starts;
    public float* Charges;
    public int Strips;
    public bool IsOdd;

    public readonly void Run(int start, int end, int worker)
    {
        for (int item = start; item < end; item++)
        {
            int strip = (2 * item) + (IsOdd ? 1 : 0);
            if (!IsOdd) Clear(strip);
            for (int at = Starts[strip]; at < Starts[strip + 1]; at++) Spread(Places + (2 * (nint)Order[at]));
        }
    }

    /// <summary>Clears a strip and the next, and behind the last one what it reaches.</summary>
    private readonly void Clear(int strip)
    {
        int columns = (2 * GridPlaces.StripNodes) + (strip + 2 >= Strips ? GridPlaces.Reach : 0), first = strip * GridPlaces.StripNodes;
        columns = Math.Min(columns, Nodes.NodesX + GridPlaces.Reach - first);
        new Span<float>(Charges + ((nint)first * Nodes.Stride), columns * Nodes.Stride).Clear();
    }

    private readonly void Spread(float* place)
    {
        int column = Nodes.NodeOf(place[0], Nodes.OriginX, Nodes.NodesX, out Vector128<float> x);
        int row = Nodes.NodeOf(place[1], Nodes.OriginY, Nodes.NodesY, out Vector128<float> y);
        float* node = Charges + ((nint)column * Nodes.Stride) + row;
        for (int i = 0; i < GridPlaces.Reach; i++, node += Nodes.Stride)
            Vector128.FusedMultiplyAdd(Vector128.Create(x[i]), y, Vector128.Load(node)).Store(node);
    }
}

/// <summary>Items are points in the order of the grid: reads their forces off the nodes.</summary>
internal unsafe struct InterpolateJob : IRangeJob
{
    public GridPlaces Nodes;
    public float* Places;
    public int* Order;
    public float* ForceX;
    public float* ForceY;
    public float* Forces;

    public readonly void Run(int start, int end, int worker)
    {
        for (int at = start; at < end; at++)
        {
            nint point = Order[at];
            float* place = Places + (2 * point);
            int column = Nodes.NodeOf(place[0], Nodes.OriginX, Nodes.NodesX, out Vector128<float> x);
            int row = Nodes.NodeOf(place[1], Nodes.OriginY, Nodes.NodesY, out Vector128<float> y);
            nint node = ((nint)column * Nodes.Stride) + row;
            Forces[2 * point] = Nodes.Read(ForceX + node, x, y);
            Forces[(2 * point) + 1] = Nodes.Read(ForceY + node, x, y);
        }
    }
}

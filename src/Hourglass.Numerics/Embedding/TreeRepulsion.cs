namespace Hourglass.Numerics;

/// <summary>Takes far cells of a quadtree for one point each (Barnes and Hut).</summary>
/// <remarks>
/// <para><b>Computes</b> A cell of side s stands for its points where <c>s &lt; angle * d</c>, d the distance of its centre of mass; otherwise
/// its four parts are looked at, and in the end the points themselves. Sixteen neighbouring points go through the tree together and open a
/// cell where any of them asks for it, so that the result is somewhat better than the angle promises.</para>
/// <para><b>Source</b> van der Maaten, Accelerating t-SNE using tree-based algorithms, 2014.</para>
/// </remarks>
public sealed class TreeRepulsion : Repulsion
{
    private readonly QuadTree _tree;
    private readonly double[] _sums;
    private readonly float _angle;

    /// <summary>Makes room for a map.</summary>
    /// <param name="count">The number of points; positive.</param>
    /// <param name="angle">The angle, above 0 and at most 1; 0.5 is usual.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive, or the angle is out of range.</exception>
    public TreeRepulsion(int count, double angle)
        : base(count)
    {
        if (!(angle is > 0 and <= 1)) Throw.OutOfRange(nameof(angle), angle, "above 0 and at most 1");
        _angle = (float)angle;
        _tree = new QuadTree(count);
        _sums = new double[DenseKernel.CeilingDivide(count, TreeRepulsionJob.Lanes)];
    }

    private protected override unsafe double Run(FloatBuffer places, FloatBuffer forces, Workers workers)
    {
        _tree.Build(places.Span);
        fixed (double* sums = _sums)
        fixed (int* next = _tree.Next, points = _tree.Order)
        {
            workers.ForVectors(_sums.Length, 1, new TreeRepulsionJob
            {
                Cells = _tree.Cells.Pointer,
                Next = next,
                CellCount = _tree.CellCount,
                Places = _tree.Ordered.Pointer,
                Points = points,
                Count = Count,
                PerAngle = 1 / (_angle * _angle),
                Forces = forces.Pointer,
                Sums = sums,
            });
        }

        double total = 0;
        foreach (double sum in _sums) total += sum;
        return total - Count;
    }
}

/// <summary>Items are sixteen points that are neighbours in the tree.</summary>
internal unsafe struct TreeRepulsionJob : IVectorJob
{
    public const int Lanes = 16;

    /// <summary>Centre of mass, points, squared side: see <see cref="QuadTree.Cells"/>.</summary>
    public float* Cells;
    public int* Next;
    public int CellCount;
    public float* Places;
    public int* Points;
    public int Count;
    public float PerAngle;
    public float* Forces;
    public double* Sums;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* lanes = stackalloc float[5 * Lanes];
        for (int item = start; item < end; item++)
        {
            int first = item * Lanes, count = Math.Min(Lanes, Count - first);
            for (int lane = 0; lane < Lanes; lane++)
            {
                // What is missing of the last sixteen is its last point once more.
                float* place = Places + (2 * (nint)(first + Math.Min(lane, count - 1)));
                lanes[lane] = place[0];
                lanes[Lanes + lane] = place[1];
            }

            for (int lane = 0; lane < Lanes; lane += TWidth.Count) Walk<TWidth, TVec>(lanes + lane);
            double sum = 0;
            for (int lane = 0; lane < count; lane++)
            {
                sum += lanes[(2 * Lanes) + lane];
                float* force = Forces + (2 * (nint)Points[first + lane]);
                force[0] = lanes[(3 * Lanes) + lane];
                force[1] = lanes[(4 * Lanes) + lane];
            }

            Sums[item] = sum;
        }
    }

    private readonly void Walk<TWidth, TVec>(float* lanes)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec x = TWidth.Load(lanes), y = TWidth.Load(lanes + Lanes), one = TWidth.Broadcast(1);
        TVec total = TWidth.Broadcast(0), forceX = total, forceY = total;
        for (int cell = 0; cell < CellCount;)
        {
            float* c = Cells + (QuadTree.CellFloats * (nint)cell);
            TVec dx = TWidth.Subtract(x, TWidth.Broadcast(c[0])), dy = TWidth.Subtract(y, TWidth.Broadcast(c[1]));
            TVec distance = TWidth.Fma(dx, dx, TWidth.Multiply(dy, dy));
            if (c[3] != 0 && TWidth.Any(TWidth.LessThan(distance, TWidth.Broadcast(c[3] * PerAngle))))
            {
                cell++;
                continue;
            }

            TVec q = TWidth.Divide(one, TWidth.Add(one, distance)), mass = TWidth.Multiply(TWidth.Broadcast(c[2]), q), square = TWidth.Multiply(mass, q);
            total = TWidth.Add(total, mass);
            forceX = TWidth.Fma(square, dx, forceX);
            forceY = TWidth.Fma(square, dy, forceY);
            cell = Next[cell];
        }

        TWidth.Store(lanes + (2 * Lanes), total);
        TWidth.Store(lanes + (3 * Lanes), forceX);
        TWidth.Store(lanes + (4 * Lanes), forceY);
    }
}

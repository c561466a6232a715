using System.Runtime.Intrinsics;

namespace Hourglass.Numerics;

/// <summary>Items are new points: each goes all its steps at once.</summary>
internal unsafe struct PlaceJob : IVectorJob
{
    /// <summary>The smallest sum of similarities that a point is taken to have: far from all others nothing repels it.</summary>
    private const float LeastPotential = 1e-6f;

    public GridPlaces Nodes;
    public MapBox Box;
    public float* Map;
    public float* ForceX;
    public float* ForceY;
    public float* Potential;
    public float* Affinities;
    public int* Neighbors;
    public int PerPoint;
    public float* Places;
    public MapStep Step;
    public int Iterations;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int padded = DenseKernel.CeilingDivide(PerPoint, SparseRows.Alignment) * SparseRows.Alignment;
        FloatBuffer scratch = new(3 * padded);
        float* weights = scratch.Pointer, xs = weights + padded, ys = xs + padded;
        for (int point = start; point < end; point++)
        {
            for (int i = 0; i < PerPoint; i++)
            {
                nint at = ((nint)point * PerPoint) + i, neighbor = 2 * (nint)Neighbors[at];
                (weights[i], xs[i], ys[i]) = (Affinities[at], Map[neighbor], Map[neighbor + 1]);
            }

            Descend<TWidth, TVec>(weights, xs, ys, padded, Places + (2 * (nint)point));
        }

        GC.KeepAlive(scratch);
    }

    private readonly void Descend<TWidth, TVec>(float* weights, float* xs, float* ys, int padded, float* place)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float stepX = 0, stepY = 0, gainX = 1, gainY = 1, x = place[0], y = place[1];
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            TVec atX = TWidth.Broadcast(x), atY = TWidth.Broadcast(y), sumX = TWidth.Broadcast(0), sumY = sumX, one = TWidth.Broadcast(1);
            for (int i = 0; i < padded; i += TWidth.Count)
            {
                TVec dx = TWidth.Subtract(atX, TWidth.Load(xs + i)), dy = TWidth.Subtract(atY, TWidth.Load(ys + i));
                TVec weight = TWidth.Divide(TWidth.Load(weights + i), TWidth.Fma(dx, dx, TWidth.Fma(dy, dy, one)));
                sumX = TWidth.Fma(weight, dx, sumX);
                sumY = TWidth.Fma(weight, dy, sumY);
            }

            Repel(x, y, out float forceX, out float forceY);
            Move(2 * (TWidth.Sum(sumX) - forceX), ref x, ref stepX, ref gainX, Box.Left, Box.Right);
            Move(2 * (TWidth.Sum(sumY) - forceY), ref y, ref stepY, ref gainY, Box.Bottom, Box.Top);
        }

        (place[0], place[1]) = (x, y);
    }

    private readonly void Repel(float x, float y, out float forceX, out float forceY)
    {
        int column = Nodes.NodeOf(x, Nodes.OriginX, Nodes.NodesX, out Vector128<float> alongX);
        int row = Nodes.NodeOf(y, Nodes.OriginY, Nodes.NodesY, out Vector128<float> alongY);
        nint node = ((nint)column * Nodes.Stride) + row;
        float potential = MathF.Max(Nodes.Read(Potential + node, alongX, alongY), LeastPotential);
        forceX = Nodes.Read(ForceX + node, alongX, alongY) / potential;
        forceY = Nodes.Read(ForceY + node, alongX, alongY) / potential;
    }

    private readonly void Move(float gradient, ref float place, ref float step, ref float gain, float least, float most)
    {
        gain = MathF.Max(gradient * step < 0 ? gain + MapStepJob.Growth : gain * MapStepJob.Decay, MapStepJob.LeastGain);
        step = (Step.Momentum * step) - (Step.LearningRate * gain * gradient);
        place = Math.Clamp(place + step, least, most);
    }
}

namespace Hourglass.Numerics;

/// <summary>Items are points: attraction along their row, less the repulsion.</summary>
internal unsafe struct MapGradientJob : IVectorJob
{
    public int* Starts;
    public int* Columns;
    public float* Values;
    public float* Places;
    public float* Repulsion;
    public float Attract;
    public float Repel;
    public float* Gradient;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec one = TWidth.Broadcast(1);
        for (int i = start; i < end; i++)
        {
            TVec x = TWidth.Broadcast(Places[2 * i]), y = TWidth.Broadcast(Places[(2 * i) + 1]);
            TVec sumX = TWidth.Broadcast(0), sumY = sumX;
            for (int at = Starts[i]; at < Starts[i + 1]; at += TWidth.Count)
            {
                TVec dx = TWidth.Subtract(x, TWidth.GatherPairs(Places, Columns + at, out TVec otherY)), dy = TWidth.Subtract(y, otherY);
                TVec weight = TWidth.Divide(TWidth.Load(Values + at), TWidth.Fma(dx, dx, TWidth.Fma(dy, dy, one)));
                sumX = TWidth.Fma(weight, dx, sumX);
                sumY = TWidth.Fma(weight, dy, sumY);
            }

            float forceX = TWidth.Sum(sumX), forceY = TWidth.Sum(sumY);
            Gradient[2 * i] = (Attract * forceX) + (Repel * Repulsion[2 * i]);
            Gradient[(2 * i) + 1] = (Attract * forceY) + (Repel * Repulsion[(2 * i) + 1]);
        }
    }
}

/// <summary>Items are points: the share of each in the divergence.</summary>
internal unsafe struct MapDivergenceJob : IVectorJob
{
    public int* Starts;
    public int* Columns;
    public float* Values;
    public float* Places;
    public double* Shares;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec one = TWidth.Broadcast(1);
        for (int i = start; i < end; i++)
        {
            TVec x = TWidth.Broadcast(Places[2 * i]), y = TWidth.Broadcast(Places[(2 * i) + 1]), sum = TWidth.Broadcast(0);
            for (int at = Starts[i]; at < Starts[i + 1]; at += TWidth.Count)
            {
                TVec dx = TWidth.Subtract(x, TWidth.GatherPairs(Places, Columns + at, out TVec otherY)), dy = TWidth.Subtract(y, otherY);
                TVec p = TWidth.Load(Values + at), distance = TWidth.Fma(dx, dx, TWidth.Fma(dy, dy, one));

                // Two logarithms, as the product may be too small for a float; p = 0 counts as nothing.
                TVec log = TWidth.Add(VectorMath.Log<TWidth, TVec>(p), VectorMath.Log<TWidth, TVec>(distance));
                sum = TWidth.Fma(p, log, sum);
            }

            Shares[i] = TWidth.Sum(sum);
        }
    }
}

/// <summary>Items are sixteen numbers of the map each.</summary>
internal unsafe struct MapStepJob : IVectorJob
{
    // As the authors of the method have them.
    public const float Growth = 0.2f, Decay = 0.8f, LeastGain = 0.01f;

    public MapStep Step;
    public int Length;
    public float* Gradient;
    public float* Places;
    public float* Velocity;
    public float* Gains;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int first = start * SparseRows.Alignment, last = Math.Min(end * SparseRows.Alignment, Length), whole = first + ((last - first) / TWidth.Count * TWidth.Count);
        for (int i = first; i < whole; i += TWidth.Count) Update<TWidth, TVec>(i);
        for (int i = whole; i < last; i++) Update<Width1, float>(i);
    }

    private readonly void Update<TWidth, TVec>(int i)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec gradient = TWidth.Load(Gradient + i), velocity = TWidth.Load(Velocity + i), gain = TWidth.Load(Gains + i);
        TVec downhill = TWidth.LessThan(TWidth.Multiply(gradient, velocity), TWidth.Broadcast(0));
        TVec grown = TWidth.Add(gain, TWidth.Broadcast(Growth)), shrunk = TWidth.Multiply(gain, TWidth.Broadcast(Decay));
        gain = TWidth.Max(TWidth.Select(downhill, grown, shrunk), TWidth.Broadcast(LeastGain));
        velocity = TWidth.Fma(
            TWidth.Multiply(gradient, gain), TWidth.Broadcast(-Step.LearningRate), TWidth.Multiply(velocity, TWidth.Broadcast(Step.Momentum)));
        TWidth.Store(Gains + i, gain);
        TWidth.Store(Velocity + i, velocity);
        TWidth.Store(Places + i, TWidth.Add(TWidth.Load(Places + i), velocity));
    }
}

namespace Hourglass.Learning;

/// <summary>The way of the pen: a chain of points with the pen's radius at each, cut into strokes.</summary>
internal sealed class PenPath
{
    private const int InitialCapacity = 128;

    public int Count { get; private set; }

    public float[] X { get; private set; } = new float[InitialCapacity];

    public float[] Y { get; private set; } = new float[InitialCapacity];

    public float[] Radius { get; private set; } = new float[InitialCapacity];

    /// <summary>Gets, for each point, whether the pen was set down there; the line to it is then not drawn.</summary>
    public bool[] Starts { get; private set; } = new bool[InitialCapacity];

    public void Clear() => Count = 0;

    public void Add(float x, float y, bool starts)
    {
        if (Count == X.Length) Grow();
        X[Count] = x;
        Y[Count] = y;
        Starts[Count] = starts;
        Count++;
    }

    private void Grow()
    {
        int capacity = 2 * Count;
        X = [.. X, .. new float[capacity - Count]];
        Y = [.. Y, .. new float[capacity - Count]];
        Radius = [.. Radius, .. new float[capacity - Count]];
        Starts = [.. Starts, .. new bool[capacity - Count]];
    }
}

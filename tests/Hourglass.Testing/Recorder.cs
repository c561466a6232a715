using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>Takes handed-over gradients and remembers where each belongs and how often it came.</summary>
public sealed class Recorder(int length) : IGradientSink
{
    private readonly Lock _gate = new();

    /// <summary>Gets what came, by its place in the arena.</summary>
    public float[] Values { get; } = new float[length];

    /// <summary>Gets how often each place was handed over.</summary>
    public int[] Times { get; } = new int[length];

    /// <summary>Gets whether every piece was a multiple of 16 long.</summary>
    public bool WholeVectors { get; private set; } = true;

    /// <inheritdoc/>
    public void Take(int offset, Span<float> gradient)
    {
        lock (_gate)
        {
            WholeVectors &= gradient.Length % 16 == 0;
            gradient.CopyTo(Values.AsSpan(offset));
            for (int i = 0; i < gradient.Length; i++) Times[offset + i]++;
        }
    }
}

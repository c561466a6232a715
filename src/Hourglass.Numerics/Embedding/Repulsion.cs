namespace Hourglass.Numerics;

/// <summary>Computes how points of a map repel each other.</summary>
/// <remarks>
/// <para><b>Computes</b> With <c>q = 1 / (1 + |y_i - y_j|^2)</c>: the forces <c>sum over j of q^2 (y_i - y_j)</c> and the normaliser
/// <c>Z = sum over i and j, j not i, of q</c>.</para>
/// <para><b>Shapes</b> Places and forces lie point after point, x before y.</para>
/// <para><b>Memory</b> A call allocates nothing, unless a grid has to grow.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
public abstract class Repulsion
{
    /// <summary>What single precision resolves beside the similarity of a point to itself; points farther apart than this repel each other no more.</summary>
    private const double LeastNormaliser = 1e-7;

    private protected Repulsion(int count)
    {
        if (count < 1) Throw.OutOfRange(nameof(count), count, "1 or more");
        Count = count;
    }

    /// <summary>Gets the number of points.</summary>
    public int Count { get; }

    /// <summary>Computes the forces.</summary>
    /// <param name="places">The points of the map; finite.</param>
    /// <param name="forces">Receives the forces.</param>
    /// <param name="workers">The team.</param>
    /// <returns>The normaliser Z, at least 1e-7 for each point.</returns>
    /// <exception cref="ArgumentException">A buffer does not hold two floats for each point.</exception>
    public double Compute(FloatBuffer places, FloatBuffer forces, Workers workers)
    {
        Check(places, nameof(places));
        Check(forces, nameof(forces));
        double normaliser = Run(places, forces, workers);
        GC.KeepAlive(places);
        GC.KeepAlive(forces);
        return Math.Max(normaliser, LeastNormaliser * Count);
    }

    private protected abstract double Run(FloatBuffer places, FloatBuffer forces, Workers workers);

    private void Check(FloatBuffer buffer, string parameter)
    {
        if (buffer.Length != 2 * Count) Throw.Argument(parameter, $"Received {buffer.Length} floats, expected {2 * Count}, two for each of {Count} points.");
    }
}

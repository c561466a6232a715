namespace Hourglass.Numerics;

/// <summary>The attraction between neighbours on a map, the gradient of t-SNE's loss, and a step down.</summary>
/// <remarks>
/// <para><b>Shapes</b> Places, forces and gradients lie point after point, x before y.</para>
/// <para><b>Memory</b> A call allocates nothing.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
public static class MapKernel
{
    private const int Grain = 64, FloatGrain = 1024;

    /// <summary>The floats whose squares one share of <see cref="SquaredNorm"/> sums.</summary>
    private const int SumBlock = 1024;

    /// <summary>Computes <c>4 (factor * sum over j of p q (y_i - y_j) - repulsion_i / Z)</c> with <c>q = 1 / (1 + |y_i - y_j|^2)</c>.</summary>
    /// <param name="affinities">p, symmetric, of sum 1.</param>
    /// <param name="places">The points of the map.</param>
    /// <param name="repulsion">The forces of <see cref="Repulsion"/>.</param>
    /// <param name="normaliser">Z.</param>
    /// <param name="factor">The exaggeration.</param>
    /// <param name="gradient">Receives the gradient; may be the repulsion.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">A buffer does not hold two floats for each point.</exception>
    public static unsafe void Gradient(
        SparseRows affinities, FloatBuffer places, FloatBuffer repulsion, double normaliser, double factor, FloatBuffer gradient, Workers workers)
    {
        Check(affinities, places, nameof(places));
        Check(affinities, repulsion, nameof(repulsion));
        Check(affinities, gradient, nameof(gradient));
        fixed (int* starts = affinities.Starts, columns = affinities.Columns)
        fixed (float* values = affinities.Values)
        {
            workers.ForVectors(affinities.Count, Grain, new MapGradientJob
            {
                Starts = starts,
                Columns = columns,
                Values = values,
                Places = places.Pointer,
                Repulsion = repulsion.Pointer,
                Attract = (float)(4 * factor),
                Repel = (float)(-4 / normaliser),
                Gradient = gradient.Pointer,
            });
        }

        GC.KeepAlive(places);
        GC.KeepAlive(repulsion);
        GC.KeepAlive(gradient);
    }

    /// <summary>Computes <c>sum over i and j of p log(p (1 + |y_i - y_j|^2))</c>: with <c>log Z</c> added, the divergence of p from the map.</summary>
    /// <param name="affinities">p.</param>
    /// <param name="places">The points of the map.</param>
    /// <param name="shares">Receives the share of each point.</param>
    /// <param name="workers">The team.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static unsafe double Divergence(SparseRows affinities, FloatBuffer places, Span<double> shares, Workers workers)
    {
        Check(affinities, places, nameof(places));
        if (shares.Length != affinities.Count) Throw.Argument(nameof(shares), $"Received room for {shares.Length} shares, expected {affinities.Count}, one per point.");
        fixed (int* starts = affinities.Starts, columns = affinities.Columns)
        fixed (float* values = affinities.Values)
        fixed (double* sums = shares)
        {
            workers.ForVectors(affinities.Count, Grain, new MapDivergenceJob
            {
                Starts = starts,
                Columns = columns,
                Values = values,
                Places = places.Pointer,
                Shares = sums,
            });
        }

        GC.KeepAlive(places);
        double total = 0;
        foreach (double share in shares) total += share;
        return total;
    }

    /// <summary>Takes a step with momentum and a gain for each number, which grows while its slope keeps its sign and shrinks where it changes.</summary>
    /// <param name="step">The rates.</param>
    /// <param name="gradient">The gradient.</param>
    /// <param name="places">The places, updated.</param>
    /// <param name="velocity">The last step, updated.</param>
    /// <param name="gains">The gains, updated; 1 at first.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void Descend(
        MapStep step, FloatBuffer gradient, FloatBuffer places, FloatBuffer velocity, FloatBuffer gains, Workers workers)
    {
        if (gradient.Length != places.Length || velocity.Length != places.Length || gains.Length != places.Length)
            Throw.Argument(nameof(gradient), $"Received {gradient.Length}, {velocity.Length} and {gains.Length} floats, expected {places.Length} of each.");
        workers.ForVectors(DenseKernel.CeilingDivide(places.Length, SparseRows.Alignment), FloatGrain / SparseRows.Alignment, new MapStepJob
        {
            Step = step,
            Length = places.Length,
            Gradient = gradient.Pointer,
            Places = places.Pointer,
            Velocity = velocity.Pointer,
            Gains = gains.Pointer,
        });
        GC.KeepAlive(gradient);
        GC.KeepAlive(places);
        GC.KeepAlive(velocity);
        GC.KeepAlive(gains);
    }

    /// <summary>Computes the sum of squares, in blocks of fixed size.</summary>
    /// <param name="values">The numbers.</param>
    public static double SquaredNorm(FloatBuffer values)
    {
        double total = 0;
        ReadOnlySpan<float> rest = values.Span;
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<float> block = rest[..Math.Min(SumBlock, rest.Length)];
            float sum = 0;
            foreach (float value in block) sum += value * value;
            total += sum;
            rest = rest[block.Length..];
        }

        return total;
    }

    private static void Check(SparseRows affinities, FloatBuffer buffer, string parameter)
    {
        if (buffer.Length != 2 * affinities.Count)
            Throw.Argument(parameter, $"Received {buffer.Length} floats, expected {2 * affinities.Count}, two for each of {affinities.Count} points.");
    }
}

/// <summary>The rates of a step down.</summary>
/// <param name="LearningRate">What the gradient is multiplied by.</param>
/// <param name="Momentum">The part of the last step that is kept.</param>
public readonly record struct MapStep(float LearningRate, float Momentum);

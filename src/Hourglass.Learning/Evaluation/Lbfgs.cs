namespace Hourglass.Learning;

/// <summary>Minimises a smooth function of many numbers by the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno.</summary>
/// <remarks>
/// <para><b>Computes</b> Directions from the last ten steps (two-loop recursion), step lengths by halving until the function falls enough
/// (Armijo). Deterministic; double precision.</para>
/// <para><b>Source</b> Nocedal and Wright, Numerical Optimization, 2006, algorithms 7.4 and 7.5.</para>
/// </remarks>
/// <param name="evaluate">Computes the function at a place and writes its gradient.</param>
internal sealed class Lbfgs(Func<double[], double[], double> evaluate)
{
    private const int Memory = 10, MostHalvings = 20;
    private const double Armijo = 1e-4;

    /// <summary>Single precision cannot tell values that are nearer to each other than this part of them.</summary>
    private const double Noise = 1e-7;

    private readonly List<(double[] Step, double[] Change, double Product)> _history = [];

    /// <summary>Minimises.</summary>
    /// <param name="place">Where to begin; receives where it ended.</param>
    /// <param name="mostIterations">When to end at the latest.</param>
    /// <param name="tolerance">The largest entry of the gradient that counts as none.</param>
    /// <param name="cancellation">Ends it early.</param>
    public LbfgsResult Minimize(double[] place, int mostIterations, double tolerance, CancellationToken cancellation)
    {
        double[] gradient = new double[place.Length], next = new double[place.Length], nextGradient = new double[place.Length];
        double value = evaluate(place, gradient);
        for (int iteration = 0; iteration < mostIterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Largest(gradient) <= tolerance) return new LbfgsResult(iteration, true, value);
            double[] direction = Direction(gradient);
            if (TryStep(place, value, gradient, direction, next, nextGradient) is not { } nextValue)
                return new LbfgsResult(iteration, false, value);
            Remember(place, next, gradient, nextGradient);
            value = nextValue;
            next.CopyTo(place, 0);
            nextGradient.CopyTo(gradient, 0);
        }

        return new LbfgsResult(mostIterations, Largest(gradient) <= tolerance, value);
    }

    private static double Largest(double[] values) => values.Max(Math.Abs);

    private static double Dot(double[] x, double[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    private static void AddScaled(double[] destination, double factor, double[] values)
    {
        for (int i = 0; i < destination.Length; i++) destination[i] += factor * values[i];
    }

    private double[] Direction(double[] gradient)
    {
        double[] direction = [.. gradient.Select(static value => -value)];
        double[] factors = new double[_history.Count];
        for (int i = _history.Count - 1; i >= 0; i--)
        {
            (double[] step, double[] change, double product) = _history[i];
            factors[i] = Dot(step, direction) / product;
            AddScaled(direction, -factors[i], change);
        }

        // The first step is as long as the gradient allows without leaving the region where one is small.
        double scale = _history.Count > 0
            ? _history[^1].Product / Dot(_history[^1].Change, _history[^1].Change)
            : 1 / Math.Max(1, Math.Sqrt(Dot(gradient, gradient)));
        for (int i = 0; i < direction.Length; i++) direction[i] *= scale;
        for (int i = 0; i < _history.Count; i++)
        {
            (double[] step, double[] change, double product) = _history[i];
            AddScaled(direction, factors[i] - (Dot(change, direction) / product), step);
        }

        return direction;
    }

    private double? TryStep(double[] place, double value, double[] gradient, double[] direction, double[] next, double[] nextGradient)
    {
        double slope = Dot(gradient, direction), length = 1;
        for (int i = 0; i < MostHalvings; i++, length /= 2)
        {
            place.CopyTo(next, 0);
            AddScaled(next, length, direction);
            double nextValue = evaluate(next, nextGradient);
            if (nextValue <= value + (Armijo * length * slope) + (Noise * Math.Abs(value))) return nextValue;
        }

        return null;
    }

    private void Remember(double[] place, double[] next, double[] gradient, double[] nextGradient)
    {
        double[] step = [.. next.Zip(place, static (x, y) => x - y)], change = [.. nextGradient.Zip(gradient, static (x, y) => x - y)];
        double product = Dot(step, change);

        // Where the slope did not rise along the step, it says nothing of the curvature.
        if (product <= Noise * Dot(step, step)) return;
        if (_history.Count == Memory) _history.RemoveAt(0);
        _history.Add((step, change, product));
    }
}

/// <summary>How a minimisation ended.</summary>
/// <param name="Iterations">The steps taken.</param>
/// <param name="HasConverged">Whether the gradient is as small as was asked for.</param>
/// <param name="Value">The value reached.</param>
internal readonly record struct LbfgsResult(int Iterations, bool HasConverged, double Value);

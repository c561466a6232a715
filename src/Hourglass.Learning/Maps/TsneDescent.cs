using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The state of a descent: places, steps and gains.</summary>
internal sealed class TsneDescent
{
    private readonly SparseRows _affinities;
    private readonly Repulsion _repulsion;
    private readonly Workers _workers;
    private readonly FloatBuffer _places;
    private readonly FloatBuffer _gradient;
    private readonly FloatBuffer _velocity;
    private readonly FloatBuffer _gains;
    private readonly double[] _shares;

    public TsneDescent(SparseRows affinities, ReadOnlySpan<float> start, Repulsion repulsion, Workers workers)
    {
        _affinities = affinities;
        _repulsion = repulsion;
        _workers = workers;
        _places = new FloatBuffer(start.Length);
        _gradient = new FloatBuffer(start.Length);
        _velocity = new FloatBuffer(start.Length);
        _gains = new FloatBuffer(start.Length);
        _shares = new double[affinities.Count];
        start.CopyTo(_places.Span);
        _gains.Span.Fill(1);
    }

    /// <summary>Takes a step.</summary>
    /// <param name="step">The rates.</param>
    /// <param name="factor">The exaggeration.</param>
    /// <param name="isReported">Whether to measure divergence and gradient before the step.</param>
    /// <returns>What was measured, without the counts.</returns>
    /// <exception cref="ArithmeticException">The places are no longer finite.</exception>
    public TsneProgress? Step(MapStep step, double factor, bool isReported)
    {
        double normaliser = _repulsion.Compute(_places, _gradient, _workers);
        if (!double.IsFinite(normaliser)) throw Diverged(step);
        MapKernel.Gradient(_affinities, _places, _gradient, normaliser, factor, _gradient, _workers);
        TsneProgress? report = null;
        if (isReported)
        {
            double divergence = MapKernel.Divergence(_affinities, _places, _shares, _workers) + Math.Log(normaliser);
            report = new TsneProgress(0, 0, divergence, Math.Sqrt(MapKernel.SquaredNorm(_gradient)));
        }

        MapKernel.Descend(step, _gradient, _places, _velocity, _gains, _workers);
        return report;
    }

    /// <summary>Copies the places, moved so that their mean is 0: the divergence does not depend on where a map lies.</summary>
    /// <exception cref="ArithmeticException">The places are no longer finite.</exception>
    public Points Places(double learningRate)
    {
        Points places = new(_places.Span, 2);
        double x = 0, y = 0;
        for (int i = 0; i < places.Count; i++)
        {
            x += places[i][0];
            y += places[i][1];
        }

        if (!double.IsFinite(x) || !double.IsFinite(y)) throw Diverged(new MapStep((float)learningRate, 0));
        for (int i = 0; i < places.Count; i++)
        {
            Span<float> place = places[i];
            place[0] -= (float)(x / places.Count);
            place[1] -= (float)(y / places.Count);
        }

        return places;
    }

    private static ArithmeticException Diverged(MapStep step) => new(Phrase.Of(
        $"The map flew apart at learning rate {step.LearningRate}: its places are no longer finite. Take a smaller learning rate, or none to have it chosen."));
}

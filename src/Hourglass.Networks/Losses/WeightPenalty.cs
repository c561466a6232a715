using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>The L1 and L2 penalty of all weights of a network, as a part of its loss; biases are exempt.</summary>
/// <remarks>It stands between the layers and who takes their gradients, and adds its slope to each piece on the way.</remarks>
internal sealed class WeightPenalty : IGradientSink
{
    private const int Grain = 16384;

    private readonly PenaltyTerms _terms;
    private readonly ParameterSet _parameters;
    private readonly double[] _partials;
    private IGradientSink? _next;

    private WeightPenalty(PenaltyTerms terms, ParameterSet parameters)
    {
        _terms = terms;
        _parameters = parameters;
        _partials = new double[WeightPenaltyKernel.PartialCount(parameters.WeightLength)];
    }

    /// <summary>Gets the memory of the sums in bytes.</summary>
    public long Bytes => sizeof(double) * (long)_partials.Length;

    /// <summary>Prepares the penalty of a loss; null where it has none.</summary>
    public static WeightPenalty? Of(LossSpec loss, ParameterSet parameters) => loss.WeightL1 == 0 && loss.WeightL2 == 0
        ? null
        : new(new PenaltyTerms((float)loss.WeightL1, (float)loss.WeightL2), parameters);

    /// <summary>Computes the penalty.</summary>
    public double Value(Workers workers)
    {
        WeightPenaltyKernel.Sum(_terms, new BufferRange(_parameters.Values, 0, _parameters.WeightLength), _partials, workers);
        double sum = 0;
        foreach (double partial in _partials) sum += partial;
        return sum;
    }

    /// <summary>Stands before who takes gradients.</summary>
    public IGradientSink Before(IGradientSink next)
    {
        _next = next;
        return this;
    }

    /// <inheritdoc/>
    public void Take(int offset, Span<float> gradient)
    {
        if (offset < _parameters.WeightLength)
            WeightPenaltyKernel.AddGradient(_terms, _parameters.Values.Span.Slice(offset, gradient.Length), gradient);
        _next!.Take(offset, gradient);
    }

    /// <summary>Adds the slope to a stored gradient.</summary>
    public void AddTo(FloatBuffer gradient, Workers workers) =>
        workers.For(_parameters.WeightLength, Grain, new Job { Penalty = this, Gradient = gradient });

    private struct Job : IRangeJob
    {
        public WeightPenalty Penalty;
        public FloatBuffer Gradient;

        public readonly void Run(int start, int end, int worker) => WeightPenaltyKernel.AddGradient(
            Penalty._terms, Penalty._parameters.Values.Span[start..end], Gradient.Span[start..end]);
    }
}

using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>What an oracle knows of a pass beside samples and parameters.</summary>
/// <param name="Mode">What the pass is for.</param>
/// <param name="StepKey">The random numbers of the step.</param>
/// <param name="Place">The layer's place among those that compute.</param>
/// <param name="Step">The training steps taken before.</param>
/// <param name="Stopped">What has no gradient; null where nobody differentiates.</param>
public readonly record struct OraclePass(
    PassMode Mode, RandomKey StepKey = default, int Place = 0, long Step = 0, StoppedGradients? Stopped = null)
{
    /// <summary>Gets the random numbers of a layer, or of a part of a composite.</summary>
    /// <param name="part">The part's number among those that compute.</param>
    public RandomKey Key(int part = 0) => StepKey.Fold((ulong)(Place + part));
}

/// <summary>What an oracle computes.</summary>
/// <param name="Samples">The outputs.</param>
/// <param name="Penalty">The layer's own share of the loss.</param>
/// <param name="Unshown">A term that has a gradient but is no part of the loss.</param>
/// <param name="LogRatios">log p(z) - log q(z | x) of each sample; null where nothing is weighed by importance.</param>
public readonly record struct OracleOutput(double[][] Samples, double Penalty = 0, double Unshown = 0, double[]? LogRatios = null)
{
    /// <summary>Takes outputs without a penalty.</summary>
    public static implicit operator OracleOutput(double[][] samples) => new(samples);
}

/// <summary>Numbers that an oracle takes as constants: those of its first call, in every later one.</summary>
public sealed class StoppedGradients
{
    private readonly List<double[]> _values = [];
    private int _next;

    /// <summary>Begins another call.</summary>
    public void Rewind() => _next = 0;

    /// <summary>Keeps the numbers of the first call and gives them back in the others.</summary>
    public double[] Stop(double[] values)
    {
        if (_next == _values.Count) _values.Add([.. values]);
        return _values[_next++];
    }
}

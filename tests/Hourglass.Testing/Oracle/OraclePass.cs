using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>What an oracle knows of a pass beside samples and parameters.</summary>
/// <param name="Mode">What the pass is for.</param>
/// <param name="StepKey">The random numbers of the step.</param>
/// <param name="Place">The layer's place among those that compute.</param>
/// <param name="Step">The training steps taken before.</param>
public readonly record struct OraclePass(PassMode Mode, RandomKey StepKey = default, int Place = 0, long Step = 0)
{
    /// <summary>Gets the random numbers of a layer, or of a part of a composite.</summary>
    /// <param name="part">The part's number among those that compute.</param>
    public RandomKey Key(int part = 0) => StepKey.Fold((ulong)(Place + part));
}

/// <summary>What an oracle computes.</summary>
/// <param name="Samples">The outputs.</param>
/// <param name="Penalty">The layer's own share of the loss.</param>
public readonly record struct OracleOutput(double[][] Samples, double Penalty = 0)
{
    /// <summary>Takes outputs without a penalty.</summary>
    public static implicit operator OracleOutput(double[][] samples) => new(samples);
}

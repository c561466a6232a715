using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>The definition of each loss, in double precision.</summary>
public static class LossOracle
{
    private const double Smallest = 1e-7;

    /// <summary>Computes the term of one feature.</summary>
    public static double Term(LossTerm term, double y, double t) => term switch
    {
        LossTerm.Squared => (y - t) * (y - t),
        LossTerm.Absolute => Math.Abs(y - t),
        LossTerm.Huber => Math.Abs(y - t) < 1 ? (y - t) * (y - t) / 2 : Math.Abs(y - t) - 0.5,
        LossTerm.BinaryCrossEntropy or LossTerm.BinaryCrossEntropyOfSigmoid => CrossEntropy(Math.Clamp(y, Smallest, 1 - Smallest), t),
        LossTerm.BinaryCrossEntropyOfLogit => Math.Max(y, 0) + Math.Log(1 + Math.Exp(-Math.Abs(y))) - (t * y),
        _ => -t * Math.Log(Math.Max(y, Smallest)),
    };

    /// <summary>Computes a loss as a model's spec describes it.</summary>
    public static double Value(LossSpec spec, double[][] output, double[][] target)
    {
        LossTerm term = spec.Kind switch
        {
            LossKind.Mse => LossTerm.Squared,
            LossKind.Mae => LossTerm.Absolute,
            LossKind.Huber => LossTerm.Huber,
            LossKind.Bce => LossTerm.BinaryCrossEntropy,
            LossKind.BceLogits => LossTerm.BinaryCrossEntropyOfLogit,
            _ => LossTerm.Categorical,
        };
        double sum = 0;
        for (int sample = 0; sample < output.Length; sample++)
            for (int i = 0; i < output[sample].Length; i++) sum += Term(term, output[sample][i], target[sample][i]);
        return spec.Reduction == LossReduction.Mean ? sum / (output.Length * output[0].Length) : sum / output.Length;
    }

    private static double CrossEntropy(double y, double t) => -((t * Math.Log(y)) + ((1 - t) * Math.Log(1 - y)));
}

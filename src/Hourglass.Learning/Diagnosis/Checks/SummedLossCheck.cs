using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Looks for a loss summed over many features beside a learning rate that suits a mean.</summary>
/// <remarks>Only plain descent: the other optimizers divide by the size of the gradient, so that the sum changes nothing.</remarks>
internal sealed class SummedLossCheck() : TrainingCheck("summed-loss")
{
    /// <summary>Gets whether a loss is a sum over features that could be a mean; the features of cross-entropy are one distribution.</summary>
    public static bool IsSummed(LossSpec loss) => loss is { Reduction: LossReduction.Sum, Kind: not LossKind.CrossEntropy };

    public override IEnumerable<Finding> Examine(ModelSpec model, TrainingOptions training)
    {
        if (!IsSummed(model.Loss) || training.Optimizer is not SgdSpec { ClipNorm: null, ClipValue: null } sgd) yield break;
        int features = model.OutputShape.Size;
        double rateOfMean = sgd.LearningRate * features / (1 - sgd.Momentum);
        double largest = LargestRateOfMean(model);
        if (rateOfMean <= largest) yield break;
        yield return Warning(
            Phrase.Of($"The loss is summed over {features} features and sgd has a learning rate of {Numbers.Format(sgd.LearningRate)}, which acts as {Numbers.Format(rateOfMean)} on a mean."),
            Phrase.Of("The gradient of a sum grows with the number of features: training is likely to diverge."),
            Phrase.Of($"Use --loss-reduction mean, a learning rate below {largest * (1 - sgd.Momentum) / features:0.#e0}, adam, or --clip-norm 1."));
    }

    /// <summary>Gets the rate of a mean above which 784-32-784 on digits broke down; a sigmoid that the loss does not undo damps its gradient.</summary>
    private static double LargestRateOfMean(ModelSpec model) => (model.Loss.Kind, OutputLayer.ActivationOf(model)) switch
    {
        (LossKind.Bce or LossKind.BceLogits, _) => 50,
        (_, ActivationKind.Sigmoid) => 150,
        _ => 20,
    };
}

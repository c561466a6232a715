using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Looks for a learning rate that is far from what the optimizer is usually given.</summary>
internal sealed class LearningRateCheck() : TrainingCheck("learning-rate")
{
    public override IEnumerable<Finding> Examine(ModelSpec model, TrainingOptions training)
    {
        double rate = training.Optimizer.LearningRate;

        // What is large for a sum depends on what is summed: SummedLossCheck knows.
        if (training.Optimizer is SgdSpec && SummedLossCheck.IsSummed(model.Loss)) yield break;
        if (RangeOf(training.Optimizer) is not var (name, lowest, highest, usual) || (rate >= lowest && rate <= highest)) yield break;
        yield return Warning(
            Phrase.Of($"The learning rate is {Numbers.Format(rate)}; {name} is usually given {Numbers.Format(lowest)} to {Numbers.Format(highest)}."),
            rate < lowest
                ? Phrase.Of("Each step is so small that training may hardly move in the epochs that it has.")
                : Phrase.Of("Each step is so large that training may jump over what it looks for, or diverge."),
            Phrase.Of($"Use --learning-rate {usual:0.####}, the default of {name}."));
    }

    /// <summary>Gets the range from a tenth of the smallest to ten times the largest rate in common use, and the default.</summary>
    private static (string Name, double Lowest, double Highest, double Usual)? RangeOf(OptimizerSpec optimizer) => optimizer switch
    {
        SgdSpec => ("sgd", 1e-4, 10, new SgdSpec().LearningRate),
        AdamSpec => ("adam", 1e-5, 0.1, new AdamSpec().LearningRate),
        AdamWSpec => ("adamw", 1e-5, 0.1, new AdamWSpec().LearningRate),
        RmsPropSpec => ("rmsprop", 1e-5, 0.1, new RmsPropSpec().LearningRate),
        AdagradSpec => ("adagrad", 1e-4, 1, new AdagradSpec().LearningRate),
        AdadeltaSpec => ("adadelta", 0.05, 10, new AdadeltaSpec().LearningRate),
        _ => null,
    };
}

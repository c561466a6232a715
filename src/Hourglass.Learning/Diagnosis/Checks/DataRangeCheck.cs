using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Looks for data that the loss cannot take or the output cannot reach.</summary>
internal sealed class DataRangeCheck() : RunCheck("data-range")
{
    public override IEnumerable<Finding> Examine(Examination examination)
    {
        ModelSpec model = examination.Run.Recipe.Model;
        ValueRange range = examination.Range;
        (double low, double high) = range;
        ActivationKind output = OutputLayer.ActivationOf(model);
        bool isProbability = model.Loss.Kind is LossKind.Bce or LossKind.BceLogits;
        if (isProbability && range.Leaves(ValueRange.Unit))
        {
            yield return Problem(
                Phrase.Of($"The data reach from {Numbers.Format(low)} to {Numbers.Format(high)}, and the loss is {SpecNames.Of(model.Loss.Kind)}."),
                Phrase.Of("Binary cross-entropy takes targets from 0 to 1: outside, it has no smallest value and falls without end."),
                Phrase.Of("Scale the data to 0..1, or use --loss mse with --output-activation linear."));
        }
        else if (OutputLayer.RangeOf(output) is { } reach && range.Leaves(reach))
        {
            yield return Problem(
                Phrase.Of($"The data reach from {Numbers.Format(low)} to {Numbers.Format(high)}, and {SpecNames.Of(output)} at the output from {Numbers.Format(reach.Low)} to {Numbers.Format(reach.High)}."),
                Phrase.Of("What lies outside can never be reconstructed."),
                Phrase.Of("Scale the data to that range, or use --output-activation linear."));
        }
        else if (output == ActivationKind.Tanh && low >= 0)
        {
            yield return Note(
                Phrase.Of($"The data reach from {Numbers.Format(low)} to {Numbers.Format(high)}, and tanh at the output from -1 to 1."),
                Phrase.Of("Half of the output's range has no use, and zeros stand where tanh is steepest and are never quite met."),
                Phrase.Of("Use --output-activation sigmoid."));
        }
    }
}

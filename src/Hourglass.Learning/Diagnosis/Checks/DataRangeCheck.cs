using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Looks for data that the loss cannot take or the output cannot reach.</summary>
internal sealed class DataRangeCheck() : RunCheck("data-range")
{
    // Rounding of bytes to floats, and no more.
    private const double Room = 1e-6;

    public override IEnumerable<Finding> Examine(Examination examination)
    {
        ModelSpec model = examination.Run.Recipe.Model;
        (double low, double high) = examination.Range;
        ActivationKind output = OutputLayer.ActivationOf(model);
        bool isProbability = model.Loss.Kind is LossKind.Bce or LossKind.BceLogits;
        if (isProbability && IsOutside(low, high, 0, 1))
        {
            yield return Problem(
                $"The data reach from {Numbers.Format(low)} to {Numbers.Format(high)}, and the loss is {SpecNames.Of(model.Loss.Kind)}.",
                "Binary cross-entropy takes targets from 0 to 1: outside, it has no smallest value and falls without end.",
                "Scale the data to 0..1, or use --loss mse with --output-activation linear.");
        }
        else if (RangeOf(output) is var (least, most) && IsOutside(low, high, least, most))
        {
            yield return Problem(
                $"The data reach from {Numbers.Format(low)} to {Numbers.Format(high)}, and {SpecNames.Of(output)} at the output from {Numbers.Format(least)} to {Numbers.Format(most)}.",
                "What lies outside can never be reconstructed.",
                "Scale the data to that range, or use --output-activation linear.");
        }
        else if (output == ActivationKind.Tanh && low >= 0)
        {
            yield return Note(
                $"The data reach from {Numbers.Format(low)} to {Numbers.Format(high)}, and tanh at the output from -1 to 1.",
                "Half of the output's range has no use, and zeros stand where tanh is steepest and are never quite met.",
                "Use --output-activation sigmoid.");
        }
    }

    private static bool IsOutside(double low, double high, double least, double most) => low < least - Room || high > most + Room;

    private static (double Least, double Most)? RangeOf(ActivationKind output) => output switch
    {
        ActivationKind.Sigmoid => (0, 1),
        ActivationKind.Tanh => (-1, 1),
        ActivationKind.Relu or ActivationKind.Softplus => (0, double.PositiveInfinity),
        _ => null,
    };
}

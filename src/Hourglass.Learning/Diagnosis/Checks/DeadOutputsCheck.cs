using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Looks for relu outputs that are zero for every sample although the data are not.</summary>
internal sealed class DeadOutputsCheck() : RunCheck("dead-outputs")
{
    // Below, zero is nearly the best answer that a pixel has: those at the border are seldom anything else.
    private const double LeastMean = 0.05;

    public override IEnumerable<Finding> Examine(Examination examination)
    {
        (UnitStatistics data, UnitStatistics output) = (examination.Targets, examination.Output);
        if (OutputLayer.ActivationOf(examination.Run.Recipe.Model) != ActivationKind.Relu) yield break;
        int bright = data.CountWhere(i => data.Mean(i) > LeastMean), dead = data.CountWhere(i => data.Mean(i) > LeastMean && output.High(i) <= 0);
        if (dead == 0) yield break;
        yield return Warning(
            Phrase.Of($"{dead:N0} of the {bright:N0} features whose mean is above {LeastMean} are reconstructed as zero in all {examination.Samples:N0} samples examined."),
            Phrase.Of("A relu at zero has no gradient: these outputs are dead and never come back."),
            Phrase.Of("Use --output-activation sigmoid for pixels from 0 to 1, linear for other numbers."));
    }
}

using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Looks for numbers of the code that are the same for every sample.</summary>
internal sealed class UnusedCodeCheck() : RunCheck("unused-code")
{
    // One number of a code of up to 33.
    private const double Some = 0.03;

    // Of a deviation of a thousandth a decoder would need weights a thousand times larger than of the others.
    private const double LeastDeviation = 1e-3;

    public override IEnumerable<Finding> Examine(Examination examination)
    {
        // Those that relu keeps at zero are dead units, and said to be.
        if (examination.Hidden.FirstOrDefault(static layer => layer.IsCode) is not { } code || code.Layer.Activation == ActivationKind.Relu) yield break;
        UnitStatistics units = code.Units;
        double largest = Enumerable.Range(0, units.Count).Max(units.Variance);
        if (!double.IsFinite(largest)) yield break;
        int unused = units.CountWhere(unit => !(units.Variance(unit) > LeastDeviation * LeastDeviation * largest));
        if (unused < Some * units.Count || !OutputLayer.IsReconstruction(examination.Run.Recipe.Model)) yield break;
        (string seen, string why) = code.Layer.Output.IsVector
            ? (Phrase.Of($"{unused:N0} of the {units.Count:N0} numbers of the code are the same for all {examination.Samples:N0} samples examined, to a thousandth of the largest deviation."),
                Phrase.Of($"They carry nothing: the code has in fact {units.Count - unused:N0} numbers."))
            : (Phrase.Of($"{unused:N0} of the {units.Count:N0} channels of the code are the same for all {examination.Samples:N0} samples examined, to a thousandth of the largest deviation."),
                Phrase.Of($"They carry nothing: the code has in fact {units.Count - unused:N0} channels."));
        yield return Say(
            unused == units.Count ? FindingSeverity.Problem : FindingSeverity.Warning,
            seen,
            why,
            Phrase.Of("Choose a smaller code, or train with a lower learning rate and a linear code."));
    }
}

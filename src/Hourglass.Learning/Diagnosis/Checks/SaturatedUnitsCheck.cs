using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Looks for sigmoid and tanh units that are at an end of their range for nearly every sample.</summary>
internal sealed class SaturatedUnitsCheck() : RunCheck("saturated-units")
{
    private const double NearlyAll = 0.99;
    private const double Many = 0.5, Some = 0.1;

    public override IEnumerable<Finding> Examine(Examination examination) => examination.Hidden
        .Where(static layer => layer.Layer.Activation is ActivationKind.Sigmoid or ActivationKind.Tanh)
        .Select(layer => OfLayer(layer, examination.Samples))
        .OfType<Finding>();

    private Finding? OfLayer(LayerActivity layer, int samples)
    {
        UnitStatistics units = layer.Units;

        // A penalty that keeps units quiet means the low end.
        int saturated = units.CountWhere(unit => (layer.IsPenalized ? 0 : units.AtLowEnd(unit)) + units.AtHighEnd(unit) >= NearlyAll);
        if (saturated < Some * units.Count) return null;
        return Say(
            saturated >= Many * units.Count ? FindingSeverity.Warning : FindingSeverity.Note,
            Phrase.Of($"{saturated:N0} of the {units.Count:N0} units of {layer.Name} ({(double)saturated / units.Count:0.# %}) are within 1 % of the ends of their range for at least {NearlyAll:0 %} of the {samples:N0} samples examined."),
            Phrase.Of("There the slope is at most 4 % of its largest: such a unit hardly learns, and what stands before it hardly learns through it."),
            Phrase.Of("Lower the learning rate, use --initializer glorot-uniform or lecun-normal, or relu."));
    }
}

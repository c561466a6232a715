using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Looks for relu units that are zero for every sample.</summary>
internal sealed class DeadUnitsCheck() : RunCheck("dead-units")
{
    // One unit of a code of up to 33.
    private const double OfCode = 0.03;

    // A healthy deep network has up to 45 % of such units in a layer.
    private const double Most = 0.8, Half = 0.5;

    public override IEnumerable<Finding> Examine(Examination examination) => examination.Hidden
        .Where(static layer => layer.Layer.Activation == ActivationKind.Relu)
        .Select(layer => OfLayer(layer, examination.Samples, OutputLayer.IsReconstruction(examination.Run.Recipe.Model)))
        .OfType<Finding>();

    private Finding? OfLayer(LayerActivity layer, int samples, bool isReconstruction)
    {
        int dead = layer.Units.CountWhere(unit => layer.Units.High(unit) <= 0), all = layer.Units.Count;
        string seen = Phrase.Of($"{dead:N0} of the {all:N0} relu units of {layer.Name} ({(double)dead / all:0.# %}) are zero for all {samples:N0} samples examined.");
        if (dead == all)
        {
            return Problem(
                seen,
                Phrase.Of("Nothing passes this layer: every sample gets the same answer, and no gradient reaches what stands before it."),
                Phrase.Of("Train again with a lower learning rate, --activation leaky-relu or elu, or --initializer he-normal."));
        }

        if (layer.IsCode && isReconstruction && dead >= OfCode * all)
        {
            return Warning(
                seen,
                Phrase.Of($"This part of the code carries nothing and never comes back: {all - dead} of {all} are in use."),
                Phrase.Of("Use a linear code (--code-activation linear; --activation linear or elu for dense), or a lower learning rate."));
        }

        if (dead < Half * all) return null;
        return Say(
            dead >= Most * all ? FindingSeverity.Warning : FindingSeverity.Note,
            seen,
            Phrase.Of("A unit that is always zero gets no gradient and never comes back: the layer is narrower than it looks."),
            Phrase.Of("Lower the learning rate, use --activation leaky-relu or elu, or make the layer narrower."));
    }
}

using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Looks for a variational code whose divergence outweighs the reconstruction.</summary>
internal sealed class DivergenceWeightCheck() : ModelCheck("divergence-weight")
{
    // 784-64-32 with the mean of both terms weighs 24.5 and collapses; published beta reaches 10 on images of this kind.
    private const double Most = 20;

    public override IEnumerable<Finding> Examine(ModelSpec model)
    {
        if (model.Encoder.OfType<GaussianLatentSpec>().LastOrDefault() is not { } latent) yield break;
        double features = model.Loss.Reduction == LossReduction.Mean ? model.OutputShape.Size : 1;
        double weight = latent.Beta * features / (latent.Reduction == LossReduction.Mean ? latent.Units : 1);
        if (weight <= Most) yield break;
        yield return Warning(
            Phrase.Of($"The divergence of the code weighs {Numbers.Format(weight)} times what it weighs in the evidence lower bound: beta {Numbers.Format(latent.Beta)}, {SpecNames.Of(latent.Reduction)} over units, beside a loss that is a {SpecNames.Of(model.Loss.Reduction)} over features."),
            Phrase.Of("So heavy a divergence is cheapest at zero: the code is likely to collapse into noise that says nothing of its sample."),
            Phrase.Of("Sum the reconstruction loss (--loss-reduction sum) and the divergence, and keep beta near 1."));
    }
}

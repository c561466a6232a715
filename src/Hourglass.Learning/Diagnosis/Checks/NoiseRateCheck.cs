using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Looks for a corruption that leaves almost nothing of a sample.</summary>
internal sealed class NoiseRateCheck() : ModelCheck("noise-rate")
{
    // Published denoising autoencoders destroy 10 to 75 %.
    private const double Most = 0.8;

    public override IEnumerable<Finding> Examine(ModelSpec model)
    {
        Shape shape = model.Input;
        foreach (LayerSpec spec in model.Encoder.Concat(model.Decoder))
        {
            if (Destroyed(spec, shape) is >= Most and double share)
            {
                yield return Warning(
                    Phrase.Of($"The noise '{spec.Describe().Text}' destroys {share:0.# %} of each sample in training."),
                    Phrase.Of("So little is left that the network mostly learns the mean. Such a rate is often the share to keep, written where the share to drop belongs."),
                    Phrase.Of($"Destroy 10 to 50 %: if {share:0.# %} was to be kept, drop {1 - share:0.# %}."));
            }

            shape = spec.OutputShape(shape);
        }
    }

    private static double? Destroyed(LayerSpec spec, Shape shape) => spec switch
    {
        MaskSpec mask => mask.Drop,
        SaltAndPepperSpec salt => salt.Share,
        BlockOcclusionSpec block => (double)block.Height * (block.Width ?? block.Height) / (shape.Height * shape.Width),
        _ => null,
    };
}

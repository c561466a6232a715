using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Looks for a code that is as large as the input.</summary>
internal sealed class CompressionCheck() : ModelCheck("compression")
{
    public override IEnumerable<Finding> Examine(ModelSpec model)
    {
        // A classifier is not there to compress, and what keeps a large code busy does so on purpose.
        if (model.CompressionRatio > 1 || !OutputLayer.IsReconstruction(model) || IsKeptBusy(model)) yield break;
        yield return Warning(
            Phrase.Of($"The code has {model.CodeSize} numbers for {model.Input.Size} of the input. Its compression is {Numbers.Format(model.CompressionRatio)} to 1."),
            Phrase.Of("Nothing is compressed: such a network can learn to copy its input, and its error says nothing about the code."),
            Phrase.Of("Choose a smaller code by --code, or keep it busy with noise or a sparsity penalty."));
    }

    private static bool IsKeptBusy(ModelSpec model) => model.Encoder.Any(
        static spec => spec.Describe().Role is LayerRole.Noise or LayerRole.Penalty or LayerRole.Latent);
}

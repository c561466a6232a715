using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Looks for a loss that takes other numbers than the output's activation gives.</summary>
internal sealed class LossAndOutputCheck() : ModelCheck("loss-and-output")
{
    private static string UseLogits => Phrase.Of("Use --loss bce-logits with --output-activation linear, or --loss bce with --output-activation sigmoid.");

    public override IEnumerable<Finding> Examine(ModelSpec model)
    {
        ActivationKind output = OutputLayer.ActivationOf(model);
        Finding? finding = model.Loss.Kind switch
        {
            LossKind.Bce => OfProbabilities(output, model),
            LossKind.BceLogits => OfLogits(output),
            LossKind.CrossEntropy => OfClasses(output),
            LossKind.Mse or LossKind.Mae or LossKind.Huber => OfErrors(output, model),
            _ => null,
        };
        if (finding is not null) yield return finding;
    }

    private Finding? OfProbabilities(ActivationKind output, ModelSpec model) => output switch
    {
        ActivationKind.Sigmoid => null,
        ActivationKind.Softmax when OutputLayer.IsReconstruction(model) => Problem(
            Phrase.Of("The loss is bce and the output is softmax."),
            Phrase.Of("Softmax makes all features of a sample sum to 1, so that no image with more than one bright pixel can be answered; bce judges each feature alone."),
            Phrase.Of("Use --output-activation sigmoid; softmax belongs to classes, with the loss cross-entropy.")),
        ActivationKind.Softmax => Warning(
            Phrase.Of("The loss is bce and the output is softmax."),
            Phrase.Of("Softmax makes the classes of a sample exclude each other, and bce judges each alone: it counts every miss twice and learns more slowly."),
            Phrase.Of("Use --loss cross-entropy, which belongs to softmax.")),
        _ => Problem(
            Phrase.Of($"The loss is bce and the output is {SpecNames.Of(output)}."),
            Phrase.Of($"Binary cross-entropy takes probabilities from 0 to 1, and {SpecNames.Of(output)} leaves that range: where it does, the gradient is that of a clamped number."),
            UseLogits),
    };

    private Finding? OfLogits(ActivationKind output) => output == ActivationKind.Linear ? null : Problem(
        Phrase.Of($"The loss is bce-logits and the output is {SpecNames.Of(output)}."),
        output == ActivationKind.Sigmoid
            ? Phrase.Of("This loss applies a sigmoid itself and takes any number; after sigmoid some probabilities cannot be reached: nothing below 0.5 or above 0.73.")
            : Phrase.Of($"This loss applies a sigmoid itself and takes any number; after {SpecNames.Of(output)} some probabilities cannot be reached."),
        Phrase.Of("Use --output-activation linear with this loss, or --loss bce with --output-activation sigmoid."));

    private Finding? OfClasses(ActivationKind output) => output == ActivationKind.Softmax ? null : Problem(
        Phrase.Of($"The loss is cross-entropy and the output is {SpecNames.Of(output)}."),
        Phrase.Of("Cross-entropy takes probabilities that sum to 1 over the features. Without softmax nothing holds the sum, and the loss falls by raising every output."),
        Phrase.Of("Use --output-activation softmax."));

    private Finding? OfErrors(ActivationKind output, ModelSpec model) => output switch
    {
        ActivationKind.Softmax when OutputLayer.IsReconstruction(model) => Problem(
            Phrase.Of($"The loss is {SpecNames.Of(model.Loss.Kind)} and the output is softmax."),
            Phrase.Of("Softmax makes all features of a sample sum to 1, so that no image with more than one bright pixel can be answered."),
            Phrase.Of("Use --output-activation sigmoid for pixels, linear for other numbers.")),
        ActivationKind.Relu => Warning(
            Phrase.Of("The output is relu."),
            Phrase.Of("A relu that is at zero has no gradient: a pixel that is once pushed below zero stays black for every sample."),
            Phrase.Of("Use --output-activation sigmoid for pixels from 0 to 1, linear for other numbers.")),
        _ => null,
    };
}

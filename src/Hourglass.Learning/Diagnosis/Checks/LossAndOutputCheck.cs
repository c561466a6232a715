using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Looks for a loss that takes other numbers than the output's activation gives.</summary>
internal sealed class LossAndOutputCheck() : ModelCheck("loss-and-output")
{
    private const string UseLogits = "Use --loss bce-logits with --output-activation linear, or --loss bce with --output-activation sigmoid.";

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
            $"The loss is bce and the output is softmax.",
            "Softmax makes all features of a sample sum to 1, so that no image with more than one bright pixel can be answered; bce judges each feature alone.",
            "Use --output-activation sigmoid; softmax belongs to classes, with the loss cross-entropy."),
        ActivationKind.Softmax => Warning(
            $"The loss is bce and the output is softmax.",
            "Softmax makes the classes of a sample exclude each other, and bce judges each alone: it counts every miss twice and learns more slowly.",
            "Use --loss cross-entropy, which belongs to softmax."),
        _ => Problem(
            $"The loss is bce and the output is {SpecNames.Of(output)}.",
            $"Binary cross-entropy takes probabilities from 0 to 1, and {SpecNames.Of(output)} leaves that range: where it does, the gradient is that of a clamped number.",
            UseLogits),
    };

    private Finding? OfLogits(ActivationKind output) => output == ActivationKind.Linear ? null : Problem(
        $"The loss is bce-logits and the output is {SpecNames.Of(output)}.",
        $"This loss applies a sigmoid itself and takes any number; after {SpecNames.Of(output)} some probabilities cannot be reached"
            + (output == ActivationKind.Sigmoid ? ": nothing below 0.5 or above 0.73." : "."),
        "Use --output-activation linear with this loss, or --loss bce with --output-activation sigmoid.");

    private Finding? OfClasses(ActivationKind output) => output == ActivationKind.Softmax ? null : Problem(
        $"The loss is cross-entropy and the output is {SpecNames.Of(output)}.",
        "Cross-entropy takes probabilities that sum to 1 over the features. Without softmax nothing holds the sum, and the loss falls by raising every output.",
        "Use --output-activation softmax.");

    private Finding? OfErrors(ActivationKind output, ModelSpec model) => output switch
    {
        ActivationKind.Softmax when OutputLayer.IsReconstruction(model) => Problem(
            $"The loss is {SpecNames.Of(model.Loss.Kind)} and the output is softmax.",
            "Softmax makes all features of a sample sum to 1, so that no image with more than one bright pixel can be answered.",
            "Use --output-activation sigmoid for pixels, linear for other numbers."),
        ActivationKind.Relu => Warning(
            $"The output is relu.",
            "A relu that is at zero has no gradient: a pixel that is once pushed below zero stays black for every sample.",
            "Use --output-activation sigmoid for pixels from 0 to 1, linear for other numbers."),
        _ => null,
    };
}

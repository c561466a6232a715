using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Looks for a small code that ends in relu.</summary>
internal sealed class ReluCodeCheck() : ModelCheck("relu-code")
{
    // One dead unit of eight is an eighth of the code.
    private const int SmallCode = 8;

    public override IEnumerable<Finding> Examine(ModelSpec model)
    {
        if (model.CodeSize > SmallCode || OutputLayer.ActivationOf(model.Encoder, model.Input) != ActivationKind.Relu) yield break;
        yield return Note(
            Phrase.Of($"The code has {model.CodeSize} numbers and ends in relu."),
            Phrase.Of("A relu unit that falls to zero for every sample never comes back, and of so small a code each is a large part; codes below zero do not exist."),
            Phrase.Of("Use a linear code: --code-activation linear, or --activation linear for dense."));
    }
}

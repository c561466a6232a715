using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The model with a large code of which little is used at a time: <c>sparse</c>.</summary>
internal static class SparseModels
{
    /// <summary>Gets a code of more units than there are pixels, of which each is to be active in 3 of 100 samples: what cannot be narrow is
    /// made seldom. The loss is summed per image, as the weight of the penalty asks.</summary>
    public static NamedModel Sparse { get; } = new(
        "sparse",
        Phrase.Mark("a code larger than the input, most of which is at rest at any time"),
        new()
        {
            Code = 1000,
            SparsityTarget = 0.032,
            SparsityWeight = 0.2,
            Activation = ActivationKind.Sigmoid,
            OutputActivation = ActivationKind.Linear,
            Loss = LossKind.Mse,
            Reduction = LossReduction.Sum,
            Initializer = new(),
        },
        static (input, options) => new(
            [
                DenseModels.Layer(options.Code!.Value, options.Activation!.Value, options),
                new SparsitySpec(options.SparsityTarget!.Value, options.SparsityWeight!.Value),
            ],
            DenseModels.Output(input, options)));
}

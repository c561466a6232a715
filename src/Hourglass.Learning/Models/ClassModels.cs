using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The models that learn from labels: <c>classifier</c>, <c>similarity</c>.</summary>
internal static class ClassModels
{
    /// <summary>Gets hidden layers under a softmax. The hidden layers are the encoder, so that the code of a sample is what the last of them
    /// makes of it; the output layer is the decoder.</summary>
    public static NamedModel Classifier { get; } = new(
        "classifier",
        Phrase.Mark("dense layers under a softmax, trained on labels; its code is the last hidden layer"),
        new()
        {
            Layers = [256, 64],
            Classes = 10,
            Activation = ActivationKind.Relu,
            OutputActivation = ActivationKind.Softmax,
            Loss = LossKind.CrossEntropy,
            Reduction = LossReduction.Sum,
            Initializer = new(),
        },
        Classify)
    {
        Target = TargetKind.Label,
    };

    /// <summary>Gets an autoencoder that answers with other samples of the class. Two numbers can be drawn, and what the report then shows is
    /// the point of such a model: classes that lie apart.</summary>
    public static NamedModel Similarity { get; } = new(
        "similarity",
        Phrase.Mark("an autoencoder that answers with other samples of the class; its code keeps what they share"),
        new()
        {
            Code = 2,
            Layers = [256, 64],
            Activation = ActivationKind.Relu,
            CodeActivation = ActivationKind.Linear,
            OutputActivation = ActivationKind.Sigmoid,
            Loss = LossKind.Mse,
            Reduction = LossReduction.Mean,
            Initializer = new(),
        },
        DenseModels.BuildDeep)
    {
        Target = TargetKind.SameClass,
    };

    /// <summary>Gets the network of many courses, 784-1000-1000-10 with sigmoids, whose layers are pre-trained one by one as autoencoders.</summary>
    public static NamedModel Stacked { get; } = new(
        "stacked",
        Phrase.Mark("a classifier whose layers are pre-trained one by one as autoencoders, against the same without"),
        Classifier.Defaults with { Layers = [1000, 1000], Activation = ActivationKind.Sigmoid },
        Classify)
    {
        Target = TargetKind.Label,
        Training = new TrainingOptions(Epochs: 50, Batch: 25, Optimizer: new SgdSpec(0.01, Momentum: 0.9)),
        Pretraining = new PretrainingSpec(),
    };

    private static ModelParts Classify(Shape input, ModelOptions options) => new(
        [.. DenseModels.Layers(options.Layers!, options)],
        [DenseModels.Layer(options.Classes!.Value, options.OutputActivation!.Value, options)]);
}

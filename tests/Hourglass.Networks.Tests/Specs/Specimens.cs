using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>One spec or more of every kind, with values that differ from all defaults; a test proves the list complete.</summary>
internal static class Specimens
{
    public static readonly LayerSpec[] Layers =
    [
        new DenseSpec(32),
        new DenseSpec(16, ActivationKind.LeakyRelu, InitializerSpec.Normal(0.05), Bias: false),
        new Conv2dSpec(8, 3),
        new Conv2dSpec(6, 2, 2, 3, ConvPaddingSpec.Explicit(1, 2, 3, 1), ActivationKind.LeakyRelu, InitializerSpec.Normal(0.05), Bias: false, KernelWidth: 3),
        new TransposedConv2dSpec(8, 3),
        new TransposedConv2dSpec(
            6, 2, 2, 3, ConvPaddingSpec.Explicit(1, 2, 3, 1), ActivationKind.LeakyRelu, InitializerSpec.Normal(0.05), Bias: false, KernelWidth: 3, OutputPadding: 1),
        new ActivationSpec(ActivationKind.Softplus),
        new FlattenSpec(),
        new ReshapeSpec(new Shape(3, 4, 5)),
        new MaxPoolSpec(),
        new MaxPoolSpec(3, 1, PoolPaddingKind.Same),
        new AveragePoolSpec(),
        new AveragePoolSpec(3, 1, PoolPaddingKind.Same),
        new UpsampleSpec(),
        new UpsampleSpec(3, 1, UpsampleKind.Bilinear),
        new MaskSpec(0.25),
        new GaussianNoiseSpec(0.5),
        new GaussianNoiseSpec(0.5, 0, 1),
        new SaltAndPepperSpec(0.1),
        new BlockOcclusionSpec(2),
        new BlockOcclusionSpec(1, 3, 0.5),
        new BlurSpec(1.5),
        new BlurSpec(1.5, 0.5),
        new BatchNormSpec(),
        new BatchNormSpec(0.9, 1e-5),
        new LayerNormSpec(),
        new LayerNormSpec(1e-5),
        new DropoutSpec(0.25),
        new ResidualSpec([new DenseSpec(60), new ReshapeSpec(new Shape(5, 3, 4))]),
        new ResidualSpec([new ActivationSpec(ActivationKind.Tanh), new LayerNormSpec()], ActivationKind.Relu),
        new GaussianLatentSpec(8),
        new GaussianLatentSpec(8, GaussianHead.Sigma, 4, LossReduction.Mean, 1000, 0.25),
        new GaussianLatentSpec(8, Samples: 4),
        new VectorQuantizerSpec(64),
        new VectorQuantizerSpec(64, 1, 0.5, LossReduction.Sum, 0.1),
        new ActivityPenaltySpec(0.1),
        new ActivityPenaltySpec(0.1, 0.2),
        new SparsitySpec(0.05, 0.5),
        new DenseSpec(8, ActivationKind.Sigmoid, Contractive: 0.1),
        new MmdSpec(),
        new MmdSpec(3),
    ];

    public static readonly OptimizerSpec[] Optimizers =
    [
        new SgdSpec(),
        new SgdSpec(0.5, 0.9, true, 1e-4, 1e-3, 1, 2),
        new AdamSpec(),
        new AdamSpec(0.5, 0.8, 0.99, 1e-8, 1e-3, 1, 2),
        new AdamWSpec(),
        new AdamWSpec(0.5, 0.8, 0.99, 1e-8, 1e-3, 1, 2),
        new AdadeltaSpec(),
        new AdadeltaSpec(0.5, 0.8, 1e-6, 1e-3, 1, 2),
        new AdagradSpec(),
        new AdagradSpec(0.5, 0.2, 1e-6, 1e-3, 1, 2),
        new RmsPropSpec(),
        new RmsPropSpec(0.5, 0.8, 0.7, 1e-6, 1e-3, 1, 2),
    ];

    public static readonly ScheduleSpec[] Schedules =
    [
        new ConstantSchedule(),
        new StepSchedule(5),
        new StepSchedule(7, 0.5),
        new ExponentialSchedule(0.95),
        new CosineSchedule(),
        new CosineSchedule(0.25),
        new WarmUpSchedule(Steps: 100),
        new WarmUpSchedule(Epochs: 2, Then: new CosineSchedule(0.1)),
        new PlateauSchedule(),
        new PlateauSchedule(0.5, 3, 0.01, 1e-3),
    ];

    public static readonly InitializerSpec[] Initializers =
    [
        .. Enum.GetValues<InitializerKind>()
            .Where(static kind => kind is not (InitializerKind.Normal or InitializerKind.Uniform or InitializerKind.Constant))
            .Select(static kind => new InitializerSpec(kind)),
        InitializerSpec.Normal(0.05),
        InitializerSpec.Uniform(0.1),
        InitializerSpec.Constant(-1),
    ];

    public static ModelSpec Dense => new(
        "dense",
        new Shape(1, 28, 28),
        [new DenseSpec(32, ActivationKind.Relu)],
        [new DenseSpec(784, ActivationKind.Sigmoid)],
        new LossSpec(LossKind.Mse));

    /// <summary>Puts a layer into a model that stays valid whatever the layer does to the shape.</summary>
    public static ModelSpec With(LayerSpec layer) =>
        new("specimen", new Shape(5, 3, 4), [layer], [new DenseSpec(60)], new LossSpec(LossKind.Mae, LossReduction.Sum));
}

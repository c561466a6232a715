using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>Trainings small enough to run by the thousand: 75 samples in batches of 34, 34 and 7, which fill two panels, two and a part of
/// one.</summary>
internal static class Tiny
{
    public const int Samples = 75;
    public const int StepsPerEpoch = 3;

    public static readonly Shape Shape = new(1, 2, 3);

    public static readonly FloatSet Points = Set(Samples, 5);

    public static readonly FloatSet Validation = Set(40, 6);

    public static readonly ModelSpec Model = new(
        "tiny",
        Shape,
        [new FlattenSpec(), new DenseSpec(5, ActivationKind.Tanh), new DenseSpec(2)],
        [new DenseSpec(6, ActivationKind.Sigmoid), new ReshapeSpec(Shape)],
        new LossSpec(LossKind.Mse));

    /// <summary>A model whose training moves state and draws random numbers in every step.</summary>
    public static readonly ModelSpec Restless = new(
        "restless",
        Shape,
        [new DenseSpec(5), new BatchNormSpec(0.9), new ActivationSpec(ActivationKind.Tanh), new DropoutSpec(0.2), new DenseSpec(2)],
        [new ResidualSpec([new DenseSpec(2), new BatchNormSpec(0.8), new DropoutSpec(0.1)]), new DenseSpec(6, ActivationKind.Sigmoid), new ReshapeSpec(Shape)],
        new LossSpec(LossKind.Mse));

    public static readonly TrainingOptions Options = new() { Epochs = 4, Batch = 34, Seed = 7, Optimizer = new AdamSpec(0.01) };

    /// <summary>Points near a curve, so that there is something to learn.</summary>
    public static FloatSet Set(int count, ulong seed)
    {
        RandomKey key = new(seed);
        float[] values = new float[count * Shape.Size];
        for (int i = 0; i < values.Length; i++)
        {
            int sample = i / Shape.Size, feature = i % Shape.Size;
            float place = key.Fold((ulong)sample).Uniform(0);
            values[i] = 0.5f + (0.4f * MathF.Sin((feature + 1) * place * 3)) + (0.1f * key.Uniform(i));
        }

        return new FloatSet("points", Shape, values);
    }

    public static Trainer Trainer(
        TrainingOptions options,
        IDataset? validation = null,
        Workers? workers = null,
        IEnumerable<TrainingCallback>? callbacks = null,
        TimeProvider? time = null,
        ModelSpec? model = null) =>
        new(Network.Build(model ?? Model, new RandomKey(options.Seed)), Points, validation, options, workers ?? Workers.Single, callbacks, time);

    /// <summary>Trains until the end, unless the test is cancelled.</summary>
    public static TrainingResult Train(this Trainer trainer, IProgress<TrainingProgress>? progress = null) =>
        trainer.Run(progress, TestContext.Current.CancellationToken);
}

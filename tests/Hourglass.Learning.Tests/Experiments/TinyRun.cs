using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>A whole experiment, small enough to run by the dozen: blobs of 8 x 8 pixels in four classes.</summary>
internal static class TinyRun
{
    public static readonly Shape Shape = new(1, 8, 8);

    public static readonly DataSplit Split = new(
        Blobs("blobs", 90, 1), Blobs("blobs, validation", 30, 2), Blobs("blobs, test", 41, 3), "made up");

    public static readonly Recipe Recipe = new(
        new DataSpec(),
        Model(3),
        new TrainingOptions { Epochs = 4, Batch = 32, CheckpointEvery = 1, Optimizer = new AdamSpec(0.01) });

    public static ModelSpec Model(int code) => new(
        "tiny",
        Shape,
        [new FlattenSpec(), new DenseSpec(12, ActivationKind.Relu), new DenseSpec(code)],
        [new DenseSpec(12, ActivationKind.Relu), new DenseSpec(64, ActivationKind.Sigmoid), new ReshapeSpec(Shape)],
        new LossSpec(LossKind.Mse));

    public static Recipe With(this Recipe recipe, Func<TrainingOptions, TrainingOptions> change) =>
        recipe with { Training = change(recipe.Training) };

    public static Experiment Experiment(
        Recipe recipe, RunFolder folder, Workers? workers = null, params IReadOnlyList<TrainingCallback> callbacks) =>
        new(recipe, Split, folder, workers ?? Workers.Single) { Callbacks = callbacks };

    public static RunResult Train(
        Recipe recipe, string path, Workers? workers = null, params IReadOnlyList<TrainingCallback> callbacks) =>
        Experiment(recipe, RunFolder.Create(path, recipe), workers, callbacks).Run(cancellation: TestContext.Current.CancellationToken);

    public static RunResult Resume(string path, Workers? workers = null)
    {
        RunFolder folder = RunFolder.Open(path);
        return Experiment(folder.ReadRecipe(), folder, workers).Resume(cancellation: TestContext.Current.CancellationToken);
    }

    /// <summary>Draws a soft spot in a quarter that the class chooses.</summary>
    private static ImageSet Blobs(string name, int count, ulong seed)
    {
        RandomKey key = new(seed);
        byte[] pixels = new byte[count * Shape.Size];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % 4;
            float x = 2 + (4 * (labels[i] % 2)) + (2 * key.Fold((ulong)i).Uniform(0)) - 1;
            float y = 2 + (4 * (labels[i] / 2)) + (2 * key.Fold((ulong)i).Uniform(1)) - 1;
            for (int p = 0; p < Shape.Size; p++)
            {
                float dx = (p % Shape.Width) - x, dy = (p / Shape.Width) - y;
                pixels[(i * Shape.Size) + p] = (byte)(255 * MathF.Exp(-((dx * dx) + (dy * dy)) / 4));
            }
        }

        return new ImageSet(name, Shape, pixels, labels, ["zero", "one", "two", "three"]);
    }
}

using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The network and the training that the studies of the note share: 784-64-32, three passes over all digits.</summary>
internal static class SmallVariational
{
    /// <summary>The numbers of the code.</summary>
    public const int Code = 32;

    /// <summary>The units of the hidden layers.</summary>
    public const int Hidden = 64;

    /// <summary>Gets the bound that the same training in PyTorch reaches on the test set, over four seeds.</summary>
    public static StudyReference KnownBound { get; } = StudyReference.AmongSeeds(124.36, 0.40, "PyTorch", ReferenceKind.PyTorch);

    /// <summary>Gets how it is trained; the few digits of the quick form take more passes.</summary>
    public static TrainingOptions TrainingOf(StudyBench bench) => new() { Epochs = bench.Pick(3, 8), Batch = 64, Optimizer = new AdamSpec(1e-3) };

    /// <summary>Describes the network.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The shape of a digit.</param>
    /// <param name="loss">What the reconstruction costs.</param>
    /// <param name="code">The layers that give the code.</param>
    public static ModelSpec Model(string name, Shape shape, LossSpec loss, params LayerSpec[] code) => new(
        name,
        shape,
        [new DenseSpec(Hidden, ActivationKind.Relu), .. code],
        [new DenseSpec(Hidden, ActivationKind.Relu), new DenseSpec(shape.Size, ActivationKind.Sigmoid), new ReshapeSpec(shape)],
        loss);

    /// <summary>Decodes random codes of the prior.</summary>
    public static Bitmap[] Sample(StudyBench bench, StudyRun run, int count)
    {
        float[] codes = CodeDistribution.Prior(Code).Draw(count, new RandomKey(bench.Seed));
        return new ImageBatch(run.Split.Test.Shape, new Inference(run.Network, bench.Workers).Decode(codes)).ToBitmaps();
    }
}

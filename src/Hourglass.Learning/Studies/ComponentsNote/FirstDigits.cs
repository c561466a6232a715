using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The protocol that several studies of the note share: the first 5,000 digits, all of them in every step.</summary>
internal static class FirstDigits
{
    /// <summary>How many digits.</summary>
    public const int Count = 5000;

    private const int QuickPasses = 21, QuickBatch = 100;

    /// <summary>Describes the data.</summary>
    public static DataSpec Data(StudyBench bench) => bench.Data.Spec(take: Count);

    /// <summary>Gets the shape of a digit.</summary>
    public static Shape ShapeOf(StudyBench bench) => bench.Data.Open(Data(bench), bench.Seed).Train.Shape;

    /// <summary>Describes a training of one step per pass; the quick form has few passes, of many steps each.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="model">The model.</param>
    /// <param name="steps">The steps of the full protocol.</param>
    public static Recipe Recipe(StudyBench bench, ModelSpec model, int steps) => bench.Recipe(
        model, new TrainingOptions { Epochs = bench.Pick(steps, QuickPasses), Batch = bench.Pick(Count, QuickBatch), Optimizer = new AdamSpec(1e-3) }, Data(bench));

    /// <summary>Describes a training in mini-batches.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="model">The model.</param>
    /// <param name="passes">The passes of the full protocol.</param>
    public static Recipe InBatches(StudyBench bench, ModelSpec model, int passes) => bench.Recipe(
        model, new TrainingOptions { Epochs = bench.Pick(passes, QuickPasses), Batch = bench.Pick(256, QuickBatch / 4), Optimizer = new AdamSpec(1e-3) }, Data(bench));

    /// <summary>Describes 784-256-128-32 and back with sigmoids and a linear output, by the sum of squares.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="name">The name of the model.</param>
    /// <param name="damage">What is done to a digit before it enters.</param>
    public static ModelSpec Deep(StudyBench bench, string name, params LayerSpec[] damage)
    {
        Shape shape = ShapeOf(bench);
        return new ModelSpec(name, shape, [.. damage, Layer(256), Layer(128), Layer(32)], [Layer(128), Layer(256), .. Output(shape)], new LossSpec(LossKind.Mse, LossReduction.Sum));
    }

    /// <summary>Keeps what a network makes of test images after every hundredth step.</summary>
    public static ReconstructionStrip Strip(StudyBench bench, string name) => new(Path.Combine(bench.Path, $"steps-{name}"), bench.TestImages(), bench.Pick(100, 5));

    /// <summary>Gets linear outputs in the shape of a digit.</summary>
    public static IReadOnlyList<LayerSpec> Output(Shape shape) => [new DenseSpec(shape.Size), new ReshapeSpec(shape)];

    private static DenseSpec Layer(int units) => new(units, ActivationKind.Sigmoid);
}

using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>Trainings whose validation losses a test prescribes.</summary>
/// <remarks>The network answers everything with 0 and learns too slowly to change that, so the loss of a number is its absolute value.</remarks>
internal static class Scripted
{
    public const double Rate = 1e-30;

    private static readonly ModelSpec Silent = new(
        "silent",
        new Shape(1),
        [new DenseSpec(1, Initializer: InitializerSpec.Constant(0))],
        [new DenseSpec(1, Initializer: InitializerSpec.Constant(0))],
        new LossSpec(LossKind.Mae));

    public static TrainingOptions Options(int epochs) => new() { Epochs = epochs, Batch = 2, Optimizer = new SgdSpec(Rate) };

    /// <summary>Makes a training of two steps per epoch with these validation losses.</summary>
    public static Trainer Trainer(TrainingOptions options, float[] losses, params TrainingCallback[] callbacks) => new(
        Network.Build(Silent, new RandomKey(1)),
        new FloatSet("numbers", new Shape(1), [1, 2, 3]),
        new ScriptedSet(losses),
        options,
        Workers.Single,
        callbacks);
}

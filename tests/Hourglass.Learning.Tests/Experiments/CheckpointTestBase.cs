using Hourglass.Networks;

namespace Hourglass.Learning.Tests;

/// <summary>A checkpoint in the middle of the third epoch, and ways to look at it and to forge it.</summary>
public abstract class CheckpointTestBase : IDisposable
{
    private protected const string StateEntry = "hourglass.training";

    private protected static readonly TrainingOptions Options = Tiny.Options with { Patience = 3, Epochs = 6 };

    private protected ScratchFolder Folder { get; } = new();

    protected CheckpointTestBase()
    {
        Trainer trainer = Tiny.Trainer(Options, Tiny.Validation, callbacks:
        [
            new Hook { Step = context => { if (context.Optimizer.Steps == 8) context.Stop("Here."); } },
            new CheckpointWriter(File),
        ]);
        trainer.Train();
    }

    private protected string File => Folder.At("checkpoint.safetensors");

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Gets the bits of a trainer as they are, by a training that is cancelled before it begins.</summary>
    private protected static TrainingBits BitsOf(Trainer trainer)
    {
        TrainingResult result = trainer.Run(cancellation: new CancellationToken(canceled: true));
        return Bits(trainer.Network, trainer.Optimizer, result.State);
    }

    private protected static Trainer Watched(Action<TrainingSnapshot> look) =>
        Tiny.Trainer(Options, Tiny.Validation, callbacks: [new Hook { End = (context, _) => look(context.Snapshot()) }]);

    private protected static TrainingBits Bits(Network network, Optimizer optimizer, TrainingState state) => new(
        TrainingBits.Bits(network, network.Parameters.Values),
        [.. optimizer.Slots.Select(slot => TrainingBits.Bits(network, slot))],
        TrainingBits.WithoutTimes(state),
        TrainingOutcome.Cancelled,
        "");

    private protected void Rewrite(string path, Action<Dictionary<string, string>, List<SafeTensor>> change)
    {
        using SafetensorsFile file = SafetensorsFile.Read(File);
        Dictionary<string, string> metadata = new(file.Metadata);
        List<SafeTensor> tensors = [];
        foreach (SafeTensorEntry entry in file.Tensors)
        {
            float[] values = new float[entry.Count];
            file.ReadFloats(entry, values);
            tensors.Add(SafeTensor.Floats(entry.Name, entry.Shape, values));
        }

        change(metadata, tensors);
        using FileStream stream = System.IO.File.Create(path);
        SafetensorsFile.Write(stream, tensors, metadata);
    }
}

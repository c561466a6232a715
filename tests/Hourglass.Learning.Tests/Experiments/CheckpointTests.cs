using System.Text.Json.Nodes;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class CheckpointTests : IDisposable
{
    private const string StateEntry = "hourglass.training";

    private static readonly TrainingOptions Options = Tiny.Options with { Patience = 3, Epochs = 6 };

    private readonly ScratchFolder _folder = new();

    public CheckpointTests()
    {
        Trainer trainer = Tiny.Trainer(Options, Tiny.Validation, callbacks:
        [
            new Hook { Step = context => { if (context.Optimizer.Steps == 8) context.Stop("Here."); } },
            new CheckpointWriter(File),
        ]);
        trainer.Train();
    }

    private string File => _folder.At("checkpoint.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SaveAndRestore_KeepsEverythingToTheBit()
    {
        TrainingBits? saved = null;
        uint[]? best = null;
        string file = _folder.At("other.safetensors");
        Trainer trainer = Tiny.Trainer(Options, Tiny.Validation, callbacks:
        [
            new Hook
            {
                Epoch = (context, epoch) =>
                {
                    if (epoch.Epoch != 3) return;
                    TrainingSnapshot snapshot = context.Snapshot();
                    saved = Bits(snapshot.Network, snapshot.Optimizer, snapshot.State);
                    best = TrainingBits.Bits(snapshot.Network, snapshot.Best!);
                    Checkpoint.Save(snapshot, file);
                },
            },
        ]);
        trainer.Train();
        uint[]? restoredBest = null;
        Trainer restored = Watched(snapshot => restoredBest = TrainingBits.Bits(snapshot.Network, snapshot.Best!));

        Checkpoint.Restore(restored, file);

        TrainingBits.AssertSame(saved!, BitsOf(restored));
        Assert.Equal(best, restoredBest);
    }

    [Fact]
    public void Save_TheSameState_GivesTheSameBytes()
    {
        string again = _folder.At("again.safetensors");
        Trainer trainer = Watched(snapshot => Checkpoint.Save(snapshot, again));
        Checkpoint.Restore(trainer, File);

        BitsOf(trainer);

        Assert.Equal(System.IO.File.ReadAllBytes(File), System.IO.File.ReadAllBytes(again));
    }

    [Fact]
    public void Load_OfACheckpointAsModel_GivesItsWeights()
    {
        Trainer trainer = Tiny.Trainer(Options, Tiny.Validation);
        Checkpoint.Restore(trainer, File);

        Network network = ModelFile.Load(File);

        Assert.Equal(
            TrainingBits.Bits(trainer.Network, trainer.Network.Parameters.Values), TrainingBits.Bits(network, network.Parameters.Values));
    }

    [Fact]
    public void Restore_TruncatedAnywhere_IsRefusedAndChangesNothing()
    {
        byte[] whole = System.IO.File.ReadAllBytes(File);
        for (int length = 0; length < whole.Length; length += 97) AssertRefused(whole[..length]);
        AssertRefused(whole[..^1]);
        AssertRefused([.. whole, 0]);
    }

    [Fact]
    public void Restore_OneByteOfTheHeaderChanged_IsRefusedOrReadAsItStands()
    {
        byte[] whole = System.IO.File.ReadAllBytes(File);
        RandomKey key = new(3);
        int header = 8 + (int)BitConverter.ToInt64(whole), refused = 0;
        for (int i = 0; i < 1500; i++)
        {
            byte[] bytes = [.. whole];
            bytes[key.Below(2L * i, header)] ^= (byte)(1 + key.Below((2L * i) + 1, 255));
            if (IsRefused(bytes)) refused++;
        }

        // Digits of losses and of times may change without a trace.
        Assert.InRange(refused, 1000, 1499);
    }

    [Theory]
    [InlineData("batch", "-1", "found batch -1, expected 0 to the 3 steps of an epoch.")]
    [InlineData("batch", "4", "found batch 4, expected 0 to the 3 steps of an epoch.")]
    [InlineData("steps", "9", "found steps 9, expected 2 epochs of 3 steps and 2 more; the data or the batch size is another one.")]
    [InlineData("steps", "-3", "found steps -3, expected 2 epochs of 3 steps and 2 more; the data or the batch size is another one.")]
    [InlineData("bestEpoch", "-1", "found bestEpoch -1, expected 0 to 2, the finished epochs.")]
    [InlineData("bestEpoch", "3", "found bestEpoch 3, expected 0 to 2, the finished epochs.")]
    [InlineData("bestLoss", "null", "found bestLoss null, expected a number where there is a best epoch.")]
    [InlineData("epochSeconds", "-1", "found epochSeconds -1, expected zero or a positive number.")]
    [InlineData("history", "[null, null]", "found history 0, expected the finished epochs in their order.")]
    [InlineData("callbacks", "{\"EarlyStopping\": null}", "found callbacks EarlyStopping, expected a text.")]
    [InlineData("callbacks", "{\"EarlyStopping\": \"\"}", "Received '', expected the best loss and the epochs since, as in '0.01 3'.")]
    [InlineData("callbacks", "{\"EarlyStopping\": \"0.5 -1\"}", "Received '0.5 -1', expected the best loss and the epochs since, as in '0.01 3'.")]
    [InlineData("callbacks", "{\"EarlyStopping\": \"0.5 1 2\"}", "Received '0.5 1 2', expected the best loss and the epochs since, as in '0.01 3'.")]
    [InlineData("plateauFactor", "1e999", "found plateauFactor Infinity, expected a number.")]
    [InlineData("batch", "\"two\"", "found no training state")]
    [InlineData("history", "7", "found no training state")]
    [InlineData("callbacks", "null", "found no training state")]
    [InlineData("surprise", "1", "found no training state")]
    public void Restore_ForgedState_IsRefusedAndChangesNothing(string member, string value, string expected)
    {
        InvalidDataException error = Forge((metadata, _) =>
        {
            JsonObject state = JsonNode.Parse(metadata[StateEntry])!.AsObject();
            state.Remove(member);
            metadata[StateEntry] = $"{state.ToJsonString()[..^1]},\"{member}\":{value}}}";
        });

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{")]
    public void Restore_StateThatIsNone_IsRefusedAndChangesNothing(string state)
    {
        InvalidDataException error = Forge((metadata, _) => metadata[StateEntry] = state);

        Assert.Contains("found no training state in 'hourglass.training'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_ModelFile_IsRefused()
    {
        InvalidDataException error = Forge((metadata, _) => metadata.Remove(StateEntry));

        Assert.EndsWith("found no 'hourglass.training' in the metadata, expected a checkpoint.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("encoder.1.weight")]
    [InlineData("optimizer.square.decoder.0.bias")]
    [InlineData("best.decoder.0.weight")]
    public void Restore_MissingTensor_IsNamedAndChangesNothing(string name)
    {
        InvalidDataException error = Forge((_, tensors) => tensors.RemoveAll(tensor => tensor.Name == name));

        Assert.Contains($"found no tensor \"{name}\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_TensorOfAnotherShape_IsNamedAndChangesNothing()
    {
        InvalidDataException error = Forge((_, tensors) =>
        {
            int place = tensors.FindIndex(tensor => tensor.Name == "best.decoder.0.bias");
            tensors[place] = SafeTensor.Floats("best.decoder.0.bias", [7], new float[7]);
        });

        Assert.EndsWith("found tensor 'best.decoder.0.bias' of shape [7], expected [6] as the spec says.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_TensorThatNobodyKnows_IsNamedAndChangesNothing()
    {
        InvalidDataException error = Forge((_, tensors) => tensors.Add(SafeTensor.Floats("extra", [1], new float[1])));

        Assert.Contains("found tensor 'extra', expected the weights and the slots", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Restore_IntoAnotherTraining_IsRefusedAndChangesNothing(string expected, TrainingOptions options, ModelSpec model)
    {
        Trainer trainer = Tiny.Trainer(options, Tiny.Validation, model: model);
        uint[] before = TrainingBits.Bits(trainer.Network, trainer.Network.Parameters.Values);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Checkpoint.Restore(trainer, File));

        Assert.StartsWith(File, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, TrainingBits.Bits(trainer.Network, trainer.Network.Parameters.Values));
        Assert.Equal(0, trainer.Optimizer.Steps);
    }

    public static TheoryData<string, TrainingOptions, ModelSpec> Others => new()
    {
        { "found a checkpoint of another model than the recipe's", Options, Tiny.Model with { Encoder = [new DenseSpec(2)] } },
        { "This checkpoint belongs to another optimizer.", Options with { Optimizer = new SgdSpec() }, Tiny.Model },
        { "This checkpoint belongs to another optimizer.", Options with { Optimizer = new AdagradSpec() }, Tiny.Model },
        { "This checkpoint belongs to another optimizer.", Options with { Optimizer = new SgdSpec(Momentum: 0.9) }, Tiny.Model },
        { "found steps 8, expected 2 epochs of 5 steps and 2 more", Options with { Batch = 16 }, Tiny.Model },
    };

    [Fact]
    public void Restore_MissingFile_NamesIt()
    {
        string missing = _folder.At("missing");

        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => Checkpoint.Restore(Tiny.Trainer(Options), missing));

        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_CallbackThatDoesNotUnderstand_LeavesTheOthersAsTheyWere()
    {
        Trainer trainer = Tiny.Trainer(Options, Tiny.Validation, callbacks: [new Picky()]);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Checkpoint.Restore(trainer, WithCallback("Picky")));

        Assert.Contains("Picky does not understand", error.Message, StringComparison.Ordinal);
        TrainingBits fresh = BitsOf(Tiny.Trainer(Options, Tiny.Validation, callbacks: [new Picky()]));
        TrainingBits.AssertSame(fresh, BitsOf(trainer));
    }

    /// <summary>Gets the bits of a trainer as they are, by a training that is cancelled before it begins.</summary>
    private static TrainingBits BitsOf(Trainer trainer)
    {
        TrainingResult result = trainer.Run(cancellation: new CancellationToken(canceled: true));
        return Bits(trainer.Network, trainer.Optimizer, result.State);
    }

    private static Trainer Watched(Action<TrainingSnapshot> look) =>
        Tiny.Trainer(Options, Tiny.Validation, callbacks: [new Hook { End = (context, _) => look(context.Snapshot()) }]);

    private static TrainingBits Bits(Network network, Optimizer optimizer, TrainingState state) => new(
        TrainingBits.Bits(network, network.Parameters.Values),
        [.. optimizer.Slots.Select(slot => TrainingBits.Bits(network, slot))],
        TrainingBits.WithoutTimes(state),
        TrainingOutcome.Cancelled,
        "");

    private string WithCallback(string name)
    {
        string forged = _folder.At("forged.safetensors");
        Rewrite(forged, (metadata, _) =>
        {
            JsonNode state = JsonNode.Parse(metadata[StateEntry])!;
            state["callbacks"]![name] = "?";
            metadata[StateEntry] = state.ToJsonString();
        });
        return forged;
    }

    private void Rewrite(string path, Action<Dictionary<string, string>, List<SafeTensor>> change)
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

    private InvalidDataException Forge(Action<Dictionary<string, string>, List<SafeTensor>> change)
    {
        string forged = _folder.At("forged.safetensors");
        Rewrite(forged, change);
        return AssertRefused(System.IO.File.ReadAllBytes(forged));
    }

    private InvalidDataException AssertRefused(byte[] bytes)
    {
        string damaged = _folder.At("damaged.safetensors");
        System.IO.File.WriteAllBytes(damaged, bytes);
        Trainer trainer = Tiny.Trainer(Options, Tiny.Validation);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Checkpoint.Restore(trainer, damaged));

        Assert.StartsWith(damaged, error.Message, StringComparison.Ordinal);
        TrainingBits.AssertSame(BitsOf(Tiny.Trainer(Options, Tiny.Validation)), BitsOf(trainer));
        return error;
    }

    private bool IsRefused(byte[] bytes)
    {
        string damaged = _folder.At("damaged.safetensors");
        System.IO.File.WriteAllBytes(damaged, bytes);
        try
        {
            Checkpoint.Restore(Tiny.Trainer(Options, Tiny.Validation), damaged);
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    /// <summary>Keeps a state and takes back only its own.</summary>
    private sealed class Picky : TrainingCallback
    {
        private const string Only = "mine";

        public override string? SaveState() => Only;

        public override void RestoreState(string state)
        {
            if (state != Only) throw new FormatException($"Picky does not understand '{state}'.");
        }
    }
}

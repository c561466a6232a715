using System.Text.Json.Nodes;
using Hourglass.Networks;

namespace Hourglass.Learning.Tests;

public sealed class CheckpointTests : CheckpointTestBase
{
    [Fact]
    public void SaveAndRestore_KeepsEverythingToTheBit()
    {
        TrainingBits? saved = null;
        uint[]? best = null;
        string file = Folder.At("other.safetensors");
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
        string again = Folder.At("again.safetensors");
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
        string missing = Folder.At("missing");

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

    private string WithCallback(string name)
    {
        string forged = Folder.At("forged.safetensors");
        Rewrite(forged, (metadata, _) =>
        {
            JsonNode state = JsonNode.Parse(metadata[StateEntry])!;
            state["callbacks"]![name] = "?";
            metadata[StateEntry] = state.ToJsonString();
        });
        return forged;
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

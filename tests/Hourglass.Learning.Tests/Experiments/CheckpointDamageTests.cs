using System.Text.Json.Nodes;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>Whatever is wrong with a checkpoint, it is refused by name and the trainer is left as it was.</summary>
public sealed class CheckpointDamageTests : CheckpointTestBase
{
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

    private InvalidDataException Forge(Action<Dictionary<string, string>, List<SafeTensor>> change)
    {
        string forged = Folder.At("forged.safetensors");
        Rewrite(forged, change);
        return AssertRefused(System.IO.File.ReadAllBytes(forged));
    }

    private InvalidDataException AssertRefused(byte[] bytes)
    {
        string damaged = Folder.At("damaged.safetensors");
        System.IO.File.WriteAllBytes(damaged, bytes);
        Trainer trainer = Tiny.Trainer(Options, Tiny.Validation);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Checkpoint.Restore(trainer, damaged));

        Assert.StartsWith(damaged, error.Message, StringComparison.Ordinal);
        TrainingBits.AssertSame(BitsOf(Tiny.Trainer(Options, Tiny.Validation)), BitsOf(trainer));
        return error;
    }

    private bool IsRefused(byte[] bytes)
    {
        string damaged = Folder.At("damaged.safetensors");
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
}

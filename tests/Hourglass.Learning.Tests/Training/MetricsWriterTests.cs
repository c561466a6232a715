using System.Text.Json;

namespace Hourglass.Learning.Tests;

public sealed class MetricsWriterTests : IDisposable
{
    private static readonly string[] Keys = ["epoch", "loss", "validation_loss", "learning_rate", "seconds", "samples_per_second", "penalty_loss"];

    private readonly ScratchFolder _folder = new();

    private string File => _folder.At("metrics.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_WritesALinePerEpochAsItEnds()
    {
        List<int> lines = [];
        Hook count = new() { Epoch = (_, _) => lines.Add(System.IO.File.ReadAllLines(File).Length) };
        TrainingResult result = Scripted.Trainer(Scripted.Options(3), [3, 2.5f, 2], new MetricsWriter(File), count)
            .Train();

        Assert.Equal([1, 2, 3], lines);
        JsonElement[] epochs = Read();
        Assert.All(epochs, epoch => Assert.Equal(Keys, epoch.EnumerateObject().Select(member => member.Name)));
        Assert.Equal([1, 2, 3], epochs.Select(epoch => epoch.GetProperty("epoch").GetInt32()));
        Assert.Equal([3, 2.5, 2], epochs.Select(epoch => epoch.GetProperty("validation_loss").GetDouble()));
        Assert.Equal(result.State.History.Select(epoch => epoch.Loss), epochs.Select(epoch => epoch.GetProperty("loss").GetDouble()));
        Assert.All(epochs, epoch => Assert.Equal(Scripted.Rate, epoch.GetProperty("learning_rate").GetDouble()));
    }

    [Fact]
    public void Run_WithoutValidation_WritesNullForIt()
    {
        Tiny.Trainer(Tiny.Options, callbacks: [new MetricsWriter(File)]).Train();

        Assert.All(Read(), epoch => Assert.Equal(JsonValueKind.Null, epoch.GetProperty("validation_loss").ValueKind));
    }

    [Fact]
    public void Run_DivergedInValidation_WritesValidJsonWithNull()
    {
        TrainingResult result = Scripted.Trainer(Scripted.Options(3), [1, float.NaN], new MetricsWriter(File))
            .Train();

        Assert.Equal(TrainingOutcome.Diverged, result.Outcome);
        Assert.Equal([JsonValueKind.Number, JsonValueKind.Null], Read().Select(epoch => epoch.GetProperty("validation_loss").ValueKind));
    }

    [Fact]
    public void Resume_RewritesTheFileFromTheHistory()
    {
        string checkpoint = _folder.At("checkpoint.safetensors");
        Hook stop = new() { Epoch = (context, epoch) => { if (epoch.Epoch == 2) context.Stop("Half."); } };
        Tiny.Trainer(Tiny.Options, callbacks: [new MetricsWriter(File), stop, new CheckpointWriter(checkpoint)])
            .Train();
        string[] kept = System.IO.File.ReadAllLines(File);

        // What a crash leaves: an epoch more than the checkpoint knows, and half of another.
        System.IO.File.AppendAllText(File, """{"epoch":3,"loss":9}""" + "\n{\"epo");
        Trainer resumed = Tiny.Trainer(Tiny.Options, callbacks: [new MetricsWriter(File)]);
        Checkpoint.Restore(resumed, checkpoint);
        resumed.Train();

        Assert.Equal(kept, System.IO.File.ReadAllLines(File)[..2]);
        Assert.Equal([1, 2, 3, 4], Read().Select(epoch => epoch.GetProperty("epoch").GetInt32()));
    }

    private JsonElement[] Read()
    {
        string text = System.IO.File.ReadAllText(File);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        return [.. text.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }
}

using Hourglass.Testing;

namespace Hourglass.Learning.Tests;

public sealed class CheckpointWriterTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string File => _folder.At("checkpoint.safetensors");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, "1 2 3 4 5 6 7 7")]
    [InlineData(3, "3 6 7")]
    [InlineData(7, "7 7")]
    [InlineData(100, "7")]
    public void EveryNEpochs_WritesThenAndAtTheEnd(int every, string expected) =>
        Assert.Equal(expected, Writes(7, new CheckpointWriter(File, every), _ => { }));

    [Fact]
    public void ByTime_WritesAfterTheFirstStepTenSecondsAfterTheLast()
    {
        FakeTimeProvider clock = new();

        // Epochs end after 4, 8, 12, 16, ... seconds: the first step of epoch 4 is written (at 12), that of 7 (at 24), and the end.
        string writes = Writes(7, new CheckpointWriter(File, time: clock), _ => clock.Advance(TimeSpan.FromSeconds(4)));

        Assert.Equal("4 7 7", writes);
    }

    [Fact]
    public void ByTime_ExactlyTenSeconds_IsDue()
    {
        FakeTimeProvider clock = new();

        Assert.Equal("3 4", Writes(4, new CheckpointWriter(File, time: clock), _ => clock.Advance(TimeSpan.FromSeconds(5))));
    }

    [Fact]
    public void ByTime_LongEpoch_IsKeptInTheMiddle()
    {
        FakeTimeProvider clock = new();
        List<int> steps = [];
        void Look(TrainingContext context)
        {
            clock.Advance(TimeSpan.FromSeconds(6));
            if (!System.IO.File.Exists(File)) return;
            steps.Add(context.Step);
            System.IO.File.Delete(File);
        }

        Tiny.Trainer(Tiny.Options, callbacks: [new CheckpointWriter(File, time: clock), new Hook { Step = Look }]).Train();

        // The writer sees steps end after 0, 6, 12, 18, 24 seconds: it writes after the third of epoch 1 and the second of epoch 2.
        Assert.Equal([3, 2], steps.Take(2));
    }

    [Fact]
    public void ByTime_FastEpochs_WritesAtTheEndOnly() =>
        Assert.Equal("50", Writes(50, new CheckpointWriter(File, time: new FakeTimeProvider()), _ => { }));

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void New_EveryZeroEpochs_IsRefused(int every) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CheckpointWriter(File, every));

    [Fact]
    public void Run_WhoseCheckpointCannotBeWritten_FailsAndLeavesTheFolderAsItWas()
    {
        Directory.CreateDirectory(_folder.At("checkpoint.safetensors", "in the way"));
        Trainer trainer = Scripted.Trainer(Scripted.Options(3), [1], new CheckpointWriter(File, 1));

        Assert.ThrowsAny<SystemException>(() => trainer.Train());

        Assert.Equal([File], Directory.GetFileSystemEntries(_folder.Root));
        Assert.Single(Directory.GetFileSystemEntries(File));
    }

    /// <summary>Runs a training and names the epochs after which the file was written anew, the last one for the end of the training.</summary>
    private string Writes(int epochs, CheckpointWriter writer, Action<int> onEpoch)
    {
        List<int> writes = [];
        void Look(int epoch)
        {
            if (!System.IO.File.Exists(File)) return;
            writes.Add(epoch);
            System.IO.File.Delete(File);
        }

        Scripted.Trainer(
            Scripted.Options(epochs),
            [1],
            new Hook { Epoch = (_, epoch) => onEpoch(epoch.Epoch) },
            writer,
            new Hook { Epoch = (_, epoch) => Look(epoch.Epoch), End = (_, result) => Look(result.State.History.Count) })
            .Train();
        return string.Join(' ', writes);
    }
}

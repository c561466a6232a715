namespace Hourglass.Learning.Tests;

/// <summary>Whatever a crash leaves in a run folder, resuming it ends at the bits of an uncut run.</summary>
public sealed class InterruptionTests : IDisposable
{
    private static readonly Recipe Recipe = TinyRun.Recipe.With(training => training with { CheckpointEvery = 2, Patience = 2, Epochs = 5 });

    private readonly ScratchFolder _folder = new();
    private readonly RunBits _expected;
    private readonly int _calls;

    public InterruptionTests()
    {
        Breaker count = new(int.MaxValue);
        TinyRun.Train(Recipe, _folder.At("whole"), null, count);
        _calls = count.Calls;
        _expected = RunBits.Of(_folder.At("whole"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Failure_AtEveryCallback_ResumesToTheSameBits()
    {
        Assert.Equal(1 + (5 * 3) + 5 + 1, _calls);
        for (int call = 1; call <= _calls; call++)
        {
            string run = _folder.At($"run {call}");
            Assert.Throws<InvalidOperationException>(() => TinyRun.Train(Recipe, run, null, new Breaker(call)));
            AssertResumes(run);
        }
    }

    [Theory]
    [InlineData("checkpoint.safetensors")]
    [InlineData("model.safetensors")]
    [InlineData("result.json")]
    [InlineData("pictures")]
    [InlineData("report.html")]
    public void Crash_BeforeAFileIsWritten_ResumesToTheSameBits(string firstMissing)
    {
        string[] inOrder = ["checkpoint.safetensors", "model.safetensors", "result.json", "pictures", "report.html"];
        string run = CopyOfWhole();
        foreach (string name in inOrder.Skip(Array.IndexOf(inOrder, firstMissing)))
        {
            if (name == "pictures") Directory.Delete(Path.Combine(run, name), recursive: true);
            else File.Delete(Path.Combine(run, name));
        }

        AssertResumes(run);
    }

    [Fact]
    public void Crash_InTheMiddleOfALineOfMetrics_ResumesToTheSameBits()
    {
        byte[] metrics = File.ReadAllBytes(_folder.At("whole", "metrics.jsonl"));
        for (int length = 0; length < metrics.Length; length += 61)
        {
            string run = _folder.At($"run {length}");
            Assert.Throws<InvalidOperationException>(() => TinyRun.Train(Recipe, run, null, new Breaker(12)));
            File.WriteAllBytes(Path.Combine(run, "metrics.jsonl"), metrics[..length]);
            AssertResumes(run);
        }
    }

    [Fact]
    public void Crash_InTheMiddleOfACheckpoint_ResumesFromTheOneBeforeAndRemovesTheRest()
    {
        string run = _folder.At("run"), leftover = Path.Combine(run, "checkpoint.safetensors.tmp-0123456789abcdef0123456789abcdef");
        Assert.Throws<InvalidOperationException>(() => TinyRun.Train(Recipe, run, null, new Breaker(14)));
        File.WriteAllBytes(leftover, File.ReadAllBytes(_folder.At("whole", "checkpoint.safetensors"))[..1000]);

        TinyRun.Resume(run);

        Assert.False(File.Exists(leftover));
        RunBits.AssertSame(_expected, RunBits.Of(run));
    }

    [Fact]
    public void FailedCheckpoint_LeavesTheOneBeforeAndResumesToTheSameBits()
    {
        string run = _folder.At("run"), checkpoint = Path.Combine(run, "checkpoint.safetensors"), aside = _folder.At("aside");
        Hook block = new()
        {
            Epoch = (_, epoch) =>
            {
                if (epoch.Epoch != 4) return;
                File.Move(checkpoint, aside);
                Directory.CreateDirectory(checkpoint);
            },
        };

        Assert.ThrowsAny<SystemException>(() => TinyRun.Train(Recipe, run, null, block));

        Assert.Empty(Directory.GetFileSystemEntries(run, "*.tmp-*"));
        Directory.Delete(checkpoint);
        File.Move(aside, checkpoint);
        AssertResumes(run);
    }

    private string CopyOfWhole()
    {
        string run = _folder.At("run");
        foreach (string file in Directory.GetFiles(_folder.At("whole"), "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(run, Path.GetRelativePath(_folder.At("whole"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return run;
    }

    private void AssertResumes(string run)
    {
        TinyRun.Resume(run);
        RunBits.AssertSame(_expected, RunBits.Of(run));
    }

    /// <summary>Fails at a given call, whichever it is.</summary>
    private sealed class Breaker(int call) : TrainingCallback
    {
        public int Calls { get; private set; }

        public override void OnBegin(TrainingContext context) => Count();

        public override void OnStep(TrainingContext context) => Count();

        public override void OnEpoch(TrainingContext context, EpochRecord epoch) => Count();

        public override void OnEnd(TrainingContext context, TrainingResult result) => Count();

        private void Count()
        {
            if (++Calls == call) throw new InvalidOperationException($"Call {call}.");
        }
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hourglass.Learning.Tests;

/// <summary>Trainings in a process of their own, which is killed or runs out of room.</summary>
public sealed class KillTests : IDisposable
{
    private const string FolderVariable = "HOURGLASS_TEST_RUN";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly Recipe Recipe = TinyRun.Recipe.With(training => training with { Epochs = 300 });

    private readonly ScratchFolder _folder = new();

    private string Run => _folder.At("run");

    public void Dispose() => _folder.Dispose();

    [Fact(Explicit = true)]
    public void Child()
    {
        string? run = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(run is null, "Runs in the child processes of the other tests only.");
        Train(run);
    }

    [Fact]
    public void Killed_AgainAndAgain_ResumesToTheSameBits()
    {
        TinyRun.Train(Recipe, _folder.At("whole"));
        foreach (int epochs in new[] { 20, 90 })
        {
            using Process child = Start("exec \"$0\" \"$@\"");
            AwaitEpochs(child, epochs);
            child.Kill();
            child.WaitForExit();
            Assert.True(File.Exists(Path.Combine(Run, "checkpoint.safetensors")));
            Assert.False(File.Exists(Path.Combine(Run, "result.json")), "The child was faster than the test; let it train longer.");
        }

        TinyRun.Resume(Run);

        RunBits.AssertSame(RunBits.Of(_folder.At("whole")), RunBits.Of(Run));
    }

    [Fact]
    public void FullDisk_LeavesTheFilesThatWereThereAndResumesToTheSameBits()
    {
        TinyRun.Train(Recipe, _folder.At("whole"));
        Hook stop = new() { Step = context => { if (context.Optimizer.Steps == 40) throw new InvalidOperationException(); } };
        Assert.Throws<InvalidOperationException>(() => TinyRun.Train(Recipe, Run, null, stop));
        byte[] checkpoint = File.ReadAllBytes(Path.Combine(Run, "checkpoint.safetensors"));

        // No file may grow over 8 KiB, which is less than a checkpoint; the shell counts in units of 512 or 1,024 bytes. A write beyond
        // fails as on a full disk, once the signal that would come with it is ignored.
        using Process child = Start("trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"");
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();

        Assert.NotEqual(0, child.ExitCode);
        Assert.Contains("Hourglass.Networks.AtomicFile.Write", output, StringComparison.Ordinal);
        Assert.Equal(checkpoint, File.ReadAllBytes(Path.Combine(Run, "checkpoint.safetensors")));
        Assert.Empty(Directory.GetFiles(Run, "*.tmp-*"));
        TinyRun.Resume(Run);
        RunBits.AssertSame(RunBits.Of(_folder.At("whole")), RunBits.Of(Run));
    }

    private static void Train(string run)
    {
        // So slow that the other process comes in time; right after a line of metrics, when it looks, a checkpoint is being written.
        Hook brake = new() { Step = context => { if (context.Step == 1) Thread.Sleep(20); } };
        if (Directory.Exists(run)) TinyRun.Experiment(Recipe, RunFolder.Open(run), null, brake).Resume();
        else TinyRun.Train(Recipe, run, null, brake);
    }

    private Process Start(string script)
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "Needs a Unix shell.");
        string host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        string tests = Path.Combine(AppContext.BaseDirectory, typeof(KillTests).Assembly.GetName().Name + ".dll");
        ProcessStartInfo start = new("/bin/sh") { RedirectStandardOutput = true };
        foreach (string argument in new[] { "-c", script, host, tests, "-explicit", "only", "-method", $"{typeof(KillTests).FullName}.{nameof(Child)}" })
            start.ArgumentList.Add(argument);
        start.Environment[FolderVariable] = Run;

        // The runtime otherwise maps its code through a file larger than the limit.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return Process.Start(start)!;
    }

    private void AwaitEpochs(Process child, int count)
    {
        long started = TimeProvider.System.GetTimestamp();
        string metrics = Path.Combine(Run, "metrics.jsonl");
        while (!File.Exists(metrics) || File.ReadAllBytes(metrics).Count(letter => letter == '\n') < count)
        {
            Assert.False(child.HasExited, "The child ended before it was killed.");
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Limit, "The child made no progress.");
            Thread.Sleep(2);
        }
    }
}

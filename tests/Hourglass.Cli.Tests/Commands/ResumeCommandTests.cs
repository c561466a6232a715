using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli.Tests;

public sealed class ResumeCommandTests : IDisposable
{
    private const string Five = "train dense --code 8 --data mnist --epochs 5 --batch 64 --threads 1 --patience 9";

    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Resume_AfterCancellations_GivesTheBitsOfAnUncutRun()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run($"{Five} --out uncut --quiet").Code);

        _cli.CancelAt = "epoch 2/5";
        CliResult cut = _cli.Run($"{Five} --out cut");
        _cli.CancelAt = "epoch 4/5";
        CliResult cutAgain = _cli.Run("resume cut --threads 2");
        _cli.CancelAt = null;
        CliResult finished = _cli.Run("resume cut --threads 3");

        Assert.Equal((ExitCode.Cancelled, ExitCode.Cancelled, ExitCode.Ok), (cut.Code, cutAgain.Code, finished.Code));
        Assert.EndsWith("Stopped after 2 of 5 epochs; go on with: hourglass resume cut\n", cut.Error, StringComparison.Ordinal);
        Assert.EndsWith("Stopped after 4 of 5 epochs; go on with: hourglass resume cut\n", cutAgain.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(_cli.In("uncut", "model.safetensors")), File.ReadAllBytes(_cli.In("cut", "model.safetensors")));
        Assert.Equal(5, File.ReadAllLines(_cli.In("cut", "metrics.jsonl")).Length);
    }

    [Fact]
    public void Resume_OnATerminal_StopsWithinAnEpoch()
    {
        _cli.IsTerminal = true;
        _cli.CancelAt = "Model: ";

        CliResult result = _cli.Run($"{Five} --out cut");

        Assert.Equal(ExitCode.Cancelled, result.Code);
        Assert.EndsWith("Stopped after 0 of 5 epochs; go on with: hourglass resume cut\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Resume_OfARunWithoutACheckpoint_StartsIt()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run($"{Five} --out uncut --quiet").Code);
        Recipe recipe = RunFolder.Open(_cli.In("uncut")).ReadRecipe();
        RunFolder.Create(_cli.In("killed"), recipe);

        Assert.Equal(ExitCode.Ok, _cli.Run("resume killed --quiet").Code);

        Assert.Equal(File.ReadAllBytes(_cli.In("uncut", "model.safetensors")), File.ReadAllBytes(_cli.In("killed", "model.safetensors")));
    }

    [Fact]
    public void Resume_OfARunThatHasEnded_ShowsItsFiguresAndChangesNothing()
    {
        string trained = _cli.Run($"{Five} --out run").Out;
        DateTime written = File.GetLastWriteTimeUtc(_cli.In("run", "model.safetensors"));

        CliResult result = _cli.Run("resume run");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Equal(trained, result.Out);
        Assert.Equal("This run has ended already; these are its figures.\n", result.Error);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_cli.In("run", "model.safetensors")));
    }

    [Fact]
    public void Resume_OfARunThatDiverged_ReturnsThreeAgain()
    {
        Assert.Equal(ExitCode.Diverged, _cli.Run("train linear --data mnist --batch 64 --optimizer sgd --learning-rate 1e30 --out run --quiet").Code);

        Assert.Equal(ExitCode.Diverged, _cli.Run("resume run --quiet").Code);
    }

    [Fact]
    public void Resume_ThatWasKilledBeforeTheReport_WritesIt()
    {
        _cli.Train("run");
        File.Delete(_cli.In("run", "report.html"));

        Assert.Equal(ExitCode.Ok, _cli.Run("resume run --quiet").Code);

        Assert.True(File.Exists(_cli.In("run", "report.html")));
    }

    [Theory]
    [InlineData("nowhere", "nowhere: there is no such folder.")]
    [InlineData("data", "data: found no hourglass.txt, expected the folder of a run.")]
    public void Resume_OfWhatIsNoRun_SaysSo(string folder, string message) =>
        _cli.Run($"resume {folder}").AssertFails(ExitCode.Failed, message);

    [Fact]
    public void Resume_OfARunOfAnotherVersion_SaysWhich()
    {
        _cli.Train("run");
        File.WriteAllText(_cli.In("run", "hourglass.txt"), "hourglass-run 7\n");

        _cli.Run("resume run").AssertFails(ExitCode.Failed, "found 'hourglass-run 7', expected 'hourglass-run 1'");
    }

    [Fact]
    public void Resume_WithADamagedRecipe_SaysWhere()
    {
        _cli.Train("run");
        File.WriteAllText(_cli.In("run", "recipe.json"), "{");

        _cli.Run("resume run").AssertFails(ExitCode.Failed, "recipe.json");
    }

    [Fact]
    public void Resume_WithATruncatedCheckpoint_NamesTheFileAndLeavesIt()
    {
        _cli.CancelAt = "epoch 2/5";
        Assert.Equal(ExitCode.Cancelled, _cli.Run($"{Five} --out run").Code);
        _cli.CancelAt = null;
        string checkpoint = _cli.In("run", "checkpoint.safetensors");
        byte[] half = File.ReadAllBytes(checkpoint)[..1000];
        File.WriteAllBytes(checkpoint, half);

        _cli.Run("resume run --quiet").AssertFails(ExitCode.Failed, "checkpoint.safetensors");

        Assert.Equal(half, File.ReadAllBytes(checkpoint));
    }

    [Fact]
    public void Resume_WithTheCheckpointOfAnotherModel_SaysSo()
    {
        _cli.CancelAt = "epoch 2/5";
        Assert.Equal(ExitCode.Cancelled, _cli.Run($"{Five} --out run").Code);
        _cli.CancelAt = null;
        _cli.Train("other", "--activation tanh");
        File.Copy(_cli.In("other", "checkpoint.safetensors"), _cli.In("run", "checkpoint.safetensors"), overwrite: true);

        _cli.Run("resume run --quiet").AssertFails(ExitCode.Failed, "found a checkpoint of another model than the recipe's");
    }

    [Fact]
    public void Resume_WhereTheFolderCannotBeWritten_SaysHowToGoOn()
    {
        _cli.CancelAt = "epoch 2/5";
        Assert.Equal(ExitCode.Cancelled, _cli.Run($"{Five} --out run").Code);
        _cli.CancelAt = null;

        // A folder in the place of a file stands for a disk that does not take it; permissions do not bind every user.
        File.Delete(_cli.In("run", "metrics.jsonl"));
        Directory.CreateDirectory(_cli.In("run", "metrics.jsonl"));

        _cli.Run("resume run --quiet").AssertFails(ExitCode.Failed, "go on with: hourglass resume run");
        Assert.NotNull(ModelFile.Load(_cli.In("run", "model.safetensors")));
    }
}

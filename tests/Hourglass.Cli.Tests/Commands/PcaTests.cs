using System.Text.Json;
using Hourglass.Learning;

namespace Hourglass.Cli.Tests;

/// <summary>Principal components as a model like any other.</summary>
public sealed class PcaTests : IDisposable
{
    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Train_Pca_HoldsNothingBackAndShowsItsFigures()
    {
        CliResult result = _cli.Run("train pca --code 5 --data mnist --threads 1 --out run");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("Samples: 256 for training, 64 for testing.", result.Error, StringComparison.Ordinal);
        string[] labels = [.. result.Out.TrimEnd().Split('\n').Select(static line => line.Split("  ")[0])];
        Assert.Equal(["test error", "explained variance", "mean image", "PSNR", "SSIM", "code", "parameters", "time", "run", "report"], labels);
        Assert.DoesNotContain("epoch", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--uncentered --standardize --whiten --solver randomized --seed 7")]
    public void EveryCommand_OnARunOfPca_WorksAsOnAnyOther(string options)
    {
        Assert.Equal(ExitCode.Ok, _cli.Run($"train pca --code 2 --data mnist --threads 1 --out run --quiet {options}").Code);

        foreach (string commandLine in (string[])
        [
            "encode run --output codes.npy",
            "decode run --input codes.npy --output decoded.npy",
            "reconstruct run --input data/mnist/t10k-images-idx3-ubyte --output again.npy",
            "sample run --count 4",
            "interpolate run",
            "manifold run",
            "evaluate run",
            "info run",
            "doctor run",
            "resume run",
        ])
        {
            CliResult result = _cli.Run($"{commandLine} --threads 1".Replace("info run --threads 1", "info run", StringComparison.Ordinal));
            Assert.True(result.Code == ExitCode.Ok, $"{commandLine}: {result.Error}");
        }

        Assert.Equal(NpyFile.Read(_cli.In("again.npy")).Values, NpyFile.Read(_cli.In("decoded.npy")).Values);
    }

    [Fact]
    public void Info_OnARunOfPca_SpeaksOfComponentsNotOfTraining()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run("train pca --code 2 --data mnist --threads 1 --out run --quiet --standardize").Code);

        CliResult result = _cli.Run("info run");

        Assert.Contains("\ncomponents  centred, standardised, exact solver\n", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("epochs", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("optimizer  ", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_PcaJson_HasTheFiguresOfTheFile()
    {
        CliResult result = _cli.Run("train pca --code 5 --data mnist --threads 1 --out run --json --quiet");

        using JsonDocument json = JsonDocument.Parse(result.Out);
        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        Assert.InRange(json.RootElement.GetProperty("explained_variance").GetDouble(), 0.2, 1);
        Assert.Equal(0, json.RootElement.GetProperty("epochs").GetInt32());
    }

    [Fact]
    public void Train_PcaStopped_SaysHowToGoOn()
    {
        _cli.CancelAt = "Model: pca";

        CliResult result = _cli.Run("train pca --code 5 --data mnist --threads 1 --out run");

        Assert.Equal(ExitCode.Cancelled, result.Code);
        Assert.Contains("Stopped before the components were found; go on with: hourglass resume run\n", result.Error, StringComparison.Ordinal);
        _cli.CancelAt = null;
        Assert.Equal(ExitCode.Ok, _cli.Run("resume run --threads 1 --quiet").Code);
    }
}

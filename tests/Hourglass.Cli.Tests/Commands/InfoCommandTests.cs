using System.Text.Json;
using System.Xml.Linq;
using Hourglass.Learning;
using Hourglass.Testing;

namespace Hourglass.Cli.Tests;

public sealed class InfoCommandTests : IDisposable
{
    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("info-dense", "info dense")]
    [InlineData("info-deep", "info deep --layers 256,128 --code 2 --batch 1024")]
    [InlineData("info-linear", "info linear --code 16")]
    public void Info_OfANamedModel_IsTheApprovedTable(string name, string commandLine)
    {
        CliResult result = _cli.Run(commandLine);

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        Approvals.Verify<InfoCommandTests>(name, WithoutMemory(result.Out));
        Assert.Contains("\nTraining in batches of ", result.Out, StringComparison.Ordinal);
        Assert.Contains("\nInference in batches of ", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_AsJson_HasTheFiguresOfTheModelOnOneLine()
    {
        CliResult result = _cli.Run("info deep --layers 64 --code 2 --batch 32 --json");

        JsonElement figures = JsonDocument.Parse(Assert.Single(result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;
        long parameters = (784 * 64) + 64 + (64 * 2) + 2 + (2 * 64) + 64 + (64 * 784) + 784;
        Assert.Equal(parameters, figures.GetProperty("parameters").GetInt64());
        Assert.Equal((32, 392.0), (figures.GetProperty("batch").GetInt32(), figures.GetProperty("compression_ratio").GetDouble()));
        Assert.Equal("dense 2, linear", Assert.Single(figures.GetProperty("layers").EnumerateArray(), static layer => layer.GetProperty("is_code").GetBoolean()).GetProperty("layer").GetString());
        Assert.True(figures.GetProperty("training_plan_bytes").GetInt64() > figures.GetProperty("inference_plan_bytes").GetInt64());
    }

    [Fact]
    public void Info_WithADiagram_DrawsTheNetworkIntoTheFile()
    {
        CliResult result = _cli.Run("info dense --code 7 --input 12x10x3 --diagram model.svg");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        Assert.Contains("The network is drawn in model.svg.", result.Out, StringComparison.Ordinal);
        string[] texts = [.. XDocument.Load(_cli.In("model.svg")).Descendants().Where(static element => element.Name.LocalName == "text").Select(static text => text.Value)];
        Assert.Equal(2, texts.Count(static text => text == "12×10×3"));
        Assert.Contains("7", texts);
    }

    [Fact]
    public void Info_WithAPngDiagram_DrawsTheSameNetworkInPixels()
    {
        CliResult result = _cli.Run("info dense --code 7 --input 12x10x3 --diagram model.PNG");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        Bitmap picture = Png.Read(_cli.In("model.PNG"));
        Assert.Equal(3, picture.Channels);
        Assert.InRange(picture.Width, 400, 4000);
        Assert.Contains(picture.Pixels, static value => value < 64);
    }

    [Fact]
    public void Info_OfARun_ShowsModelTrainingAndFigures()
    {
        _cli.Train("run");

        CliResult result = _cli.Run("info run");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("encoder  dense 8, relu       8             6,280  <- code", result.Out, StringComparison.Ordinal);
        Assert.Contains("training   2 epochs in batches of 64, seed 42", result.Out, StringComparison.Ordinal);
        Assert.Contains("Training in batches of 64 takes", result.Out, StringComparison.Ordinal);
        Assert.Contains("test error  0.", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_OfARunThatHasNotEnded_SaysHowToGoOn()
    {
        _cli.Train("run");
        File.Delete(_cli.In("run", "result.json"));

        Assert.Contains("go on with: hourglass resume run", _cli.Run("info run").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_OfAModelFile_ShowsTheSameTableAsItsRun()
    {
        _cli.Train("run");

        string ofRun = _cli.Run("info run").Out, ofFile = _cli.Run("info run/model.safetensors --batch 64").Out;

        Assert.StartsWith(ofFile, ofRun, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("info dnse", ExitCode.Usage, "did you mean \"dense\"?")]
    [InlineData("info runs/none", ExitCode.Failed, "there is no such file or folder, expected a run folder, a model file, a spec, or one of pca, linear, dense, deep, ")]
    [InlineData("info none.safetensors", ExitCode.Failed, "there is no such file or folder")]
    [InlineData("info data", ExitCode.Failed, "found no hourglass.txt, expected the folder of a run.")]
    [InlineData("info dense --batch 0", ExitCode.Usage, "--batch: received '0', expected 1 or more.")]
    [InlineData("info dense --input 28,28", ExitCode.Usage, "--input: received '28,28', expected height x width x channels as in 28x28x1, or a number of features as in 784.")]
    [InlineData("info dense --input 99999x99999", ExitCode.Usage, "--input: received '99999x99999'")]
    [InlineData("info data --input 28x28", ExitCode.Usage, "--input: received together with data, which says it.")]
    [InlineData("info dense --diagram model.pdf", ExitCode.Usage, "--diagram: received 'model.pdf', expected a file that ends in .svg or .png.")]
    [InlineData("info data --code 3", ExitCode.Usage, "--code: received together with data, which says all of this.")]
    public void Info_OfWhatIsNoModel_SaysSo(string commandLine, int code, string message) => _cli.Run(commandLine).AssertFails(code, message);

    // Padding to whole vectors and the scratch of workers are the plan's own business.
    private static string WithoutMemory(string text) => string.Join('\n', text.Split('\n').Where(static line => !line.Contains(" in batches of ", StringComparison.Ordinal)));
}

using System.Text.Json;

namespace Hourglass.Learning.Tests;

public sealed class RunResultJsonTests : IDisposable
{
    private static readonly RunResult Result = new()
    {
        Model = "dense",
        Data = "mnist",
        Outcome = "completed",
        Reason = "All 3 epochs are done.",
        Figures = Figures(0.01),
        Epochs = 3,
        Seconds = 1.5,
        SamplesPerSecond = 123456.75,
        Parameters = 50992,
        CodeSize = 32,
        CompressionRatio = 24.5,
        Seed = ulong.MaxValue,
        Threads = 2,
        Version = "0.1.0",
        Run = "runs/one",
    };

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_IsOneLineWithTheseKeys() => Assert.Equal(
        """
        {"model":"dense","data":"mnist","outcome":"completed","reason":"All 3 epochs are done.","test_mse":0.01,"test_sse_per_image":7.84,
        "test_bce":0.09,"train_mse":0.009,"train_sse_per_image":7.05,"mean_image_mse":0.0675,"epochs":3,"seconds":1.5,
        "samples_per_second":123456.75,"parameters":50992,"code_size":32,"compression_ratio":24.5,"seed":18446744073709551615,"threads":2,
        "version":"0.1.0","run":"runs/one"}
        """.ReplaceLineEndings(""),
        RunResultJson.Write(Result));

    [Fact]
    public void WriteAndRead_GivesTheSameFigures() => Assert.Equal(Result, RunResultJson.Read(RunResultJson.Write(Result), "line"));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Write_FigureThatIsNotFinite_IsNullAndReadBackAsNotANumber(double figure)
    {
        string json = RunResultJson.Write(Result with { Figures = Figures(figure) });

        using JsonDocument document = JsonDocument.Parse(json);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("test_mse").ValueKind);
        Assert.Equal(Result with { Figures = Figures(double.NaN) }, RunResultJson.Read(json, "line"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"model\":3}")]
    [InlineData("[")]
    public void Read_SomethingElse_IsRefusedWithItsSource(string json)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => RunResultJson.Read(json, "a file"));

        Assert.StartsWith("a file: found no figures of a run: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteAndRead_Classes_GiveTheSameCounts()
    {
        RunResult result = Result with { Confusion = new ConfusionMatrix([[5, 1], [0, 7]]) };

        string json = RunResultJson.Write(result);

        Assert.Contains("\"confusion\":[[5,1],[0,7]]", json, StringComparison.Ordinal);
        Assert.Equal(result, RunResultJson.Read(json, "line"));
        Assert.NotEqual(Result, RunResultJson.Read(json, "line"));
    }

    [Fact]
    public void Read_FigureOfAnotherVersion_IsKeptUnderItsName()
    {
        RunResult result = RunResultJson.Read(RunResultJson.Write(Result).Replace("\"epochs\"", "\"test_kl\":21.5,\"epochs\"", StringComparison.Ordinal), "line");

        Assert.Equal(21.5, result.Figures["test_kl"]);
        Assert.Equal("test kl", result.Figures[^1].Label);
    }

    [Theory]
    [InlineData("[[1,2],[3]]")]
    [InlineData("[[1,-2],[3,4]]")]
    [InlineData("[[1.5]]")]
    [InlineData("3")]
    public void Read_ConfusionThatIsNoSquareOfCounts_IsRefused(string confusion)
    {
        string json = RunResultJson.Write(Result).Replace("\"epochs\"", $"\"confusion\":{confusion},\"epochs\"", StringComparison.Ordinal);

        Assert.Throws<InvalidDataException>(() => RunResultJson.Read(json, "line"));
    }

    [Fact]
    public void WriteResult_LeavesThePathOut()
    {
        RunFolder folder = RunFolder.Create(_folder.At("run"), TinyRun.Recipe);

        folder.WriteResult(Result);

        string text = File.ReadAllText(folder.ResultFile);
        Assert.Equal(RunResultJson.Write(Result with { Run = null }) + "\n", text);
        Assert.DoesNotContain("\"run\"", text, StringComparison.Ordinal);
    }

    private static RunFigures Figures(double testMse) => new(
    [
        new(FigureNames.TestMse, testMse),
        new(FigureNames.TestSsePerImage, 7.84),
        new(FigureNames.TestBce, 0.09),
        new(FigureNames.TrainMse, 0.009),
        new(FigureNames.TrainSsePerImage, 7.05),
        new(FigureNames.MeanImageMse, 0.0675),
    ]);
}

using System.Text.Json;
using System.Xml.Linq;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class ComparisonTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_TakesResultMeasuresAndReconstructions()
    {
        RunResult trained = TinyRun.Train(TinyRun.Recipe, _folder.At("run"));
        ImageBatch images = new(TinyRun.Shape, Representations.Read(TinyRun.Split.Test, [0, 1, 2], Workers.Single));

        CancellationToken token = TestContext.Current.CancellationToken;
        Measure[] measures = [new NeighborError(5), new ProbeError()];

        ComparedRun run = ComparedRun.Read("a", RunFolder.Open(_folder.At("run")), TinyRun.Split, measures, images, Workers.Single, cancellation: token);

        Network network = ModelFile.Load(_folder.At("run", "model.safetensors"));
        NeighborClassifier classifier = new(LabeledPoints.Of(Representations.Encode(network, TinyRun.Split.Train, Workers.Single), TinyRun.Split.Train), 5);
        int[] answers = classifier.Predict(Representations.Encode(network, TinyRun.Split.Test, Workers.Single), Workers.Single, token);
        double misses = answers.Zip(TinyRun.Split.Test.Labels.ToArray()).Count(static pair => pair.First != pair.Second);
        Assert.Equal(misses / TinyRun.Split.Test.Count, run.Find(FigureNames.TestKnnErrorRate));
        Assert.Equal(trained.Figures[FigureNames.TestMse], run.Find(FigureNames.TestMse));
        Assert.Equal(new Inference(network).Reconstruct(images.Pixels.ToArray()), run.Reconstructions!.Pixels.ToArray());
        Assert.NotNull(run.Find(FigureNames.TestProbeErrorRate));
        Assert.Equal("tiny", run.Family);
    }

    [Fact]
    public void ToHtml_IsWellFormedAndEscaped()
    {
        XDocument page = Parse(new Comparison([Run("a & <b>", 2, 0.05), Run("c", 4, 0.03)], 10, Images(10)));

        string text = page.Root!.Value;
        Assert.Contains("a & <b>", text, StringComparison.Ordinal);
        Assert.Contains("10 nearest codes", text, StringComparison.Ordinal);
        Assert.Equal(30, page.Descendants("img").Count());
        Assert.All(page.Descendants("img"), static image => Assert.StartsWith("data:image/png;base64,", image.Attribute("src")!.Value, StringComparison.Ordinal));
        Assert.Equal(["Reconstruction error", "Size"], page.Descendants("h3").Select(static heading => heading.Value));
    }

    [Fact]
    public void ToHtml_WithOneSizeAndNoImages_HasOnlyTheTable()
    {
        XDocument page = Parse(new Comparison([Run("a", 2, 0.05) with { Reconstructions = null }, Run("b", 2, 0.04) with { Reconstructions = null }], null, null));

        Assert.Equal(["Figures"], page.Descendants("h2").Select(static heading => heading.Value));
        Assert.Equal(2, page.Descendants("tbody").Single().Elements("tr").Count());
    }

    [Fact]
    public void ToHtml_InSpanish_SaysHeadingsCaptionsAndUnits()
    {
        Phrase.Translation = Translation.Read("es", typeof(Report).Assembly);

        Comparison comparison = new([Run("a", 2, 0.05), Run("b", 4, 0.03)], 10, Images(10));
        XDocument page = Parse(comparison);

        Assert.Equal("es", (string?)page.Root!.Attribute("lang"));
        Assert.Equal("Comparación sobre digits", page.Descendants("h1").Single().Value);
        Assert.Equal(["Métricas", "Según el tamaño del código", "Las mismas imágenes"], page.Descendants("h2").Select(static heading => heading.Value));
        Assert.Equal(["Error de reconstrucción", "Tamaño"], page.Descendants("h3").Select(static heading => heading.Value));
        Assert.Equal(["ejecución", "código", "compresión", "parámetros", "archivo del modelo", "entrenamiento", "error de prueba"], comparison.Table[0]);
        Assert.Equal("mse por píxel", comparison.Table[1][^1]);
        Assert.Contains("los 10 códigos más cercanos", page.Root!.Value, StringComparison.Ordinal);
        Assert.StartsWith("run,model,code_size,", comparison.ToCsv(), StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_InALanguageThatMarksItsTexts_SaysNothingElse()
    {
        Phrase.Translation = PseudoLanguage.Read();

        Assert.Empty(PseudoLanguage.Unsaid(Parse(new Comparison([Run("one", 2, 0.05), Run("two", 4, 0.03)], 10, Images(10)))));
    }

    [Fact]
    public void Files_HaveEveryFigure_AndNothingForOneThatIsNone()
    {
        Comparison comparison = new([Run("a,\"b\"", 2, double.NaN), Run("c", 4, 0.03)], null, null);

        string[] lines = comparison.ToCsv().Split('\n');
        Assert.StartsWith("run,model,code_size,compression_ratio,parameters,model_bytes,training_seconds,test_mse,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("\"a,\"\"b\"\"\",tiny,2,", lines[1], StringComparison.Ordinal);
        Assert.Equal(lines[0].Count(static letter => letter == ','), lines[2].Count(static letter => letter == ','));
        using JsonDocument json = JsonDocument.Parse(comparison.ToJson());
        JsonElement[] runs = [.. json.RootElement.GetProperty("runs").EnumerateArray()];
        Assert.Equal(JsonValueKind.Null, runs[0].GetProperty("test_mse").ValueKind);
        Assert.Equal(0.03, runs[1].GetProperty("test_mse").GetDouble());
        Assert.Equal("–", comparison.Table[2][comparison.Table[0].ToList().IndexOf("test error")]);
        Assert.DoesNotContain("SSIM", comparison.Table[0]);
    }

    [Fact]
    public void Write_DeletesPicturesThatItDoesNotHave()
    {
        new Comparison([Run("a", 2, 0.05), Run("b", 4, 0.03)], null, Images(10)).Write(_folder.At("out"));
        Assert.True(File.Exists(_folder.At("out", "pictures", "error.svg")));

        new Comparison([Run("a", 2, 0.05) with { Reconstructions = null }], null, null).Write(_folder.At("out"));

        Assert.Empty(Directory.GetFiles(_folder.At("out", "pictures")));
        Assert.Equal(["figures.json", "report.html", "table.csv"], Directory.GetFiles(_folder.At("out")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void EnsureComparable_NamesTheRunsOfEachData()
    {
        Recipe other = TinyRun.Recipe with { Data = new DataSpec("mnist") };
        Comparison.EnsureComparable([("a", TinyRun.Recipe), ("b", TinyRun.Recipe)]);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Comparison.EnsureComparable([("a", TinyRun.Recipe), ("b", other), ("c", TinyRun.Recipe)]));

        Assert.Contains("on digits (8x8x1): a, c; on mnist (8x8x1): b", error.Message, StringComparison.Ordinal);
    }

    private static XDocument Parse(Comparison comparison) => XDocument.Parse(comparison.ToHtml());

    private static ImageBatch Images(int count) => new(TinyRun.Shape, new float[count * TinyRun.Shape.Size]);

    private static ComparedRun Run(string name, int code, double mse) => new()
    {
        Name = name,
        Recipe = TinyRun.Recipe with { Model = TinyRun.Model(code) },
        ModelBytes = 1000 * code,
        Reconstructions = Images(10),
        Result = new RunResult
        {
            Model = "tiny",
            Data = "digits",
            Outcome = "completed",
            Reason = "All epochs are done.",
            Figures = new RunFigures([new(FigureNames.TestMse, mse)]),
            Epochs = 1,
            Seconds = 2.5,
            SamplesPerSecond = 100,
            Parameters = 50,
            CodeSize = code,
            CompressionRatio = 64.0 / code,
            Seed = 1,
            Threads = 1,
            Version = "0",
        },
    };
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>Everything that a report says to a person it says in the chosen language.</summary>
public sealed partial class TranslatedReportTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Run => _folder.At("run");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_InSpanish_HasAPageInSpanish()
    {
        Phrase.Translation = Spanish();

        RunResult result = TinyRun.Train(TinyRun.Recipe, Run);

        XDocument page = Page();
        Assert.Equal("es", (string?)page.Root!.Attribute("lang"));
        Assert.Equal("tiny sobre digits", page.Descendants("h1").Single().Value);
        Assert.Equal(
            ["Hallazgos", "Reconstrucciones", "Entrenamiento", "Error por clase", "Mejores y peores", "Modelo", "Filtros de la primera capa", "Repetir esta ejecución"],
            page.Descendants("h2").Select(static heading => heading.Value));
        Assert.Matches(SpanishDate(), page.Descendants("time").Single().Value);
        Assert.Contains(page.Descendants("img"), static image => (string?)image.Attribute("alt") == "Original 1, clase zero");
        string text = page.Root!.Value;
        foreach (string said in (string[])
            [
                "Un autoencoder de 8x8x1 a un código de 3 y de vuelta; entrenamiento con 90 muestras de blobs mediante Adam, tasa de aprendizaje 0.01, lotes de 32, "
                + "pérdida mse, 4 de 4 épocas, semilla 42. Las 4 épocas están completas.",
                "Las primeras 10 imágenes de prueba: arriba la original, debajo su reconstrucción. Debajo de cada una: su clase y su error cuadrático por imagen.",
                "respuesta constante (imagen media): ",
                "error cuadrático por píxel",
                "Evolución por época (mse por píxel)",
                "Los pesos de los píxeles a las 12 unidades, una imagen para cada una: azul por debajo de cero",
            ])
        {
            Assert.Contains(said, text, StringComparison.Ordinal);
        }

        Assert.Equal("Las 4 épocas están completas.", result.Reason);
        Assert.Equal("completed", result.Outcome);
        Assert.Equal("test_mse", result.Figures[0].Name);
    }

    [Fact]
    public void Run_OfATableInSpanish_SpeaksOfAttributesAndSamples()
    {
        ModelSpec model = new("table", new Shape(6), [new DenseSpec(3)], [new DenseSpec(6)], new LossSpec(LossKind.Mse, LossReduction.Sum));
        Recipe recipe = TinyRun.Recipe with { Model = model };
        DataSplit split = new(Table(80, 1), Table(20, 2), Table(30, 3), "made up");
        Phrase.Translation = Spanish();

        new Experiment(recipe, split, RunFolder.Create(Run, recipe), Workers.Single).Run(cancellation: TestContext.Current.CancellationToken);

        string text = Page().Root!.Value;
        Assert.Contains("error cuadrático por atributo", text, StringComparison.Ordinal);
        Assert.Contains("mse por muestra", text, StringComparison.Ordinal);
        Assert.DoesNotContain("por píxel", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_InTwoLanguages_ChangeWithTheLanguageButForTheirUnit()
    {
        RunFigure error = new(FigureNames.TestMse, 0.1), angle = new(FigureNames.ComponentAngle + "2", 30);
        Assert.Equal(("test error", "angle of PC2", "to the first feature"), (error.Label, angle.Label, angle.Hint));

        Phrase.Translation = Spanish();

        Assert.Equal(("error de prueba", "ángulo de PC2", "respecto del primer atributo"), (error.Label, angle.Label, angle.Hint));
        Assert.Equal((FigureNames.SquaredErrorPerPixel, FigureNames.Degrees), (error.Unit, angle.Unit));
        Assert.Equal(("error cuadrático por píxel", "grados"), (Phrase.Of(error.Unit), Phrase.Of(angle.Unit)));

        Phrase.Translation = null;

        Assert.Equal("test error", error.Label);
    }

    [Theory]
    [InlineData("code")]
    [InlineData("convolution")]
    [InlineData("variational")]
    [InlineData("damaged")]
    [InlineData("pca")]
    public void Run_InALanguageThatMarksItsTexts_SaysNothingElse(string kind) => ExpectAllSaid(kind switch
    {
        "code" => TinyRun.Recipe with { Model = TinyRun.Model(2) },
        "convolution" => With([new Conv2dSpec(5, 3), .. TinyRun.Model(3).Encoder]),
        "variational" => With([new GaussianLatentSpec(5)]),
        "damaged" => With([new MaskSpec(0.5), .. TinyRun.Model(3).Encoder]),
        _ => new Recipe(new DataSpec(), Models.Create("pca", TinyRun.Shape, new() { Code = 2 }), new TrainingOptions(), Pca: new PcaSpec()),
    });

    [Fact]
    public void Run_OfClassesInALanguageThatMarksItsTexts_SaysNothingElse() => ExpectAllSaid(
        new Recipe(
            new DataSpec(Target: TargetKind.Label),
            Models.Stacked(TinyRun.Shape, new ModelOptions { Layers = [12, 9], Classes = 4 }),
            new TrainingOptions { Epochs = 1, Batch = 32, Optimizer = new SgdSpec(1e-3) },
            new PretrainingSpec(Epochs: 1, Batch: 32)),
        SplitTargets.With(TinyRun.Split, new DataSpec(Target: TargetKind.Label), new RandomKey(1)));

    private static Translation Spanish() => Translation.Read("es", typeof(Report).Assembly, typeof(Phrase).Assembly);

    private static Recipe With(IReadOnlyList<LayerSpec> encoder) => TinyRun.Recipe with { Model = TinyRun.Model(encoder is [GaussianLatentSpec] ? 5 : 3) with { Encoder = [.. encoder] } };

    private static FloatSet Table(int count, ulong seed) => new("table", new Shape(6), Tiny.Set(count, seed).Values.ToArray());

    private void ExpectAllSaid(Recipe recipe, DataSplit? split = null)
    {
        Phrase.Translation = PseudoLanguage.Read();

        new Experiment(recipe, split ?? TinyRun.Split, RunFolder.Create(Run, recipe), Workers.Single) { Command = "hourglass train" }
            .Run(cancellation: TestContext.Current.CancellationToken);

        Assert.Empty(PseudoLanguage.Unsaid(Page()));
    }

    private XDocument Page() => XDocument.Parse(File.ReadAllText(Path.Combine(Run, "report.html")));

    [GeneratedRegex(@"^\d+ de \p{L}+ de \d{4}, \d\d:\d\d UTC")]
    private static partial Regex SpanishDate();
}

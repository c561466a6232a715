using System.Xml.Linq;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class RunReportTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Run => _folder.At("run");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_WritesThePageAndItsPictures()
    {
        TinyRun.Train(TinyRun.Recipe, Run);

        Assert.Equal(
            ["best.png", "error-per-class.png", "error-per-class.svg", "filters.png", "loss.png", "loss.svg", "model.png", "model.svg", "reconstructions.png", "worst.png"], Pictures());
        string page = Page();
        Assert.Contains("tiny on digits", page, StringComparison.Ordinal);
        Assert.Contains(
            "An autoencoder from 8x8x1 to a code of 3 and back, trained on 90 samples of blobs by Adam at a learning rate of 0.01 in batches of 32, "
            + "loss mse, 4 of 4 epochs, seed 42. All 4 epochs are done.",
            page,
            StringComparison.Ordinal);
        Assert.Contains("dense 12, relu", page, StringComparison.Ordinal);
        Assert.Contains("reshape to 8x8x1", page, StringComparison.Ordinal);
        foreach (string name in new[] { "zero", "one", "two", "three" }) Assert.Contains(name, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_CodeOfTwoNumbers_IsDrawn()
    {
        TinyRun.Train(TinyRun.Recipe with { Model = TinyRun.Model(2) }, Run);

        string[] drawn = ["codes.png", "codes.svg", "interpolation.png", "manifold.png", "samples.png"];
        Assert.Equal(drawn[..4], drawn.Intersect(Pictures()));
        Assert.Contains("both over the middle nine tenths of the test codes.", Page(), StringComparison.Ordinal);
        Assert.Contains("what the codes on a linear path decode to.", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_VariationalModel_ShowsSamplesFromThePrior()
    {
        ModelSpec model = TinyRun.Model(5) with { Encoder = [new GaussianLatentSpec(5)] };

        TinyRun.Train(TinyRun.Recipe with { Model = model }, Run);

        string[] drawn = ["divergence-per-unit.svg", "interpolation.png", "samples.png", "manifold.png"];
        Assert.Equal(drawn[..3], drawn.Intersect(Pictures()));
        Assert.Contains("of 5 are active, above 0.01 nats.", Page(), StringComparison.Ordinal);
        Assert.Contains("mse per pixel, with penalties", Page(), StringComparison.Ordinal);
        Assert.Contains("64 random codes from the standard normal prior, decoded", Page(), StringComparison.Ordinal);
        Assert.Contains("what the codes on a spherical path decode to.", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DenoisingModel_ShowsTheDamagedImages()
    {
        ModelSpec model = TinyRun.Model(3);

        TinyRun.Train(TinyRun.Recipe with { Model = model with { Encoder = [new MaskSpec(0.5), .. model.Encoder] } }, Run);

        string page = File.ReadAllText(Path.Combine(Run, "report.html"));
        Assert.Contains("below it the same damaged as in training, then what the model makes of that.", page, StringComparison.Ordinal);
        Assert.Contains("alt=\"Damaged 1, class zero\"", page, StringComparison.Ordinal);
        Assert.Contains("Denoising error", page, StringComparison.Ordinal);
        Assert.Contains("filters.png", Pictures());
    }

    [Fact]
    public void Run_Convolution_ShowsItsKernels()
    {
        ModelSpec model = TinyRun.Model(3);

        TinyRun.Train(TinyRun.Recipe with { Model = model with { Encoder = [new Conv2dSpec(5, 3), .. model.Encoder] } }, Run);

        Assert.Contains("The kernels of all 5 filters: blue", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_MoreUnitsThanAreShown_CountsAll()
    {
        ModelSpec model = TinyRun.Model(3);

        TinyRun.Train(TinyRun.Recipe with { Model = model with { Encoder = [new FlattenSpec(), new DenseSpec(70), new DenseSpec(3)] } }, Run);

        Assert.Contains("The weights from the pixels to the first 64 of 70 units, one image for each: blue", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SetWithoutLabels_HasNoErrorsPerClass()
    {
        DataSplit bare = new(Bare(TinyRun.Split.Train), null, Bare(TinyRun.Split.Test), "made up");
        Recipe recipe = TinyRun.Recipe with { Model = TinyRun.Model(2) };
        new Experiment(recipe, bare, RunFolder.Create(Run, recipe), Workers.Single).Run(cancellation: TestContext.Current.CancellationToken);

        Assert.Contains("codes.svg", Pictures());
        Assert.DoesNotContain("error-per-class.svg", Pictures());
    }

    [Fact]
    public void Run_SamplesThatAreNoImages_HasNoPicturesOfThem()
    {
        ModelSpec model = new("table", new Shape(6), [new DenseSpec(3)], [new DenseSpec(6)], new LossSpec(LossKind.Mse));
        Recipe recipe = TinyRun.Recipe with { Model = model };
        DataSplit split = new(Table(80, 1), Table(20, 2), Table(30, 3), "made up");
        new Experiment(recipe, split, RunFolder.Create(Run, recipe), Workers.Single).Run(cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(["loss.png", "loss.svg", "model.png", "model.svg"], Pictures());
    }

    [Fact]
    public void Run_ThatLearnedAlmostNothing_SaysSo()
    {
        TinyRun.Train(TinyRun.Recipe.With(training => training with { Epochs = 1, Optimizer = new SgdSpec(1e-9) }), Run);

        Assert.Contains("is no better than that of the mean image", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ThatLearned_HasNoFinding()
    {
        RunResult result = TinyRun.Train(TinyRun.Recipe.With(training => training with { Epochs = 60 }), Run);

        Assert.True(result.Figures[FigureNames.TestMse] < 0.7 * result.Figures[FigureNames.MeanImageMse]);
        Assert.DoesNotContain("no better than", Page(), StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is compressed", Page(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(63, false)]
    [InlineData(64, true)]
    [InlineData(70, true)]
    public void Run_CodeAsLargeAsTheInput_SaysThatNothingIsCompressed(int code, bool said)
    {
        TinyRun.Train((TinyRun.Recipe with { Model = TinyRun.Model(code) }).With(training => training with { Epochs = 1 }), Run);

        Assert.Equal(said, Page().Contains("Nothing is compressed", StringComparison.Ordinal));
        Assert.Equal(said, Page().Contains($"The code has {code} numbers for 64 of the input.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "The weights are those of a training that broke down; their figures mean nothing.")]
    [InlineData(true, "The weights are those of epoch 2, the best before it broke down.")]
    public void Run_Diverged_SaysWhichWeightsTheseAre(bool? restoreBest, string expected)
    {
        Recipe recipe = (TinyRun.Recipe with { Model = TinyRun.Model(2) }).With(training => training with { RestoreBest = restoreBest });
        Hook poison = new()
        {
            Step = context =>
            {
                if (context is { Epoch: 3, Step: 1 }) context.Network.Parameters.Values.Span.Fill(float.NaN);
            },
        };

        RunResult result = TinyRun.Train(recipe, Run, null, poison);

        Assert.Equal("diverged", result.Outcome);
        Assert.Equal(restoreBest == true, double.IsFinite(result.Figures[FigureNames.TestMse]));
        Assert.Contains("The loss is not finite at epoch 3, step 2; the first values that are not finite come out of encoder.1.", Page(), StringComparison.Ordinal);
        Assert.Contains(expected, Page(), StringComparison.Ordinal);
        Assert.Contains("codes.svg", Pictures());
        Assert.Equal(restoreBest == true, Pictures().Contains("manifold.png"));
    }

    [Fact]
    public void Run_Resumed_DropsThePicturesThatItNoLongerHas()
    {
        TinyRun.Train(TinyRun.Recipe, Run);
        _folder.Write("run/pictures/codes.svg", [1]);

        TinyRun.Resume(Run);

        Assert.DoesNotContain("codes.svg", Pictures());
    }

    private static ImageSet Bare(IDataset set)
    {
        float[] pixels = Representations.Read(set, [.. Enumerable.Range(0, set.Count)], Workers.Single);
        return new ImageSet("bare", set.Shape, [.. pixels.Select(pixel => (byte)MathF.Round(pixel * 255))]);
    }

    private static FloatSet Table(int count, ulong seed) => new("table", new Shape(6), Tiny.Set(count, seed).Values.ToArray());

    /// <summary>Gets the page's text, without the white space that only formats it; a page that is not well-formed fails.</summary>
    private string Page()
    {
        string page = File.ReadAllText(Path.Combine(Run, "report.html"));
        return string.Join(' ', XDocument.Parse(page).Root!.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private string[] Pictures() =>
        [.. Directory.GetFiles(Path.Combine(Run, "pictures")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}

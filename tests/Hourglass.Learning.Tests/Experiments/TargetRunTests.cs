using System.Xml.Linq;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class TargetRunTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Folder => _folder.At("run");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_OfAClassifier_SpeaksOfClassesAndNotOfReconstruction()
    {
        RunResult result = Run(TargetKind.Label, Models.Classifier(TinyRun.Shape, new ModelOptions { Layers = [8], Classes = 4 }), epochs: 3);

        Assert.Equal(
            ["test_error_rate", "test_accuracy", "test_cross_entropy", "train_error_rate", "train_accuracy", "train_cross_entropy", "commonest_class_error_rate"],
            result.Figures.Select(static figure => figure.Name));
        Assert.Equal(30 / 41.0, result.Figures[FigureNames.CommonestClassErrorRate], 1e-15);
        Assert.Equal(41, Enumerable.Range(0, 16).Sum(i => result.Confusion![i / 4, i % 4]));
        Assert.Equal(result with { Run = null }, RunResultJson.Read(File.ReadAllText(Path.Combine(Folder, "result.json")), "file"));
        Assert.Equal(["confusion.png", "confusion.svg", "error-per-class.png", "error-per-class.svg", "filters.png", "loss.png", "loss.svg", "model.png", "model.svg"], Pictures());
        string page = Page();
        Assert.Contains("A classifier from 8x8x1 to a code of 8 and on to 4 classes, trained on 90 samples of blobs", page, StringComparison.Ordinal);
        Assert.Contains("Which classes are taken for which", page, StringComparison.Ordinal);
        Assert.Contains("answering with the commonest class: 73.17 %", page, StringComparison.Ordinal);
        Assert.DoesNotContain("econstruction", page, StringComparison.Ordinal);
        Assert.DoesNotContain("squared error", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OfAClassifierThatLearnedNothing_SaysSo()
    {
        ModelSpec model = Models.Classifier(TinyRun.Shape, new ModelOptions { Layers = [8], Classes = 4, Initializer = InitializerSpec.Constant(0) });

        Run(TargetKind.Label, model, epochs: 1, rate: 1e-9);

        Assert.Contains("is no better than that of the commonest class, 73.17 %.", Page(), StringComparison.Ordinal);
        Assert.Contains("The first 20 of the 30 test images whose class the model misses.", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OfASimilarityModel_HasTheErrorsAgainstTargetsAndAgainstTheInput()
    {
        RunResult result = Run(TargetKind.SameClass, TinyRun.Model(2), epochs: 30);

        Assert.Equal(
            ["test_target_mse", "test_target_sse_per_image", "train_target_mse", "mean_target_mse", "class_mean_mse", "test_mse", "test_sse_per_image"],
            result.Figures.Select(static figure => figure.Name));

        // It learned what a class has in common: not the mean of all, nor, with squared errors, more than the mean of the class.
        Assert.InRange(result.Figures[FigureNames.TestTargetMse], 0.9 * result.Figures[FigureNames.ClassMeanMse], 0.7 * result.Figures[FigureNames.MeanTargetMse]);
        Assert.Contains("codes.svg", Pictures());
        Assert.Contains("reconstructions.png", Pictures());
        Assert.Contains("squared error per image against its target", Page(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TargetKind.Label)]
    [InlineData(TargetKind.SameClass)]
    public void ReadRecipe_ReturnsTheTarget(TargetKind target)
    {
        Recipe recipe = TinyRun.Recipe with { Data = new DataSpec(Target: target, Partners: target == TargetKind.SameClass ? 3 : null) };

        RunFolder.Create(Folder, recipe);

        Assert.Equal(recipe, RunFolder.Open(Folder).ReadRecipe());
    }

    private RunResult Run(TargetKind target, ModelSpec model, int epochs, double rate = 0.01)
    {
        Recipe recipe = new(new DataSpec(Target: target), model, TinyRun.Recipe.Training with { Epochs = epochs, Optimizer = new AdamSpec(rate) });
        DataSplit split = SplitTargets.With(TinyRun.Split, recipe.Data, new RandomKey(1));
        return new Experiment(recipe, split, RunFolder.Create(Folder, recipe), Workers.Single).Run(cancellation: TestContext.Current.CancellationToken);
    }

    private string Page() => string.Join(
        ' ', XDocument.Parse(File.ReadAllText(Path.Combine(Folder, "report.html"))).Root!.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string[] Pictures() =>
        [.. Directory.GetFiles(Path.Combine(Folder, "pictures")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}

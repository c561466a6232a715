using System.Text.Json.Nodes;
using Hourglass.Networks;

namespace Hourglass.Learning.Tests;

public sealed class RecipeTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public static TheoryData<OptimizerSpec> Optimizers =>
    [
        new SgdSpec(),
        new SgdSpec(0.3, 0.9, true, 1e-5, 1e-4, 1.5, 0.1),
        new AdamSpec(0.002, 0.8, 0.99, 1e-6, 0.1, 2, 3),
        new AdamWSpec(0.003, WeightDecay: 0.02),
        new AdadeltaSpec(),
        new AdagradSpec(0.05),
        new RmsPropSpec(0.004, Momentum: 0.5),
    ];

    public static TheoryData<ScheduleSpec> Schedules =>
    [
        new ConstantSchedule(),
        new StepSchedule(3, 0.5),
        new ExponentialSchedule(0.9),
        new CosineSchedule(0.05),
        new WarmUpSchedule(Steps: 12, Then: new CosineSchedule()),
        new WarmUpSchedule(Epochs: 2),
        new PlateauSchedule(0.3, 4, 0.01, 0.001),
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void WriteAndRead_EveryOptimizer_GivesTheSameRecipe(OptimizerSpec optimizer) =>
        AssertKept(TinyRun.Recipe.With(training => training with { Optimizer = optimizer }));

    [Theory]
    [MemberData(nameof(Schedules))]
    public void WriteAndRead_EverySchedule_GivesTheSameRecipe(ScheduleSpec schedule) =>
        AssertKept(TinyRun.Recipe.With(training => training with { Schedule = schedule }));

    [Fact]
    public void WriteAndRead_EveryOptionSet_GivesTheSameRecipe() => AssertKept(new Recipe(
        new DataSpec { Name = "mnist", Take = 1000, Validation = 0, Stratified = true },
        TinyRun.Model(2),
        new TrainingOptions
        {
            Epochs = 7,
            Batch = 3,
            Seed = ulong.MaxValue,
            Shuffle = false,
            Patience = 2,
            RestoreBest = false,
            CheckpointEvery = 5,
        }));

    [Fact]
    public void Read_MemberLeftOut_HasItsDefault()
    {
        RunFolder folder = RunFolder.Create(_folder.At("run"), TinyRun.Recipe);
        Edit(folder, recipe =>
        {
            recipe["data"] = new JsonObject();
            recipe["training"] = new JsonObject { ["epochs"] = 3 };
        });

        Assert.Equal(TinyRun.Recipe with { Data = new DataSpec(), Training = new TrainingOptions { Epochs = 3 } }, folder.ReadRecipe());
    }

    [Fact]
    public void Read_UnknownAndImpossibleMembers_AreNamedAllAtOnce()
    {
        RunFolder folder = RunFolder.Create(_folder.At("run"), TinyRun.Recipe);
        Edit(folder, recipe =>
        {
            recipe["training"]!["epoch"] = 3;
            recipe["data"]!["name"] = "minst";
            recipe["model"]!["decoder"]![0]!["unit"] = 3;
        });

        SpecException error = Assert.Throws<SpecException>(folder.ReadRecipe);

        Assert.Equal(["model.decoder[0].unit", "training.epoch"], error.Problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
        Assert.Contains("did you mean \"epochs\"?", error.Message, StringComparison.Ordinal);
        Assert.Contains("did you mean \"units\"?", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{folder.RecipeFile}, line ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ValuesOutOfRange_AreNamedAllAtOnce()
    {
        RunFolder folder = RunFolder.Create(_folder.At("run"), TinyRun.Recipe);
        Edit(folder, recipe =>
        {
            recipe["data"] = new JsonObject { ["name"] = "minst", ["take"] = 0, ["validation"] = -1 };
            recipe["training"]!["epochs"] = 0;
            recipe["training"]!["optimizer"]!["learningRate"] = -1;
            recipe["model"]!["decoder"]![0]!["units"] = 0;
        });

        SpecException error = Assert.Throws<SpecException>(folder.ReadRecipe);

        Assert.Equal(
            ["data.name", "data.take", "data.validation", "model.decoder[0].units", "training.epochs", "training.optimizer.learningRate"],
            error.Problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
        Assert.Contains("did you mean \"mnist\"?", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("not json")]
    public void Read_NoJson_IsRefusedWithTheFile(string text)
    {
        RunFolder folder = RunFolder.Create(_folder.At("run"), TinyRun.Recipe);
        File.WriteAllText(folder.RecipeFile, text);

        InvalidDataException error = Assert.Throws<InvalidDataException>(folder.ReadRecipe);

        Assert.StartsWith(folder.RecipeFile, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadRecipeText_IsTheFile()
    {
        RunFolder folder = RunFolder.Create(_folder.At("run"), TinyRun.Recipe);

        Assert.Equal(File.ReadAllText(folder.RecipeFile), folder.ReadRecipeText() + "\n");
        Assert.DoesNotContain('\r', folder.ReadRecipeText());
    }

    private static void Edit(RunFolder folder, Action<JsonNode> change)
    {
        JsonNode recipe = JsonNode.Parse(File.ReadAllText(folder.RecipeFile))!;
        change(recipe);
        File.WriteAllText(folder.RecipeFile, recipe.ToJsonString());
    }

    private void AssertKept(Recipe recipe) => Assert.Equal(recipe, RunFolder.Create(_folder.At("run"), recipe).ReadRecipe());
}

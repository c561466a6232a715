using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class RecipeChecksTests
{
    private static readonly FloatSet Set = new("set", new Shape(4), new float[10 * 4]);
    private static readonly DataSplit Split = new(Set, null, Set, "memory");

    [Fact]
    public void EnsureFits_ARecipeThatFits_SaysNothing() =>
        RecipeChecks.EnsureFits(new Recipe(new DataSpec(), Models.Dense(new Shape(4)), new TrainingOptions { Batch = 10 }), Split);

    [Fact]
    public void EnsureFits_ARecipeThatDoesNot_NamesEveryProblem()
    {
        Recipe recipe = new(new DataSpec(), Models.Dense(new Shape(5)), new TrainingOptions { Batch = 11 });

        SpecException error = Assert.Throws<SpecException>(() => RecipeChecks.EnsureFits(recipe, Split));

        Assert.Equal(["training.batch", "model.input"], error.Problems.Select(static problem => problem.Path));
    }

    [Fact]
    public void EnsureMemory_OfAModelBeyondIt_SaysHowMuchItTakes()
    {
        ModelSpec model = Models.Dense(new Shape(1000), new ModelOptions { Code = 1000 });

        SpecException error = Assert.Throws<SpecException>(() => RecipeChecks.EnsureMemory(model, 10_000_000));

        Assert.Equal(
            "model: received 2,002,000 parameters, which take at least 24 MB to train, expected at most 10 MB, the memory of this machine. Use smaller layers.",
            error.Message);
        RecipeChecks.EnsureMemory(model, 24_024_000);
    }
}

using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Finds out whether a recipe can run before anything is written.</summary>
public static class RecipeChecks
{
    /// <summary>Refuses a recipe that is not valid or does not fit its data.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="split">The data that the recipe names.</param>
    /// <exception cref="SpecException">Something is wrong; all of it is said.</exception>
    public static void EnsureFits(Recipe recipe, DataSplit split)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(split);
        SpecValidator.EnsureValid(recipe);
        EnsureMemory(recipe, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        Network network = Network.Build(recipe.Model, new RandomKey(recipe.Training.Seed));
        TrainerChecks.EnsureValid(network, split.Train, split.Validation, recipe.Training);
    }

    /// <summary>Refuses a model whose parameters, gradient and best weights alone do not fit into memory.</summary>
    internal static void EnsureMemory(Recipe recipe, long available)
    {
        const int Copies = 3;
        long least = sizeof(float) * Copies * recipe.Model.ParameterCount;
        if (least <= available) return;
        throw new SpecException(
        [
            new("model", FormattableString.Invariant(
                $"received {recipe.Model.ParameterCount:N0} parameters, which take at least {least / 1_000_000:N0} MB to train, expected at most {available / 1_000_000:N0} MB, the memory of this machine. Use smaller layers.")),
        ]);
    }
}

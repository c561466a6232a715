using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Finds out whether a recipe can run before anything is written.</summary>
public static class RecipeChecks
{
    // The parameters, their gradient and the best of them.
    private const int Copies = 3;

    /// <summary>Refuses a recipe that is not valid or does not fit its data.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="split">The data that the recipe names.</param>
    /// <exception cref="SpecException">Something is wrong; all of it is said.</exception>
    public static void EnsureFits(Recipe recipe, DataSplit split)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(split);
        SpecValidator.EnsureValid(recipe);
        EnsureMemory(recipe.Model);
        if (recipe.Pca is not { } pca)
        {
            TrainerChecks.EnsureValid(recipe.Model, split.Train, split.Validation, recipe.Training);
            return;
        }

        SpecProblem[] problems = [.. pca.CheckFit(recipe.Model, split.Train, "model.code")];
        if (problems.Length > 0) throw new SpecException(problems);
    }

    /// <summary>Refuses a model whose parameters, gradient and best weights alone do not fit into memory.</summary>
    /// <param name="model">A valid model.</param>
    /// <param name="available">The memory in bytes; null, the default, for that of this machine.</param>
    /// <exception cref="SpecException">They do not fit.</exception>
    public static void EnsureMemory(ModelSpec model, long? available = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        long most = available ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, least = sizeof(float) * Copies * model.ParameterCount;
        if (least <= most) return;
        const int Million = 1_000_000;
        long parameters = model.ParameterCount;
        throw new SpecException([new("model", Phrase.Of(
            $"received {parameters:N0} parameters, which take at least {least / Million:N0} MB to train, expected at most {most / Million:N0} MB, the memory of this machine. Use smaller layers."))]);
    }
}

using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Describes how a model is computed from principal components instead of being trained. Their number is the size of the model's code.</summary>
/// <remarks>Nothing is validated while components are computed, so no sample need be held back. Of the training options the seed alone counts: for the split and
/// the randomized solver.</remarks>
/// <param name="Center">Whether the mean is subtracted first. The default is yes.</param>
/// <param name="Standardize">Whether each feature is divided by its standard deviation first. The default is no.</param>
/// <param name="Whiten">Whether each number of the code has variance 1. The default is no.</param>
/// <param name="Solver">How components are found. The default is exact.</param>
public sealed record PcaSpec(bool Center = true, bool Standardize = false, bool Whiten = false, PcaSolver Solver = PcaSolver.Exact)
{
    /// <summary>Makes the options of the fit.</summary>
    /// <param name="components">The size of the code.</param>
    /// <param name="seed">The seed of the run.</param>
    public PcaOptions ToOptions(int components, ulong seed) => new(components, Center, Standardize, Whiten, Solver, Seed: seed);

    /// <summary>Finds everything that is wrong with this description for a model.</summary>
    /// <param name="model">A valid model.</param>
    /// <param name="path">Where the description stands, as in <c>pca</c>.</param>
    public IEnumerable<SpecProblem> Validate(ModelSpec model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!Enum.IsDefined(Solver)) yield return new($"{path}.solver", Phrase.Of($"received {(int)Solver}, expected {string.Join(", ", SpecNames.All<PcaSolver>())}."));
        ModelSpec expected = PcaModel.Spec(model.Input, model.CodeSize) with { Name = model.Name };
        if (!model.Equals(expected))
            yield return new(path, Phrase.Of("received a model with other layers, expected one linear dense layer each way, as 'pca' has."));
    }

    /// <summary>Finds what does not fit the training set.</summary>
    /// <param name="model">The model.</param>
    /// <param name="train">The training set.</param>
    /// <param name="path">Where the size of the code stands.</param>
    internal IEnumerable<SpecProblem> CheckFit(ModelSpec model, IDataset train, string path)
    {
        if (PcaChecks.Find(ToOptions(model.CodeSize, 0), train.Count, train.Shape.Size) is { } problem) yield return new(path, problem);
    }
}

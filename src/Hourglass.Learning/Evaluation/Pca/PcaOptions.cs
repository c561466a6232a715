using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Says which principal components are wanted and how they are found.</summary>
/// <param name="Components">How many; 1 to the smaller of features and samples.</param>
/// <param name="Center">Whether the mean is subtracted first. The default is yes: variance is about the mean.</param>
/// <param name="Standardize">Whether each feature is divided by its standard deviation first; one that is constant is left as it is. The default is no:
/// pixels have one unit.</param>
/// <param name="Whiten">Whether scores are divided by the square root of their variance, so that each has variance 1; a component without variance is
/// left as it is. The default is no: distances between scores are then those between samples.</param>
/// <param name="Solver">How they are found. The default is exact.</param>
/// <param name="Oversampling">With <see cref="PcaSolver.Randomized"/>, how many directions more than components are followed. The default is 10, as in
/// scikit-learn.</param>
/// <param name="PowerIterations">With <see cref="PcaSolver.Randomized"/>, how many passes over the data turn the directions. The default is 7, as in
/// scikit-learn for few components.</param>
/// <param name="Seed">With <see cref="PcaSolver.Randomized"/>, where the first directions come from. The default is 42, as everywhere.</param>
public sealed record PcaOptions(
    int Components,
    bool Center = true,
    bool Standardize = false,
    bool Whiten = false,
    PcaSolver Solver = PcaSolver.Exact,
    int Oversampling = 10,
    int PowerIterations = 7,
    ulong Seed = 42)
{
    /// <summary>Words what is done to the samples and how components are found: <c>centred, standardised, exact solver</c>.</summary>
    public string Describe()
    {
        List<string> steps = [Center ? Phrase.Of("centred") : Phrase.Of("not centred")];
        if (Standardize) steps.Add(Phrase.Of("standardised"));
        if (Whiten) steps.Add(Phrase.Of("whitened"));
        return Phrase.Of($"{string.Join(", ", steps)}, {SpecNames.Of(Solver)} solver");
    }
}

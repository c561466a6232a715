using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>A whole experiment as one record: data, model and training. Equal recipes give equal bits.</summary>
/// <param name="Data">Which data.</param>
/// <param name="Model">What to train.</param>
/// <param name="Training">How to train it.</param>
public sealed record Recipe(DataSpec Data, ModelSpec Model, TrainingOptions Training) : ISpec
{
    /// <inheritdoc/>
    public IEnumerable<SpecProblem> Validate(string path)
    {
        string prefix = path.Length == 0 ? "" : $"{path}.";
        return [.. Data.Validate($"{prefix}data"), .. Model.Validate($"{prefix}model"), .. Training.Validate($"{prefix}training")];
    }
}

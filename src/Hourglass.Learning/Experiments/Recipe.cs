using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>A whole experiment as one record: data, model and training. Equal recipes give equal bits.</summary>
/// <param name="Data">Which data.</param>
/// <param name="Model">What to train.</param>
/// <param name="Training">How to train it.</param>
/// <param name="Pretraining">How each layer of the encoder is pre-trained first; null, the default, for no pre-training.</param>
public sealed record Recipe(DataSpec Data, ModelSpec Model, TrainingOptions Training, PretrainingSpec? Pretraining = null) : ISpec
{
    /// <inheritdoc/>
    public IEnumerable<SpecProblem> Validate(string path)
    {
        string prefix = path.Length == 0 ? "" : $"{path}.";
        return [.. Data.Validate($"{prefix}data"), .. Model.Validate($"{prefix}model"), .. Training.Validate($"{prefix}training"), .. Pretraining?.Validate(Model, $"{prefix}pretraining") ?? []];
    }
}

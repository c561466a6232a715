using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>A whole experiment as one record: data, model and training. Equal recipes give equal bits.</summary>
/// <param name="Data">Which data.</param>
/// <param name="Model">What to train.</param>
/// <param name="Training">How to train it.</param>
/// <param name="Pretraining">How each layer of the encoder is pre-trained first; null, the default, for no pre-training.</param>
/// <param name="Pca">How the model is computed from principal components instead of being trained; null, the default, where it is trained.</param>
public sealed record Recipe(DataSpec Data, ModelSpec Model, TrainingOptions Training, PretrainingSpec? Pretraining = null, PcaSpec? Pca = null) : ISpec
{
    /// <inheritdoc/>
    public IEnumerable<SpecProblem> Validate(string path)
    {
        string prefix = path.Length == 0 ? "" : $"{path}.";
        return
        [
            .. Data.Validate($"{prefix}data"),
            .. Model.Validate($"{prefix}model"),
            .. Training.Validate($"{prefix}training"),
            .. Pretraining?.Validate(Model, $"{prefix}pretraining") ?? [],
            .. Pca?.Validate(Model, $"{prefix}pca") ?? [],
            .. Pca is null ? [] : Unfit(prefix),
        ];
    }

    /// <summary>Finds what belongs to training alone.</summary>
    private IEnumerable<SpecProblem> Unfit(string prefix)
    {
        if (Data.Target != TargetKind.Input)
            yield return new($"{prefix}data.target", Phrase.Of($"received {SpecNames.Of(Data.Target)}, expected input: principal components reconstruct the samples themselves."));
        if (Pretraining is not null)
            yield return new($"{prefix}pretraining.epochs", Phrase.Of("received pre-training, expected none: principal components are not trained."));
    }
}

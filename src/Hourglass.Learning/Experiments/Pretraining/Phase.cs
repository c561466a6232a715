using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>A part of layer-wise pre-training that comes before the training of the whole network.</summary>
/// <param name="Name">The name of its folder: <c>1-without-pretraining</c>, <c>2-layer-1</c>.</param>
/// <param name="Title">What it does, in few words as <see cref="Phrase"/> says them.</param>
/// <param name="Model">The network that it trains.</param>
/// <param name="Training">How it trains it.</param>
internal sealed record Phase(string Name, string Title, ModelSpec Model, TrainingOptions Training);

/// <summary>What came out of a phase.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Network">The trained network.</param>
/// <param name="History">Its epochs.</param>
internal sealed record PhaseResult(Phase Phase, Network Network, IReadOnlyList<EpochRecord> History)
{
    /// <summary>Gets the time of all epochs.</summary>
    public double Seconds => History.Sum(static epoch => epoch.Seconds);
}

/// <summary>What came out of all phases.</summary>
/// <param name="Phases">The finished phases in their order.</param>
/// <param name="Layers">The loss of each layer's autoencoder after its last epoch, on the validation set where there is one.</param>
/// <param name="Without">How good the network is that was trained without pre-training; null where it was not asked for.</param>
/// <param name="Before">How good the network is before fine-tuning; null where a phase was not finished.</param>
/// <param name="Unfinished">How a phase ended that was not finished; null where all are.</param>
internal sealed record PretrainingResult(
    IReadOnlyList<PhaseResult> Phases, IReadOnlyList<double> Layers, RunEvaluation? Without, RunEvaluation? Before, TrainingResult? Unfinished)
{
    /// <summary>Gets the time of all finished phases.</summary>
    public double Seconds => Phases.Sum(static phase => phase.Seconds);

    /// <summary>Puts what the phases say behind the first figure of a run, which they are compared with.</summary>
    public RunFigures AddTo(RunFigures figures)
    {
        List<RunFigure> all = [figures[0]];
        if (Before is { } before) all.Add(new(figures[0].Name + FigureNames.BeforeFineTuning, before.Figures[0].Value));
        if (Without is { } without) all.Add(new(figures[0].Name + FigureNames.WithoutPretraining, without.Figures[0].Value));
        all.AddRange(figures.Skip(1));
        for (int i = 0; i < Layers.Count; i++) all.Add(new(FormattableString.Invariant($"{FigureNames.LayerLoss}{i + 1}"), Layers[i]));
        return new RunFigures(all);
    }
}

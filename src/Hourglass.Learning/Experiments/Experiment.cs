using System.Reflection;
using System.Text.Json;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Runs a recipe into a run folder: train or compute, evaluate, report.</summary>
/// <param name="recipe">The recipe.</param>
/// <param name="split">The data that the recipe names.</param>
/// <param name="folder">The run folder.</param>
/// <param name="workers">The team.</param>
/// <param name="time">The clock; the system's by default.</param>
public sealed class Experiment(Recipe recipe, DataSplit split, RunFolder folder, Workers workers, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Gets the version of Hourglass.</summary>
    public static string Version { get; } =
        typeof(Experiment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Gets or sets the command that repeats the run, which the report shows.</summary>
    public string Command { get; init; } = "";

    /// <summary>Gets or sets more callbacks of the training.</summary>
    public IReadOnlyList<TrainingCallback> Callbacks { get; init; } = [];

    /// <summary>Gets or sets who is told when a phase of layer-wise pre-training begins, in a sentence; nobody by default.</summary>
    public Action<string>? PhaseBegins { get; init; }

    /// <summary>Trains from the start, or computes the model where the recipe says so.</summary>
    /// <param name="progress">Is told several times a second how far training is.</param>
    /// <param name="cancellation">Ends training after the current step; the run can be resumed.</param>
    /// <exception cref="SpecException">The recipe is not valid or does not fit the data.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">A model that is computed in one go was cancelled; there is nothing to keep.</exception>
    public RunResult Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        recipe.Pca is { } pca ? Fit(pca, cancellation) : Train(MakeTrainer(), progress, cancellation);

    /// <summary>Goes on from the checkpoint, or from the start where there is none yet.</summary>
    /// <param name="progress">Is told several times a second how far training is.</param>
    /// <param name="cancellation">Ends training after the current step; the run can be resumed again.</param>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or belongs to another recipe.</exception>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public RunResult Resume(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        folder.RemoveLeftovers();
        return Run(progress, cancellation);
    }

    private Trainer MakeTrainer()
    {
        EnsureValid();
        Network network = Network.Build(recipe.Model, new RandomKey(recipe.Training.Seed));
        TrainingCallback[] callbacks =
        [
            new MetricsWriter(folder.MetricsFile),
            .. Callbacks,
            new CheckpointWriter(folder.CheckpointFile, recipe.Training.CheckpointEvery, _time),
        ];
        return new Trainer(network, split.Train, split.Validation, recipe.Training, workers, callbacks, _time);
    }

    private void EnsureValid()
    {
        List<SpecProblem> problems = [.. recipe.Validate("").Where(static problem => !problem.Path.StartsWith("data", StringComparison.Ordinal))];
        if (problems.Count > 0) throw new SpecException(problems);
    }

    /// <summary>Computes the model in place of training it.</summary>
    private RunResult Fit(PcaSpec spec, CancellationToken cancellation)
    {
        EnsureValid();
        split.Scaling?.Write(folder.ScalingFile);
        long start = _time.GetTimestamp();
        Pca pca = Pca.Fit(split.Train, spec.ToOptions(recipe.Model.CodeSize, recipe.Training.Seed), workers, cancellation);
        double seconds = _time.GetElapsedTime(start).TotalSeconds;
        PcaFit fit = new(pca, seconds);
        AtomicFile.Write(folder.MetricsFile, static _ => { }); // A line per epoch, and there is none.
        return Finish(pca.ToNetwork(recipe.Model.Input), fit.ToTraining(), null, fit);
    }

    private RunResult Train(Trainer trainer, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        split.Scaling?.Write(folder.ScalingFile);
        PretrainingResult? pretraining = Pretrain(trainer.Network, progress, cancellation);
        if (pretraining?.Unfinished is { } unfinished) return Finish(trainer.Network, BeforeItsTime(unfinished, pretraining), pretraining);

        // What a checkpoint of the whole network holds comes after what the phases before it have left.
        if (File.Exists(folder.CheckpointFile)) Checkpoint.Restore(trainer, folder.CheckpointFile);
        TrainingResult training = trainer.Run(progress, cancellation);
        return Finish(trainer.Network, training with { Seconds = training.Seconds + (pretraining?.Seconds ?? 0) }, pretraining);
    }

    /// <summary>The whole network has no epoch yet where a phase before it has ended the run.</summary>
    private static TrainingResult BeforeItsTime(TrainingResult phase, PretrainingResult pretraining) => phase with
    {
        State = phase.State with { History = [], Batch = 0, Steps = 0, BestEpoch = 0, BestLoss = null },
        Seconds = phase.Seconds + pretraining.Seconds,
    };

    private PretrainingResult? Pretrain(Network network, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        if (recipe.Pretraining is null) return null;
        LayerwisePretraining phases = new(recipe, split, folder, workers, _time) { Callbacks = Callbacks, PhaseBegins = PhaseBegins };
        return phases.Run(network, progress, cancellation);
    }

    private RunResult Finish(Network network, TrainingResult training, PretrainingResult? pretraining, PcaFit? fit = null)
    {
        ModelFile.Save(network, folder.ModelFile);
        RunEvaluation evaluation = RunEvaluation.Measure(network, split, workers);
        if (fit is not null) evaluation = evaluation with { Figures = fit.AddTo(evaluation.Figures) };
        if (pretraining is not null) evaluation = evaluation with { Figures = pretraining.AddTo(evaluation.Figures) };
        RunResult result = Summarize(network, training, evaluation);
        folder.WriteResult(result);
        RunReport report = new(recipe, split, network, training, evaluation, result, Command, workers, _time) { Pretraining = pretraining, Fit = fit };
        Report.Write(report.Build(), folder.Path);
        return result;
    }

    private RunResult Summarize(Network network, TrainingResult training, RunEvaluation evaluation)
    {
        double[] speeds = [.. training.State.History.Select(static epoch => epoch.SamplesPerSecond).Order()];
        return new RunResult
        {
            Model = recipe.Model.Name,
            Data = recipe.Data.Name,
            Outcome = JsonNamingPolicy.KebabCaseLower.ConvertName(training.Outcome.ToString()),
            Reason = training.Reason,
            Figures = evaluation.Figures,
            Confusion = evaluation.Classification?.Confusion,
            Epochs = training.State.History.Count,
            Seconds = training.Seconds,
            SamplesPerSecond = recipe.Pca is not null && training.Seconds > 0 ? split.Train.Count / training.Seconds : speeds.Length == 0 ? 0 : speeds[speeds.Length / 2],
            Parameters = network.Parameters.Count,
            CodeSize = recipe.Model.CodeSize,
            CompressionRatio = recipe.Model.CompressionRatio,
            Seed = recipe.Training.Seed,
            Threads = workers.Count,
            Version = Version,
            Run = folder.Path,
        };
    }
}

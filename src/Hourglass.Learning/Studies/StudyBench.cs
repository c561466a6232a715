using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Where a study works: it trains, computes and draws maps, keeps all of it in the folder of the study, and takes what is there already.</summary>
internal sealed class StudyBench
{
    private readonly StudyFolder _folder;
    private readonly StudySettings _settings;
    private readonly StudyListener _listener;

    public StudyBench(StudyFolder folder, StudySettings settings, StudyListener listener, StudyData data, Workers workers, TimeProvider time, CancellationToken cancellation)
    {
        (_folder, _settings, _listener, Data, Workers, Time, Cancellation) = (folder, settings, listener, data, workers, time, cancellation);
        Report = new StudyReport(this);
    }

    /// <summary>Gets whether this is the quick form: few samples, few epochs, no verdicts.</summary>
    public bool IsQuick => _settings.IsQuick;

    /// <summary>Gets the seed of everything.</summary>
    public ulong Seed => _settings.Seed;

    /// <summary>Gets the data.</summary>
    public StudyData Data { get; }

    public Workers Workers { get; }

    public TimeProvider Time { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>Gets the report.</summary>
    public StudyReport Report { get; }

    /// <summary>Gets the folder of the study.</summary>
    public string Path => _folder.Path;

    /// <summary>Gets the time that trainings, computations and maps took, in seconds, also where they were done by an earlier call.</summary>
    public double Seconds { get; private set; }

    /// <summary>Gets the runs in their order.</summary>
    public List<StudyRun> Runs { get; } = [];

    /// <summary>Chooses between the full protocol and the quick form.</summary>
    public T Pick<T>(T full, T quick) => IsQuick ? quick : full;

    /// <summary>Describes the training of a named model.</summary>
    /// <param name="model">The name of the model.</param>
    /// <param name="options">What is changed about it.</param>
    /// <param name="training">How it is trained; the seed is that of the study.</param>
    /// <param name="data">The data; all training samples, none held back, by default.</param>
    public Recipe Recipe(string model, ModelOptions options, TrainingOptions training, DataSpec? data = null)
    {
        data ??= Data.Spec();
        NamedModel named = Models.Get(model);
        return Recipe(named.Create(Data.Open(data, Seed).Train, options), training, data) with { Pretraining = named.Pretraining, Pca = named.Pca };
    }

    /// <summary>Describes the training of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="training">How it is trained; the seed is that of the study.</param>
    /// <param name="data">The data; all training samples, none held back, by default.</param>
    public Recipe Recipe(ModelSpec model, TrainingOptions training, DataSpec? data = null)
    {
        data ??= Data.Spec();
        return new Recipe(data, model, training with { Seed = Seed, Batch = Math.Min(training.Batch, Data.Open(data, Seed).Train.Count) });
    }

    /// <summary>Trains, goes on with a training that was stopped, or takes one that has ended.</summary>
    /// <param name="name">The name of the run, unique in the study.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="callbacks">Who is told besides; a callback that keeps files must find them again after a resumption.</param>
    /// <exception cref="OperationCanceledException">The user stopped it; what was trained is kept.</exception>
    public StudyRun Train(string name, Recipe recipe, params IEnumerable<TrainingCallback> callbacks)
    {
        Cancellation.ThrowIfCancellationRequested();
        DataSplit split = Data.Open(recipe.Data, Seed);
        RunFolder folder = _folder.Run(name, recipe);
        RunResult? result = folder.ReadFinished();
        bool isThere = result is not null;
        _listener.OnStep(name);
        if (result is null)
        {
            RecipeChecks.EnsureFits(recipe, split);
            Experiment experiment = new(recipe, split, folder, Workers, Time) { Command = _settings.Command, Callbacks = [.. callbacks, .. _listener.Callbacks] };
            result = experiment.Resume(_listener.Progress, Cancellation);
            if (result.Outcome == RunResult.Cancelled) throw new OperationCanceledException(Cancellation);
        }

        RunFigure first = result.Figures[0];
        string unit = first.Unit == FigureNames.Share ? "%" : Phrase.Of(first.Unit);
        _listener.OnStepEnd(name, isThere ? null : $"{first.Label} {Numbers.Format(unit == "%" ? 100 * first.Value : first.Value)} {unit}".TrimEnd());
        Seconds += result.Seconds;
        DataSplit plain = Data.Open(recipe.Data with { Target = TargetKind.Input, Partners = null }, Seed);
        StudyRun run = new(name, folder, recipe, result, plain, this);
        Runs.Add(run);
        return run;
    }

    /// <summary>Computes figures once and keeps them.</summary>
    /// <param name="name">The name of the computation, unique in the study.</param>
    /// <param name="compute">Computes them.</param>
    public RunFigures Once(string name, Func<RunFigures> compute)
    {
        Cancellation.ThrowIfCancellationRequested();
        _listener.OnStep(name);
        bool isThere = _folder.ReadStep(name) is not null;
        if (!isThere)
        {
            long start = Time.GetTimestamp();
            RunFigures figures = compute();
            _folder.WriteStep(name, Time.GetElapsedTime(start).TotalSeconds, figures);
        }

        (double seconds, RunFigures kept) = _folder.ReadStep(name)!.Value;
        _listener.OnStepEnd(name, isThere ? null : "");
        Seconds += seconds;
        return kept;
    }

    /// <summary>Draws a map by t-SNE once and keeps it.</summary>
    /// <param name="name">The name of the map, unique in the study.</param>
    /// <param name="points">Gives the points; called only where there is no map yet.</param>
    public TsneMap Map(string name, Func<Points> points)
    {
        Cancellation.ThrowIfCancellationRequested();
        string file = _folder.MapFile(name);
        _listener.OnStep(name);
        bool isThere = File.Exists(file);
        if (!isThere)
        {
            long start = Time.GetTimestamp();
            TsneMap drawn = Tsne.Fit(points(), new TsneOptions { Seed = Seed, Iterations = Pick(1000, 250), ExaggerationIterations = Pick(250, 100) }, Workers, null, Cancellation);
            if (!drawn.IsComplete) throw new OperationCanceledException(Cancellation);
            drawn.Save(file);
            _folder.WriteStep(name, Time.GetElapsedTime(start).TotalSeconds, new RunFigures([new("kl_divergence", drawn.KlDivergence)]));
        }

        TsneMap map = TsneMap.Load(file);
        _listener.OnStepEnd(name, isThere ? null : Phrase.Of($"divergence {map.KlDivergence:0.000} nats"));
        Seconds += _folder.ReadStep(name)?.Seconds ?? 0;
        return map;
    }

    /// <summary>Reads the first test images.</summary>
    /// <param name="count">How many.</param>
    public ImageBatch TestImages(int count = 10)
    {
        IDataset test = Data.Open(Data.Spec(), Seed).Test;
        return new ImageBatch(test.Shape, Representations.Read(test, [.. Enumerable.Range(0, Math.Min(count, test.Count))], Workers));
    }
}

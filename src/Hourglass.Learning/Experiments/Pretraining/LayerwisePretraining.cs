using System.Globalization;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Trains the layers of an encoder one by one, each as an autoencoder of the codes below, then the decoder on the codes of all.</summary>
/// <remarks>
/// <para>The phases, each in a folder of its own below the run's: the whole network without pre-training, to compare with; an autoencoder for
/// each layer; the decoder on the finished codes. Whoever runs them then trains the whole network: fine-tuning.</para>
/// <para><b>Determinism</b> Each phase resumes from its checkpoint to the same bits; a finished one is read from its model.</para>
/// <para><b>Memory</b> The codes of the layer at hand, four bytes per feature and sample of all sets.</para>
/// </remarks>
internal sealed class LayerwisePretraining(Recipe recipe, DataSplit split, RunFolder folder, Workers workers, TimeProvider time)
{
    /// <summary>The name of the phase that trains the whole network without pre-training.</summary>
    internal const string WithoutName = "1-without-pretraining";

    private readonly PretrainingSpec _spec = recipe.Pretraining!;
    private readonly int[] _layers = PretrainingSpec.LayersOf(recipe.Model);
    private readonly List<PhaseResult> _done = [];
    private TrainingResult? _unfinished;
    private int _begun;

    /// <summary>Gets callbacks that are told of every phase.</summary>
    public IReadOnlyList<TrainingCallback> Callbacks { get; init; } = [];

    /// <summary>Gets who is told when a phase begins, in a sentence.</summary>
    public Action<string>? PhaseBegins { get; init; }

    private int PhaseCount => _layers.Length + (_spec.Compare ? 3 : 2);

    /// <summary>Runs the phases that are not finished and copies what they learned into a network.</summary>
    /// <param name="network">The network of the recipe, with its start weights.</param>
    /// <param name="progress">Is told how far the training of a phase is.</param>
    /// <param name="cancellation">Ends the phase at hand after its current step; it can be resumed.</param>
    public PretrainingResult Run(Network network, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        RunEvaluation? without = null, before = null;
        List<double> losses = [];
        if (_spec.Compare && Train(Comparison(), split.Train, split.Validation, progress, cancellation) is { } plain)
            without = RunEvaluation.Measure(plain.Network, split, workers, withTraining: false);

        CodeSets codes = CodeSets.Of(split);
        for (int i = 0; i < _layers.Length && _unfinished is null; i++)
        {
            Phase phase = Layer(i, codes.Train.Shape);
            if (Train(phase, codes.Train, codes.Validation, progress, cancellation) is not { } layer) break;
            network.CopyLayer(layer.Network, FormattableString.Invariant($"encoder.{layer.Network.Encoder.Count - 1}"), FormattableString.Invariant($"encoder.{_layers[i]}"));
            losses.Add(layer.History[^1].MonitoredLoss);
            codes = codes.Encode(layer.Network, workers);
        }

        if (_unfinished is null && Train(Output(codes.Train.Shape), CodeSets.WithTargets(split.Train, codes.Train), codes.ValidationWithTargets(split), progress, cancellation) is { } output)
        {
            for (int i = 0; i < recipe.Model.Decoder.Count; i++)
                network.CopyLayer(output.Network, FormattableString.Invariant($"decoder.{i}"), FormattableString.Invariant($"decoder.{i}"));
            before = RunEvaluation.Measure(network, split, workers, withTraining: false);
        }

        if (_unfinished is null) Begin(Phrase.Of("fine-tuning of the whole network"));
        return new PretrainingResult(_done, losses, without, before, _unfinished);
    }

    /// <summary>Names the phase of a layer, from 0.</summary>
    internal static string NameOf(int layer, bool compare) => string.Create(CultureInfo.InvariantCulture, $"{layer + (compare ? 2 : 1)}-layer-{layer + 1}");

    private Phase Comparison() => new(
        WithoutName, Phrase.Of("the whole network without pre-training, to compare with"), recipe.Model, recipe.Training);

    private Phase Layer(int index, Shape input)
    {
        DenseSpec layer = Dense(index);
        ActivationKind below = index == 0 ? ActivationKind.Sigmoid : Dense(index - 1).Activation;
        double dropped = _spec.CorruptionOf(index);
        string name = string.Create(CultureInfo.InvariantCulture, $"layer-{index + 1}");
        ModelSpec model = new(
            name, input, dropped > 0 ? [new MaskSpec(dropped), layer] : [layer], [Back(below, input.Size), .. Reshape(input)], LossUnder(below));
        return new(
            NameOf(index, _spec.Compare),
            dropped > 0
                ? Phrase.Of($"denoising autoencoder ({100 * dropped:0.#} % dropped) of layer {index + 1}, {input.Size}-{layer.Units}-{input.Size}")
                : Phrase.Of($"autoencoder of layer {index + 1}, {input.Size}-{layer.Units}-{input.Size}"),
            model,
            Options(index + 1, _spec.Optimizer));
    }

    private DenseSpec Dense(int index) => (DenseSpec)recipe.Model.Encoder[_layers[index]];

    private Phase Output(Shape code) => new(
        string.Create(CultureInfo.InvariantCulture, $"{PhaseCount - 1}-output"),
        Phrase.Of("the output layer on the codes of the pre-trained layers"),
        new ModelSpec("output", code, [new FlattenSpec()], recipe.Model.Decoder, recipe.Model.Loss),
        Options(_layers.Length + 1, _spec.Optimizer));

    /// <summary>A phase has a seed of its own, so that no two layers of one size start alike; it folds into the recipe's.</summary>
    private TrainingOptions Options(int phase, OptimizerSpec optimizer) => new()
    {
        Epochs = _spec.Epochs,
        Batch = Math.Min(_spec.Batch, split.Train.Count),
        Optimizer = optimizer,
        Seed = new RandomKey(recipe.Training.Seed).Fold((ulong)phase).Value,
        CheckpointEvery = recipe.Training.CheckpointEvery,
    };

    /// <summary>Makes the layer that comes back to what the layer below makes: sigmoids to numbers in 0 to 1, tanh to -1 to 1, anything
    /// elsewhere.</summary>
    private static DenseSpec Back(ActivationKind below, int units) => below switch
    {
        ActivationKind.Sigmoid or ActivationKind.Softmax => new(units, ActivationKind.Sigmoid),
        ActivationKind.Tanh => new(units, ActivationKind.Tanh),
        _ => new(units),
    };

    private static LossSpec LossUnder(ActivationKind below) =>
        new(below is ActivationKind.Sigmoid or ActivationKind.Softmax ? LossKind.Bce : LossKind.Mse);

    private static IEnumerable<LayerSpec> Reshape(Shape shape) => shape.IsVector ? [] : [new ReshapeSpec(shape)];

    private void Begin(string title)
    {
        _begun++;
        PhaseBegins?.Invoke(Phrase.Of($"Phase {_begun} of {PhaseCount}: {title}."));
    }

    private PhaseResult? Train(
        Phase phase, IDataset train, IDataset? validation, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        Begin(phase.Title);
        PhaseFolder place = folder.Phase(phase.Name);
        PhaseResult? result = File.Exists(place.ModelFile)
            ? new PhaseResult(phase, ModelFile.Load(place.ModelFile), place.ReadHistory())
            : Train(phase, place, train, validation, progress, cancellation);
        if (result is not null) _done.Add(result);
        return result;
    }

    private PhaseResult? Train(
        Phase phase, PhaseFolder place, IDataset train, IDataset? validation, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(place.Path);
        TrainingCallback[] callbacks =
            [new MetricsWriter(place.MetricsFile), .. Callbacks, new CheckpointWriter(place.CheckpointFile, phase.Training.CheckpointEvery, time)];
        Network network = Network.Build(phase.Model, new RandomKey(phase.Training.Seed));
        Trainer trainer = new(network, train, validation, phase.Training, workers, callbacks, time);
        if (File.Exists(place.CheckpointFile)) Checkpoint.Restore(trainer, place.CheckpointFile);
        TrainingResult result = trainer.Run(progress, cancellation);
        if (result.Outcome is TrainingOutcome.Cancelled or TrainingOutcome.Diverged)
        {
            _unfinished = result with { Reason = Phrase.Of($"Phase {_begun}, {phase.Title}: {result.Reason}") };
            return null;
        }

        // The model comes last: where it is, the phase is finished.
        ModelFile.Save(network, place.ModelFile);
        return new PhaseResult(phase, network, result.State.History);
    }
}

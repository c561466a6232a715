using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>What a layer did over the examined samples.</summary>
/// <param name="Name">The layer's place and words: <c>encoder.0 (dense 32, relu)</c>.</param>
/// <param name="Layer">The layer.</param>
/// <param name="IsCode">Whether its output is the code.</param>
/// <param name="IsPenalized">Whether a penalty on its activity follows it.</param>
/// <param name="Units">Its units; channels, where its output is an image.</param>
internal sealed record LayerActivity(string Name, Layer Layer, bool IsCode, bool IsPenalized, UnitStatistics Units);

/// <summary>A run with its network at work on some of its training samples, all of whose layers were watched.</summary>
/// <param name="Run">The run.</param>
/// <param name="Samples">How many samples were examined.</param>
/// <param name="Hidden">The code, and the layers before the last whose activation has ends: relu, sigmoid, tanh.</param>
/// <param name="Targets">The features of what the network is to answer: the samples, unless they have targets of their own.</param>
/// <param name="Output">The features of the answers.</param>
internal sealed record Examination(
    TrainedRun Run, int Samples, IReadOnlyList<LayerActivity> Hidden, UnitStatistics Targets, UnitStatistics Output)
{
    // A unit that answers one sample in 500 is missed by all of them once in 60 times.
    private const int MostSamples = 2048;
    private const int Batch = 256;

    // The slope of a sigmoid at 0.99 is 4 % of its largest, and so is that of tanh at 0.98.
    private const float SigmoidEnd = 0.01f, TanhEnd = 0.98f;

    /// <summary>Gets the smallest and the largest number of the targets.</summary>
    public ValueRange Range { get; } = new(
        Enumerable.Range(0, Targets.Count).Min(unit => (double)Targets.Low(unit)),
        Enumerable.Range(0, Targets.Count).Max(unit => (double)Targets.High(unit)));

    public static Examination Of(TrainedRun run, Workers workers)
    {
        IDataset set = run.Data.Train;
        int samples = Math.Min(MostSamples, set.Count);
        Plan plan = Plan.ForInference(run.Network, Math.Min(Batch, samples), workers);
        LayerActivity[] hidden = [.. Layers(run.Network).SkipLast(1).Where(static layer => layer.IsCode || HasEnds(layer.Layer.Activation))];
        UnitStatistics targets = new(plan.Output.Rows), output = new(plan.Output.Rows);
        Tensor target = set.Targets is { } own ? new Tensor(own.Shape, plan.Batch) : plan.Input;

        // Spread over the whole set, which may be sorted by class.
        int[] indices = [.. Enumerable.Range(0, samples).Select(i => (int)((long)i * set.Count / samples))];
        for (int start = 0; start < samples; start += plan.Batch)
        {
            plan.Columns = Math.Min(plan.Batch, samples - start);
            Span<int> batch = indices.AsSpan(start, plan.Columns);
            set.Read(batch, plan.Input, workers);
            set.Targets?.Read(batch, target.WithColumns(plan.Columns), workers);
            targets.Add(target.WithColumns(plan.Columns), workers);
            plan.Forward();
            foreach (LayerActivity layer in hidden) layer.Units.Add(plan.OutputOf(layer.Layer), workers);
            output.Add(plan.Output, workers);
        }

        return new Examination(run, samples, hidden, targets, output);
    }

    /// <summary>Lists the layers that compute, those of composites one by one.</summary>
    private static IEnumerable<LayerActivity> Layers(Network network)
    {
        IReadOnlyList<ReportLayer> words = ModelSummary.Layers(network.Spec);
        Layer? code = CodeOf(network, words);
        for (int i = 0; i < words.Count; i++)
        {
            bool isEncoder = i < network.Encoder.Count;
            int place = isEncoder ? i : i - network.Encoder.Count;
            bool isPenalized = i + 1 < words.Count && words[i + 1].Role == LayerRole.Penalty;
            string name = FormattableString.Invariant($"{words[i].Part}.{place}");
            foreach ((string partName, Layer layer) in Apart(name, isEncoder ? network.Encoder[place] : network.Decoder[place]))
            {
                string full = partName == name ? $"{name} ({words[i].Layer})" : partName;
                if (!layer.IsView) yield return new LayerActivity(full, layer, ReferenceEquals(layer, code), isPenalized, Watch(layer));
            }
        }
    }

    /// <summary>Gets the last layer of the encoder that makes features; noise and penalties behind it leave them as they are.</summary>
    private static Layer? CodeOf(Network network, IReadOnlyList<ReportLayer> words)
    {
        Layer[] makers = [.. network.Encoder.Where((_, i) => words[i].Role is LayerRole.Transform or LayerRole.Latent or LayerRole.Activation)];
        return OutputLayer.LastOf(makers);
    }

    private static IEnumerable<(string Name, Layer Layer)> Apart(string name, Layer layer) =>
        layer.Parts.Count == 0 ? [(name, layer)] : layer.Parts.SelectMany(part => Apart($"{name}.{part.Name}", part.Layer));

    private static bool HasEnds(ActivationKind activation) => activation is ActivationKind.Relu or ActivationKind.Sigmoid or ActivationKind.Tanh;

    private static UnitStatistics Watch(Layer layer) => layer.Activation switch
    {
        ActivationKind.Sigmoid => new(layer.Output.Channels, SigmoidEnd, 1 - SigmoidEnd),
        ActivationKind.Tanh => new(layer.Output.Channels, -TanhEnd, TanhEnd),
        _ => new(layer.Output.Channels),
    };
}

using System.Text.Json;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Reads and writes the file from which a training resumes to the same bits.</summary>
/// <remarks>One safetensors file: the weights, the optimizer's slots (<c>optimizer.mean.</c> ...), the weights of the best epoch
/// (<c>best.</c> ...), and in the metadata the model and the state.</remarks>
public static class Checkpoint
{
    private const string StateEntry = "hourglass.training";
    private const string BestPrefix = "best.";

    /// <summary>Writes a checkpoint; the file is replaced as a whole or not at all.</summary>
    /// <param name="snapshot">The training.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(TrainingSnapshot snapshot, string path)
    {
        Network network = snapshot.Network;
        Optimizer optimizer = snapshot.Optimizer;
        List<SafeTensor> tensors = [.. ModelFile.Tensors(network, network.Parameters.Values)];
        for (int i = 0; i < optimizer.Slots.Count; i++)
            tensors.AddRange(ModelFile.Tensors(network, optimizer.Slots[i], SlotPrefix(optimizer, i)));
        if (snapshot.Best is { } best) tensors.AddRange(ModelFile.Tensors(network, best, BestPrefix));

        Dictionary<string, string> metadata = new()
        {
            [ModelFile.SpecEntry] = SpecJson.Write(network.Spec),
            [StateEntry] = JsonSerializer.Serialize(snapshot.State, CheckpointJsonContext.Default.TrainingState),
        };
        AtomicFile.Write(path, stream => SafetensorsFile.Write(stream, tensors, metadata));
    }

    /// <summary>Puts a trainer back to where a checkpoint stood; where that fails, the trainer is left as it was.</summary>
    /// <remarks><b>Memory</b> Everything is read before anything changes, so for a moment weights and slots are there twice.</remarks>
    /// <param name="trainer">A trainer for the same recipe.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is no checkpoint, is damaged, or belongs to another model, optimizer, data set or
    /// batch size.</exception>
    public static void Restore(Trainer trainer, string path)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        using SafetensorsFile file = SafetensorsFile.Read(path);
        Network network = trainer.Network;
        if (ModelFile.SpecOf(file, path) != network.Spec)
            throw new InvalidDataException(Phrase.Of(
                $"{path}: found a checkpoint of another model than the recipe's, expected '{network.Spec.Name}' as the recipe describes it."));

        TrainingState state = ReadState(file, path);
        EnsureKnown(file, trainer, path);
        Optimizer optimizer = trainer.Optimizer;
        FloatBuffer values = Read(file, network, "", path);
        FloatBuffer[] slots = [.. optimizer.SlotNames.Select((_, i) => Read(file, network, SlotPrefix(optimizer, i), path))];
        FloatBuffer? best = state.BestEpoch > 0 ? Read(file, network, BestPrefix, path) : null;
        try
        {
            trainer.Restore(state, best);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new InvalidDataException($"{path}, {StateEntry}: {error.Message}", error);
        }

        values.Span.CopyTo(network.Parameters.Values.Span);
        for (int i = 0; i < slots.Length; i++) slots[i].Span.CopyTo(optimizer.Slots[i].Span);
    }

    private static FloatBuffer Read(SafetensorsFile file, Network network, string prefix, string path)
    {
        FloatBuffer buffer = new(network.Parameters.Values.Length);
        ModelFile.Fill(file, network, buffer, prefix, path);
        return buffer;
    }

    /// <summary>Refuses slots of another optimizer: a tensor that nobody asks for would be lost without a word.</summary>
    private static void EnsureKnown(SafetensorsFile file, Trainer trainer, string path)
    {
        string[] slots = [.. trainer.Optimizer.SlotNames.Select((_, i) => SlotPrefix(trainer.Optimizer, i))];
        string[] prefixes = ["", .. slots, BestPrefix];
        HashSet<string> known = [.. prefixes.SelectMany(prefix => trainer.Network.Parameters.All.Select(parameter => prefix + parameter.Name))];
        if (file.Tensors.FirstOrDefault(entry => !known.Contains(entry.Name)) is not { } unknown) return;
        string names = slots.Length == 0 ? Phrase.Of("none") : string.Join(", ", trainer.Optimizer.SlotNames);
        throw new InvalidDataException(Phrase.Of(
            $"{path}, offset {unknown.Offset}: found tensor '{unknown.Name}', expected the weights and the slots of the recipe's optimizer ({names}). This checkpoint belongs to another optimizer."));
    }

    private static TrainingState ReadState(SafetensorsFile file, string path)
    {
        if (!file.Metadata.TryGetValue(StateEntry, out string? json))
            throw new InvalidDataException(Phrase.Of($"{path}: found no '{StateEntry}' in the metadata, expected a checkpoint."));
        try
        {
            return JsonSerializer.Deserialize(json, CheckpointJsonContext.Default.TrainingState) ?? throw new JsonException("found null");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(Phrase.Of($"{path}: found no training state in '{StateEntry}': {error.Message}"), error);
        }
    }

    private static string SlotPrefix(Optimizer optimizer, int slot) => $"optimizer.{optimizer.SlotNames[slot]}.";
}

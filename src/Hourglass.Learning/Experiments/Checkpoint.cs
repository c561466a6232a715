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
            [StateEntry] = JsonSerializer.Serialize(snapshot.State, RecipeJsonContext.Default.TrainingState),
        };
        AtomicFile.Write(path, stream => SafetensorsFile.Write(stream, tensors, metadata));
    }

    /// <summary>Puts a trainer back to where a checkpoint stood.</summary>
    /// <param name="trainer">A trainer for the same recipe.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is no checkpoint, or one of another model or optimizer.</exception>
    public static void Restore(Trainer trainer, string path)
    {
        using SafetensorsFile file = SafetensorsFile.Read(path);
        Network network = trainer.Network;
        if (ModelFile.SpecOf(file, path) != network.Spec)
            throw new InvalidDataException($"{path}: found a checkpoint of another model than the recipe's, expected '{network.Spec.Name}' as the recipe describes it.");

        TrainingState state = ReadState(file, path);
        ModelFile.Fill(file, network, network.Parameters.Values, "", path);
        for (int i = 0; i < trainer.Optimizer.Slots.Count; i++)
            ModelFile.Fill(file, network, trainer.Optimizer.Slots[i], SlotPrefix(trainer.Optimizer, i), path);

        FloatBuffer? best = null;
        if (state.BestEpoch > 0)
        {
            best = new FloatBuffer(network.Parameters.Values.Length);
            ModelFile.Fill(file, network, best, BestPrefix, path);
        }

        trainer.Restore(state, best);
    }

    private static TrainingState ReadState(SafetensorsFile file, string path)
    {
        if (!file.Metadata.TryGetValue(StateEntry, out string? json))
            throw new InvalidDataException($"{path}: found no '{StateEntry}' in the metadata, expected a checkpoint.");
        try
        {
            return JsonSerializer.Deserialize(json, RecipeJsonContext.Default.TrainingState) ?? throw new JsonException("found null");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}: found no training state in '{StateEntry}': {error.Message}", error);
        }
    }

    private static string SlotPrefix(Optimizer optimizer, int slot) => $"optimizer.{optimizer.SlotNames[slot]}.";
}

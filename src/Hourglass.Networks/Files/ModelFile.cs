using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Reads and writes networks as safetensors files with the spec in the metadata.</summary>
/// <remarks>Any tool that reads safetensors opens the weights: tensors are named as in <see cref="ParameterSet"/> and lie as PyTorch has
/// them, <c>[outputs, inputs]</c>.</remarks>
public static class ModelFile
{
    /// <summary>The metadata entry that holds the spec as JSON.</summary>
    public const string SpecEntry = "hourglass.model";

    /// <summary>Parameters that take 4 MiB: so much memory may be taken on the word of a file.</summary>
    private const int Harmless = 1 << 20;

    /// <summary>Writes a network; the file is replaced as a whole or not at all.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(Network network, string path)
    {
        Dictionary<string, string> metadata = new() { [SpecEntry] = SpecJson.Write(network.Spec) };
        AtomicFile.Write(path, stream => SafetensorsFile.Write(stream, [.. Tensors(network, network.Parameters.Values)], metadata));
    }

    /// <summary>Reads a network.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is no model: not safetensors, without a valid spec, or its tensors do not fit the
    /// spec.</exception>
    public static Network Load(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Read(path);
        ModelSpec spec = SpecOf(file, path);
        EnsureLargeEnough(file, spec, path);
        Network network = Network.Build(spec);
        Fill(file, network, network.Parameters.Values, "", path);
        return network;
    }

    /// <summary>Reads the spec out of a file's metadata.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">What messages call it.</param>
    /// <exception cref="InvalidDataException">There is none, or it is not valid.</exception>
    public static ModelSpec SpecOf(SafetensorsFile file, string path)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Metadata.TryGetValue(SpecEntry, out string? json))
            throw new InvalidDataException(Phrase.Of($"{path}: found no '{SpecEntry}' in the metadata, expected a model written by Hourglass."));
        try
        {
            return SpecJson.Read<ModelSpec>(json, $"{path}, {SpecEntry}");
        }
        catch (SpecException error)
        {
            throw new InvalidDataException(Phrase.Of($"{path}: found a model that is not valid in '{SpecEntry}':\n{error.Message}"), error);
        }
    }

    /// <summary>Describes all parameters in a buffer as tensors.</summary>
    /// <param name="network">The network.</param>
    /// <param name="buffer">Its values or a buffer of the same layout.</param>
    /// <param name="prefix">What comes before each name; empty by default.</param>
    public static IEnumerable<SafeTensor> Tensors(Network network, FloatBuffer buffer, string prefix = "") =>
        network.Parameters.All.Select(parameter => SafeTensor.Floats(
            prefix + parameter.Name,
            [.. parameter.Info.Dimensions.Select(static dimension => (long)dimension)],
            ParameterSet.Export(parameter, buffer)));

    /// <summary>Fills a buffer from the tensors of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="network">The network.</param>
    /// <param name="buffer">Its values or a buffer of the same layout.</param>
    /// <param name="prefix">What comes before each name.</param>
    /// <param name="path">What messages call the file.</param>
    /// <exception cref="InvalidDataException">A tensor is missing or has another shape than the spec says.</exception>
    public static void Fill(SafetensorsFile file, Network network, FloatBuffer buffer, string prefix, string path)
    {
        foreach (Parameter parameter in network.Parameters.All)
        {
            SafeTensorEntry entry = file.Find(prefix + parameter.Name);
            if (!entry.Shape.SequenceEqual(parameter.Info.Dimensions.Select(static dimension => (long)dimension)))
            {
                throw new InvalidDataException(
                    Phrase.Of($"{path}, offset {entry.Offset}: found tensor '{entry.Name}' of shape [{string.Join(", ", entry.Shape)}], expected [{string.Join(", ", parameter.Info.Dimensions)}] as the spec says."));
            }

            float[] values = new float[parameter.Info.Count];
            file.ReadFloats(entry, values);
            ParameterSet.Import(parameter, values, buffer);
        }
    }

    /// <summary>Refuses a file that promises a large network and holds a small one, before memory is taken; for small ones
    /// <see cref="Fill"/> says better what is missing.</summary>
    private static void EnsureLargeEnough(SafetensorsFile file, ModelSpec spec, string path)
    {
        long found = file.Tensors.Sum(static entry => entry.Count);
        if (spec.ParameterCount <= Math.Max(found, Harmless)) return;
        throw new InvalidDataException(
            Phrase.Of($"{path}: found {found:N0} numbers in {file.Tensors.Count} tensors, expected the {spec.ParameterCount:N0} parameters of model '{spec.Name}'."));
    }
}

using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>A spec with weights: an encoder, a decoder and their parameters.</summary>
public sealed class Network
{
    private Network(ModelSpec spec, IReadOnlyList<Layer> encoder, IReadOnlyList<Layer> decoder)
    {
        Spec = spec;
        Encoder = encoder;
        Decoder = decoder;
        Parameters = new ParameterSet([.. Named("encoder", encoder), .. Named("decoder", decoder)]);
    }

    /// <summary>Gets the description.</summary>
    public ModelSpec Spec { get; }

    /// <summary>Gets the layers from the input to the code.</summary>
    public IReadOnlyList<Layer> Encoder { get; }

    /// <summary>Gets the layers from the code to the reconstruction.</summary>
    public IReadOnlyList<Layer> Decoder { get; }

    /// <summary>Gets the parameters.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Builds a network and draws its start values.</summary>
    /// <param name="spec">The description.</param>
    /// <param name="key">The source of random numbers; the same key gives the same network.</param>
    /// <exception cref="SpecException">The description is not valid; all problems are listed.</exception>
    public static Network Build(ModelSpec spec, RandomKey key)
    {
        Network network = Build(spec);
        for (int i = 0; i < network.Parameters.All.Count; i++)
        {
            Parameter parameter = network.Parameters.All[i];
            parameter.Layer.Initialize(parameter.Index, key.Fold((ulong)i), parameter.In(network.Parameters.Values).Span);
        }

        return network;
    }

    /// <summary>Builds a network whose parameters are all zero, for a file to fill.</summary>
    internal static Network Build(ModelSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        SpecValidator.EnsureValid(spec);
        Layer[] encoder = Chain(spec.Encoder, spec.Input);
        return new Network(spec, encoder, Chain(spec.Decoder, encoder[^1].Output));
    }

    private static Layer[] Chain(IReadOnlyList<LayerSpec> specs, Shape input)
    {
        Layer[] layers = new Layer[specs.Count];
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i] = specs[i].Build(input);
            input = layers[i].Output;
        }

        return layers;
    }

    private static IEnumerable<(string Name, Layer Layer)> Named(string part, IReadOnlyList<Layer> layers) =>
        layers.Select((layer, i) => ($"{part}.{i}", layer));
}

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
        NamedLayer[] encoding = [.. Named("encoder", encoder)];
        EncoderLayers = encoding.Length;
        Layers = [.. encoding, .. Named("decoder", decoder)];
        Parameters = new ParameterSet(Layers);
    }

    /// <summary>Gets the description.</summary>
    public ModelSpec Spec { get; }

    /// <summary>Gets the layers from the input to the code.</summary>
    public IReadOnlyList<Layer> Encoder { get; }

    /// <summary>Gets the layers from the code to the reconstruction.</summary>
    public IReadOnlyList<Layer> Decoder { get; }

    /// <summary>Gets the parameters.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Gets every layer that computes or views, composites taken apart, with its name.</summary>
    internal IReadOnlyList<NamedLayer> Layers { get; }

    /// <summary>Gets how many of <see cref="Layers"/> belong to the encoder.</summary>
    internal int EncoderLayers { get; }

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

    private static IEnumerable<NamedLayer> Named(string part, IReadOnlyList<Layer> layers) =>
        layers.SelectMany((layer, i) => Apart(FormattableString.Invariant($"{part}.{i}"), layer));

    private static IEnumerable<NamedLayer> Apart(string name, Layer layer) => layer.Parts.Count == 0
        ? [new NamedLayer(name, layer)]
        : layer.Parts.SelectMany(part => Apart($"{name}.{part.Name}", part.Layer));
}

/// <summary>A layer with its full name: <c>encoder.1</c>, or <c>encoder.1.heads</c> in a composite.</summary>
internal sealed record NamedLayer(string Name, Layer Layer);

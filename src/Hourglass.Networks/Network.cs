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

    /// <summary>Copies the parameters of a layer of another network, as layer-wise pre-training does.</summary>
    /// <param name="source">The other network.</param>
    /// <param name="from">The name of its layer: <c>encoder.0</c>.</param>
    /// <param name="to">The name of the layer here.</param>
    /// <exception cref="ArgumentException">There is no such layer here, or one with other parameters.</exception>
    public void CopyLayer(Network source, string from, string to)
    {
        ArgumentNullException.ThrowIfNull(source);
        Parameter[] theirs = Of(source, from), own = Of(this, to);
        if (theirs.Length != own.Length)
            throw new ArgumentException(FormattableString.Invariant($"Received '{from}' with {theirs.Length} parameters, expected {own.Length} as '{to}' has."), nameof(from));
        for (int i = 0; i < own.Length; i++)
        {
            if (theirs[i].Name[from.Length..] != own[i].Name[to.Length..] || !theirs[i].Info.Dimensions.SequenceEqual(own[i].Info.Dimensions))
            {
                throw new ArgumentException(
                    $"Received {theirs[i].Name} of [{string.Join(", ", theirs[i].Info.Dimensions)}], expected {own[i].Name} of [{string.Join(", ", own[i].Info.Dimensions)}].",
                    nameof(from));
            }

            ParameterSet.Import(own[i], ParameterSet.Export(theirs[i], source.Parameters.Values), Parameters.Values);
        }

        static Parameter[] Of(Network network, string layer) =>
            [.. network.Parameters.All.Where(parameter => parameter.Name.StartsWith(layer + ".", StringComparison.Ordinal))];
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

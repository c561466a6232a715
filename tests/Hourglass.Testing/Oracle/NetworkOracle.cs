using Hourglass.Networks;

namespace Hourglass.Testing;

/// <summary>A whole network in double precision: naive forward, gradients by central differences.</summary>
public sealed class NetworkOracle
{
    private readonly ModelSpec _spec;
    private readonly double[][][] _byLayer;

    /// <summary>Copies the parameters of a network.</summary>
    public NetworkOracle(Network network)
    {
        _spec = network.Spec;
        Parameters = [.. network.Parameters.All.Select(p => ParameterSet.Export(p, network.Parameters.Values).Doubles())];
        IsWeight = [.. network.Parameters.All.Select(static p => p.Info.Kind == ParameterKind.Weight)];
        _byLayer = [.. network.Encoder.Concat(network.Decoder).Select(layer => network.Parameters.All
            .Select((parameter, i) => (parameter, i))
            .Where(pair => ReferenceEquals(pair.parameter.Layer, layer))
            .OrderBy(static pair => pair.parameter.Index)
            .Select(pair => Parameters[pair.i])
            .ToArray())];
    }

    /// <summary>Gets the parameters in the order of the network's arena; changing them changes the network.</summary>
    public double[][] Parameters { get; }

    /// <summary>Gets which parameters are weights.</summary>
    public bool[] IsWeight { get; }

    /// <summary>Computes the reconstructions.</summary>
    public double[][] Forward(double[][] samples)
    {
        int i = 0;
        foreach (LayerSpec layer in _spec.Encoder.Concat(_spec.Decoder)) samples = LayerOracle.Forward(layer, samples, _byLayer[i++]);
        return samples;
    }

    /// <summary>Computes the loss.</summary>
    public double Loss(double[][] samples, double[][] target) => LossOracle.Value(_spec.Loss, Forward(samples), target);

    /// <summary>Computes the gradient of the loss by each parameter.</summary>
    public double[][] Gradient(double[][] samples, double[][] target) =>
        [.. Parameters.Select(parameter => GradientCheck.Differences(parameter, () => Loss(samples, target)))];
}

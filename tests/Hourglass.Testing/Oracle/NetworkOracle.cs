using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>A whole network in double precision: naive forward, gradients by central differences.</summary>
public sealed class NetworkOracle
{
    private readonly ModelSpec _spec;
    private readonly Layer[] _layers;
    private readonly double[][][] _byLayer;

    /// <summary>Copies the parameters of a network.</summary>
    public NetworkOracle(Network network)
    {
        _spec = network.Spec;
        Parameters = [.. network.Parameters.All.Select(p => ParameterSet.Export(p, network.Parameters.Values).Doubles())];
        IsWeight = [.. network.Parameters.All.Select(static p => p.Info.Kind == ParameterKind.Weight)];
        _layers = [.. network.Encoder.Concat(network.Decoder)];
        _byLayer = [.. _layers.Select(layer => LayerRig.Apart(layer).SelectMany(part => network.Parameters.All
            .Select((parameter, i) => (parameter, i))
            .Where(pair => ReferenceEquals(pair.parameter.Layer, part))
            .OrderBy(static pair => pair.parameter.Index)
            .Select(pair => Parameters[pair.i]))
            .ToArray())];
    }

    /// <summary>Gets the parameters in the order of the network's arena; changing them changes the network.</summary>
    public double[][] Parameters { get; }

    /// <summary>Gets which parameters are weights.</summary>
    public bool[] IsWeight { get; }

    /// <summary>Computes the outputs as training does, and the layers' shares of the loss.</summary>
    public OracleOutput Forward(double[][] samples, RandomKey stepKey = default)
    {
        int i = 0, place = 0;
        double penalty = 0;
        double[]? ratios = null;
        foreach (LayerSpec spec in _spec.Encoder.Concat(_spec.Decoder))
        {
            Layer layer = _layers[i];
            OracleOutput output = LayerOracle.Forward(
                spec, layer.Input, samples, _byLayer[i++], new OraclePass(PassMode.Training, stepKey, place));
            samples = output.Samples;
            penalty += output.Penalty;
            ratios ??= output.LogRatios;
            place += LayerRig.Apart(layer).Count(static part => !part.IsView);
        }

        return new OracleOutput(samples, penalty, LogRatios: ratios);
    }

    /// <summary>Computes the loss.</summary>
    public double Loss(double[][] samples, double[][] target, RandomKey stepKey = default)
    {
        if (_spec.Encoder.OfType<GaussianLatentSpec>().SingleOrDefault() is { Samples: { } copies })
            return ImportanceBound(copies, samples, target, stepKey);
        OracleOutput output = Forward(samples, stepKey);
        return LossOracle.Value(_spec.Loss, output.Samples, target) + output.Penalty + WeightPenalty();
    }

    private double ImportanceBound(int copies, double[][] samples, double[][] target, RandomKey stepKey)
    {
        OracleOutput output = Forward([.. samples.SelectMany(sample => Enumerable.Repeat(sample, copies))], stepKey);
        double[] importances = [.. output.Samples.Select(
            (y, i) => Math.Exp(output.LogRatios![i] - LossOracle.Value(_spec.Loss, [y], [target[i / copies]])))];
        return importances.Chunk(copies).Average(static codes => -Math.Log(codes.Average())) + output.Penalty + WeightPenalty();
    }

    private double WeightPenalty() => Parameters.Where((_, i) => IsWeight[i])
        .Sum(weight => weight.Sum(w => (_spec.Loss.WeightL1 * Math.Abs(w)) + (_spec.Loss.WeightL2 * w * w)));

    /// <summary>Computes the gradient of the loss by each parameter.</summary>
    public double[][] Gradient(double[][] samples, double[][] target, RandomKey stepKey = default) =>
        [.. Parameters.Select(parameter => GradientCheck.Differences(parameter, () => Loss(samples, target, stepKey)))];
}

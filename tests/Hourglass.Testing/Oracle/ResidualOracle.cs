using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>The definition of a residual: the oracles of its layers one after the other, and the input added.</summary>
internal static class ResidualOracle
{
    public static OracleOutput Forward(
        ResidualSpec spec, Shape input, double[][] samples, IReadOnlyList<double[]> parameters, OraclePass pass)
    {
        OracleOutput sum = Sum(spec, input, samples, parameters, pass, out _);
        return sum with { Samples = [.. sum.Samples.Select(sample => ActivationOracle.Apply(spec.Activation, sample))] };
    }

    public static double DistanceFromKink(
        ResidualSpec spec, Shape input, double[][] samples, IReadOnlyList<double[]> parameters, OraclePass pass)
    {
        OracleOutput sum = Sum(spec, input, samples, parameters, pass, out double inside);
        return Math.Min(inside, ActivationOracle.DistanceFromKink(spec.Activation, sum));
    }

    private static OracleOutput Sum(
        ResidualSpec spec, Shape input, double[][] samples, IReadOnlyList<double[]> parameters, OraclePass pass, out double distance)
    {
        distance = double.PositiveInfinity;
        OracleOutput inner = samples;
        double penalty = 0;
        int first = 0;
        Shape shape = input;
        foreach (LayerSpec layer in spec.Layers)
        {
            Layer[] stages = [.. LayerRig.Apart(layer.Build(shape))];
            double[][] own = [.. parameters.Skip(first).Take(stages.Sum(static stage => stage.Parameters.Count))];
            distance = Math.Min(distance, LayerOracle.DistanceFromKink(layer, shape, inner.Samples, own, pass));
            inner = LayerOracle.Forward(layer, shape, inner.Samples, own, pass);
            penalty += inner.Penalty;
            first += own.Length;
            pass = pass with { Place = pass.Place + stages.Count(static stage => !stage.IsView) };
            shape = layer.OutputShape(shape);
        }

        return new OracleOutput([.. samples.Zip(inner.Samples, static (x, y) => x.Zip(y, static (a, b) => a + b).ToArray())], penalty);
    }
}

using Hourglass.Networks;

namespace Hourglass.Testing;

/// <summary>The definition of each optimizer, in double precision, as its paper or the framework it follows writes it.</summary>
public sealed class OptimizerOracle(OptimizerSpec spec, bool[] isWeight)
{
    private readonly double[]?[] _first = new double[isWeight.Length][];
    private readonly double[]?[] _second = new double[isWeight.Length][];
    private int _step;

    /// <summary>Changes all parameters against their gradients.</summary>
    public void Step(double rate, double[][] parameters, double[][] gradients)
    {
        _step++;
        double norm = Math.Sqrt(gradients.Sum(static g => g.Sum(static x => x * x)));
        double scale = spec.ClipNorm is { } limit && norm > limit ? limit / norm : 1;
        for (int p = 0; p < parameters.Length; p++)
        {
            double[] first = _first[p] ??= Filled(parameters[p].Length, spec is AdagradSpec a ? a.InitialAccumulator : 0);
            double[] second = _second[p] ??= new double[parameters[p].Length];
            double decay = isWeight[p] ? spec.WeightDecay : 0;
            for (int i = 0; i < first.Length; i++)
            {
                double g = gradients[p][i] * scale;
                if (spec.ClipValue is { } bound) g = Math.Clamp(g, -bound, bound);
                parameters[p][i] = Update(rate, parameters[p][i], g, decay, ref first[i], ref second[i]);
            }
        }
    }

    private static double[] Filled(int length, double value)
    {
        double[] values = new double[length];
        Array.Fill(values, value);
        return values;
    }

    private double Update(double rate, double w, double g, double decay, ref double a, ref double b)
    {
        if (spec is not AdamWSpec) g += decay * w;
        switch (spec)
        {
            case SgdSpec s:
                rate /= 1 + (s.Decay * (_step - 1));
                a = (s.Momentum * a) - (rate * g);
                return s.Nesterov ? w + (s.Momentum * a) - (rate * g) : w + a;
            case AdamSpec s: return w - Adam(rate, g, s.Beta1, s.Beta2, s.Epsilon, ref a, ref b);
            case AdamWSpec s: return w - (rate * decay * w) - Adam(rate, g, s.Beta1, s.Beta2, s.Epsilon, ref a, ref b);
            case AdadeltaSpec s:
                a = (s.Rho * a) + ((1 - s.Rho) * g * g);
                double change = Math.Sqrt(b + s.Epsilon) / Math.Sqrt(a + s.Epsilon) * g;
                b = (s.Rho * b) + ((1 - s.Rho) * change * change);
                return w - (rate * change);
            case AdagradSpec s:
                a += g * g;
                return w - (rate * g / (Math.Sqrt(a) + s.Epsilon));
            case RmsPropSpec s:
                a = (s.Rho * a) + ((1 - s.Rho) * g * g);
                b = (s.Momentum * b) + (g / (Math.Sqrt(a) + s.Epsilon));
                return w - (rate * b);
            default: throw new NotSupportedException($"Write the oracle of {spec.GetType().Name} here.");
        }
    }

    private double Adam(double rate, double g, double beta1, double beta2, double epsilon, ref double m, ref double v)
    {
        m = (beta1 * m) + ((1 - beta1) * g);
        v = (beta2 * v) + ((1 - beta2) * g * g);
        double mean = m / (1 - Math.Pow(beta1, _step)), square = v / (1 - Math.Pow(beta2, _step));
        return rate * mean / (Math.Sqrt(square) + epsilon);
    }
}

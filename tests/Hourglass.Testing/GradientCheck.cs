namespace Hourglass.Testing;

/// <summary>Derivatives of a double-precision function by central differences.</summary>
public static class GradientCheck
{
    /// <summary>Half the distance of the two points: balances the error of the formula, step², against rounding, 1e-16 / step.</summary>
    public const double Step = 1e-5;

    /// <summary>Computes the derivative of <paramref name="function"/> by each element of <paramref name="at"/>, which it restores.</summary>
    public static double[] Differences(double[] at, Func<double> function, double step = Step)
    {
        double[] gradient = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            double center = at[i];
            at[i] = center + step;
            double above = function();
            at[i] = center - step;
            double below = function();
            at[i] = center;
            gradient[i] = (above - below) / (2 * step);
        }

        return gradient;
    }
}

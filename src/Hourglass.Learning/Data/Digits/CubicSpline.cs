namespace Hourglass.Learning;

/// <summary>The two cubic splines that draw a digit.</summary>
internal static class CubicSpline
{
    /// <summary>Computes the weights of four neighbouring knots of a uniform B-spline, which smooths.</summary>
    /// <param name="t">The place between the second and the third knot, 0 to 1.</param>
    /// <param name="weights">Receives the four weights; their sum is 1.</param>
    public static void BasisWeights(float t, Span<float> weights)
    {
        float u = 1 - t, tt = t * t, ttt = tt * t;
        weights[0] = u * u * u / 6;
        weights[1] = ((3 * ttt) - (6 * tt) + 4) / 6;
        weights[2] = ((-3 * ttt) + (3 * tt) + (3 * t) + 1) / 6;
        weights[3] = ttt / 6;
    }

    /// <summary>Computes a point of a Catmull-Rom spline, which runs through its knots.</summary>
    /// <param name="a">The knot before.</param>
    /// <param name="b">The knot at t = 0.</param>
    /// <param name="c">The knot at t = 1.</param>
    /// <param name="d">The knot after.</param>
    /// <param name="t">The place between b and c, 0 to 1.</param>
    public static float Through(float a, float b, float c, float d, float t)
    {
        float cubic = (3 * (b - c)) + d - a;
        float square = (2 * a) - (5 * b) + (4 * c) - d;
        return b + (0.5f * t * (c - a + (t * (square + (t * cubic)))));
    }
}

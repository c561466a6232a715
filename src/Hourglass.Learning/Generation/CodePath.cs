namespace Hourglass.Learning;

/// <summary>How codes between two codes are chosen.</summary>
public enum CodePathKind
{
    /// <summary>On the straight line: for codes without a prior.</summary>
    Linear,

    /// <summary>On an arc around the origin: for codes with a normal prior, whose lengths are nearly the same, so that a straight line
    /// between two of them leads through codes that are too short.</summary>
    Spherical,
}

/// <summary>Leads from one code to another.</summary>
public static class CodePath
{
    // Below this sine of the angle the arc has no direction: the codes point the same way or opposite ways.
    private const double LeastSine = 1e-6;

    /// <summary>Computes codes from one code to another, both included.</summary>
    /// <remarks>
    /// <para><b>Computes</b> linear: <c>(1 - t) a + t b</c>. Spherical: <c>(sin((1 - t) w) a + sin(t w) b) / sin w</c> with the angle w
    /// between a and b; where w is 0 or half a turn there is no single arc, and the line is taken.</para>
    /// <para><b>Source</b> Shoemake, Animating Rotation with Quaternion Curves, SIGGRAPH 1985; for codes, White, Sampling Generative
    /// Networks, 2016.</para>
    /// </remarks>
    /// <param name="from">The first code.</param>
    /// <param name="to">The last code, of the same size.</param>
    /// <param name="steps">How many codes; 2 or more.</param>
    /// <param name="kind">The way.</param>
    /// <returns>The codes, one after the other; the first and the last to the bit.</returns>
    /// <exception cref="ArgumentException">The codes differ in size or are empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 steps.</exception>
    public static float[] Between(ReadOnlySpan<float> from, ReadOnlySpan<float> to, int steps, CodePathKind kind)
    {
        if (from.Length != to.Length || from.Length == 0)
            throw new ArgumentException($"Received codes of {from.Length} and {to.Length} numbers, expected the same, at least 1.", nameof(to));
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        double angle = kind == CodePathKind.Spherical ? Angle(from, to) : 0;
        bool isArc = Math.Sin(angle) > LeastSine;
        float[] codes = new float[checked(steps * from.Length)];
        for (int step = 0; step < steps; step++)
        {
            double t = (double)step / (steps - 1);
            double near = isArc ? Math.Sin((1 - t) * angle) / Math.Sin(angle) : 1 - t;
            double far = isArc ? Math.Sin(t * angle) / Math.Sin(angle) : t;
            Span<float> code = codes.AsSpan(step * from.Length, from.Length);
            for (int i = 0; i < code.Length; i++) code[i] = (float)((near * from[i]) + (far * to[i]));
        }

        return codes;
    }

    private static double Angle(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double product = 0, squareA = 0, squareB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            product += (double)a[i] * b[i];
            squareA += (double)a[i] * a[i];
            squareB += (double)b[i] * b[i];
        }

        double lengths = Math.Sqrt(squareA * squareB);
        return lengths == 0 ? 0 : Math.Acos(Math.Clamp(product / lengths, -1, 1));
    }
}

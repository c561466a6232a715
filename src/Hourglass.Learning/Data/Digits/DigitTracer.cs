namespace Hourglass.Learning;

/// <summary>Turns a skeleton into the way of the pen: jitter, spline, elastic field, affine map, pressure.</summary>
internal sealed class DigitTracer
{
    /// <summary>Straight pieces per piece of spline: with about ten points per digit each is shorter than two pixels.</summary>
    private const int Pieces = 4;

    /// <summary>Knots of the pressure along the whole way.</summary>
    private const int PressureKnots = 10;

    /// <summary>Unevenness of the ink's edge, relative to the radius.</summary>
    private const float Roughness = 0.09f;

    private const float MinimumRadius = 0.3f;

    private readonly ElasticField _field = new();
    private readonly float[] _pressure = new float[PressureKnots];
    private float[] _x = [];
    private float[] _y = [];

    /// <summary>Traces a digit; afterwards the path is in parts of the page, its radii in pixels.</summary>
    public void Trace(DigitSkeleton skeleton, in DigitFactors factors, ref DigitRandom random, PenPath path)
    {
        Jitter(skeleton, factors.Jitter, ref random);
        _field.Draw(ref random, factors.Elastic);
        Flatten(skeleton, path);
        Deform(factors, path);
        Press(factors, ref random, path);
    }

    private void Jitter(DigitSkeleton skeleton, float deviation, ref DigitRandom random)
    {
        if (_x.Length < skeleton.Count)
        {
            _x = new float[skeleton.Count];
            _y = new float[skeleton.Count];
        }

        for (int i = 0; i < skeleton.Count; i++)
        {
            // A point given twice is a corner, and both must stay together.
            bool twin = IsTwin(skeleton, i);
            _x[i] = twin ? _x[i - 1] : skeleton.X[i] + (deviation * random.Bell());
            _y[i] = twin ? _y[i - 1] : skeleton.Y[i] + (deviation * random.Bell());
        }
    }

    private static bool IsTwin(DigitSkeleton skeleton, int i) =>
        i > 0 && skeleton.X[i] == skeleton.X[i - 1] && skeleton.Y[i] == skeleton.Y[i - 1];

    private void Flatten(DigitSkeleton skeleton, PenPath path)
    {
        path.Clear();
        int first = 0;
        foreach (int end in skeleton.StrokeEnds)
        {
            path.Add(_x[first], _y[first], starts: true);
            for (int i = first; i + 1 < end; i++)
                if (!IsTwin(skeleton, i + 1)) AddPieces(i, first, end - 1, path);
            first = end;
        }
    }

    private void AddPieces(int i, int first, int last, PenPath path)
    {
        int before = Math.Max(i - 1, first), after = Math.Min(i + 2, last);
        for (int piece = 1; piece <= Pieces; piece++)
        {
            float t = (float)piece / Pieces;
            path.Add(
                CubicSpline.Through(_x[before], _x[i], _x[i + 1], _x[after], t),
                CubicSpline.Through(_y[before], _y[i], _y[i + 1], _y[after], t),
                starts: false);
        }
    }

    private void Deform(in DigitFactors factors, PenPath path)
    {
        float sine = Sine(factors.Rotation);
        float cosine = MathF.Sqrt(1 - (sine * sine));
        for (int i = 0; i < path.Count; i++)
        {
            float x = path.X[i], y = path.Y[i];
            _field.Move(ref x, ref y);
            y += 4 * factors.Waist * y * (1 - y);
            float right = (x - 0.5f) * factors.Aspect * (1 + (factors.Taper * (1 - (2 * y))));
            float down = y - 0.5f;
            float turned = (cosine * down) + (sine * right);
            path.X[i] = (cosine * right) - (sine * down) - (factors.Slant * turned);
            path.Y[i] = turned;
        }
    }

    private void Press(in DigitFactors factors, ref DigitRandom random, PenPath path)
    {
        for (int i = 0; i < PressureKnots; i++) _pressure[i] = random.Bell();

        Span<float> weights = stackalloc float[4];
        float step = (PressureKnots - 3f) / path.Count;
        for (int i = 0; i < path.Count; i++)
        {
            float place = i * step;
            int knot = (int)place;
            CubicSpline.BasisWeights(place - knot, weights);
            float press = 0;
            for (int j = 0; j < 4; j++) press += weights[j] * _pressure[knot + j];
            float relative = 1 + (factors.Pressure * press) + (Roughness * random.Bell());
            path.Radius[i] = MathF.Max(0.5f * factors.PenWidth * relative, MinimumRadius);
        }
    }

    /// <summary>The sine of a small angle; its Taylor polynomial, since the C libraries' sines differ in the last bit.</summary>
    private static float Sine(float angle)
    {
        float square = angle * angle;
        return angle * (1 - (square / 6 * (1 - (square / 20))));
    }
}

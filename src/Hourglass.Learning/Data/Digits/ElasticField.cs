namespace Hourglass.Learning;

/// <summary>A smooth random displacement of the page: cubic B-splines on a lattice of random vectors.</summary>
internal sealed class ElasticField
{
    /// <summary>Cells per side of the page; few, so that strokes bend and do not wiggle.</summary>
    private const int Cells = 3;

    private const int Knots = Cells + 3;

    /// <summary>Brings the mean square of the spline's weights to 1, so that the strength is a root mean square.</summary>
    private const float Gain = 2.09f;

    private readonly float[] _shiftX = new float[Knots * Knots];
    private readonly float[] _shiftY = new float[Knots * Knots];

    /// <summary>Draws a new field.</summary>
    /// <param name="random">The digit's random numbers.</param>
    /// <param name="strength">Root mean square displacement along each axis, in parts of the page's height.</param>
    public void Draw(ref DigitRandom random, float strength)
    {
        float scale = strength * Gain;
        for (int i = 0; i < Knots * Knots; i++)
        {
            _shiftX[i] = scale * random.Bell();
            _shiftY[i] = scale * random.Bell();
        }
    }

    /// <summary>Moves a point; outside the page the field of its edge goes on.</summary>
    public void Move(ref float x, ref float y)
    {
        Span<float> across = stackalloc float[4];
        Span<float> down = stackalloc float[4];
        int column = Weights(x, across);
        int row = Weights(y, down);
        float dx = 0, dy = 0;
        for (int j = 0; j < 4; j++)
        {
            int at = ((row + j) * Knots) + column;
            dx += down[j] * ((across[0] * _shiftX[at]) + (across[1] * _shiftX[at + 1])
                + (across[2] * _shiftX[at + 2]) + (across[3] * _shiftX[at + 3]));
            dy += down[j] * ((across[0] * _shiftY[at]) + (across[1] * _shiftY[at + 1])
                + (across[2] * _shiftY[at + 2]) + (across[3] * _shiftY[at + 3]));
        }

        x += dx;
        y += dy;
    }

    private static int Weights(float position, Span<float> weights)
    {
        float scaled = Math.Clamp(position, 0f, 1f) * Cells;
        int cell = Math.Min((int)scaled, Cells - 1);
        CubicSpline.BasisWeights(scaled - cell, weights);
        return cell;
    }
}

namespace Hourglass.Learning.Tests;

/// <summary>Moments of a picture's ink.</summary>
/// <param name="X">Centre of mass, in pixel indices.</param>
/// <param name="Y">Centre of mass, in pixel indices.</param>
/// <param name="Lean">Shift to the right per unit of height.</param>
/// <param name="Proportion">Deviation of the ink across over that down.</param>
/// <param name="Skew">Third moment down; negative where the ink's tail points up.</param>
/// <param name="TopHeaviness">Covariance of the height above the centre with the squared distance from the axis.</param>
public readonly record struct DigitMoments(double X, double Y, double Lean, double Proportion, double Skew, double TopHeaviness)
{
    public static DigitMoments Of(ReadOnlySpan<byte> picture)
    {
        double mass = 0, x = 0, y = 0;
        for (int i = 0; i < picture.Length; i++)
        {
            mass += picture[i];
            x += picture[i] * (i % Digits.Side);
            y += picture[i] * (i / Digits.Side);
        }

        x /= mass;
        y /= mass;
        double across = 0, down = 0, mixed = 0, skew = 0, topHeavy = 0;
        for (int i = 0; i < picture.Length; i++)
        {
            double ink = picture[i] / mass, dx = (i % Digits.Side) - x, dy = (i / Digits.Side) - y;
            across += ink * dx * dx;
            down += ink * dy * dy;
            mixed += ink * dx * dy;
            skew += ink * dy * dy * dy;
            topHeavy -= ink * dx * dx * dy;
        }

        return new DigitMoments(
            x, y, -mixed / down, Math.Sqrt(across / down), skew / Math.Pow(down, 1.5), topHeavy / (across * Math.Sqrt(down)));
    }
}

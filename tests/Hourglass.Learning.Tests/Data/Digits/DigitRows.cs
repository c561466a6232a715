namespace Hourglass.Learning.Tests;

/// <summary>What the rows of a single downward stroke tell.</summary>
/// <param name="Bend">Root mean square distance of the rows' centres from their straight line, in pixels.</param>
/// <param name="Unevenness">Deviation of the rows' ink, relative to its mean.</param>
public readonly record struct DigitRows(double Bend, double Unevenness)
{
    /// <summary>Rows left out at both ends, where the pen is round.</summary>
    private const int Ends = 3;

    public static DigitRows Of(ReadOnlySpan<byte> picture)
    {
        List<(double Row, double Centre, double Ink)> rows = [];
        for (int y = 0; y < Digits.Side; y++)
        {
            double ink = 0, moment = 0;
            for (int x = 0; x < Digits.Side; x++)
            {
                ink += picture[(y * Digits.Side) + x];
                moment += picture[(y * Digits.Side) + x] * x;
            }

            if (ink > 0) rows.Add((y, moment / ink, ink));
        }

        rows = rows[Ends..^Ends];
        double meanRow = rows.Average(row => row.Row), mean = rows.Average(row => row.Centre), meanInk = rows.Average(row => row.Ink);
        double slope = rows.Sum(row => (row.Row - meanRow) * (row.Centre - mean)) / rows.Sum(row => Math.Pow(row.Row - meanRow, 2));
        return new DigitRows(
            Math.Sqrt(rows.Average(row => Math.Pow(row.Centre - mean - (slope * (row.Row - meanRow)), 2))),
            Math.Sqrt(rows.Average(row => Math.Pow((row.Ink / meanInk) - 1, 2))));
    }
}

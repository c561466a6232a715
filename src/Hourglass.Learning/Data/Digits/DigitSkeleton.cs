namespace Hourglass.Learning;

/// <summary>One way in which people write a digit: pen strokes through points on a page 100 units high.</summary>
/// <remarks>
/// <para>A stroke is a flat list x0, y0, x1, y1, ... with x to the right and y down. The pen runs through the points on a
/// Catmull-Rom spline; a point given twice in a row is a sharp corner.</para>
/// </remarks>
internal sealed class DigitSkeleton
{
    /// <summary>The height of the page in the units of the tables.</summary>
    private const float Page = 100;

    /// <summary>Describes a way to write a digit.</summary>
    /// <param name="name">What tells it from the other ways to write the digit.</param>
    /// <param name="share">How often it is chosen, relative to the others of its digit.</param>
    /// <param name="strokes">The strokes.</param>
    public DigitSkeleton(string name, float share, params int[][] strokes)
    {
        Name = name;
        Share = share;
        StrokeEnds = new int[strokes.Length];
        int count = strokes.Sum(stroke => stroke.Length / 2);
        X = new float[count];
        Y = new float[count];

        int next = 0;
        for (int s = 0; s < strokes.Length; s++)
        {
            for (int i = 0; i < strokes[s].Length; i += 2, next++)
            {
                X[next] = strokes[s][i] / Page;
                Y[next] = strokes[s][i + 1] / Page;
            }

            StrokeEnds[s] = next;
        }
    }

    public string Name { get; }

    public float Share { get; }

    /// <summary>Gets the points of all strokes, one stroke after the other; the page is 1 high.</summary>
    public float[] X { get; }

    public float[] Y { get; }

    /// <summary>Gets, for each stroke, one past its last point.</summary>
    public int[] StrokeEnds { get; }

    public int Count => X.Length;
}

namespace Hourglass.Learning.Tests;

/// <summary>Points without ties that a few lines of any language make again, bit by bit; figures of them were computed with scikit-learn 1.2.1
/// in double precision.</summary>
internal static class KnownPoints
{
    private const int Count = 90, Dimensions = 4;

    public static LabeledPoints Labeled { get; } = Make();

    /// <summary>A map of the points onto two dimensions.</summary>
    public static Points Map { get; } = MakeMap();

    private static LabeledPoints Make()
    {
        Points points = new(Count, Dimensions);
        int[] labels = new int[Count];
        for (ulong i = 0; i < Count; i++)
        {
            for (ulong k = 0; k < Dimensions; k++)
            {
                ulong mixed = ((i + 1) * (k + 1) * 2654435761) + ((i + 1) * (i + 1) * 7919 * (k + 2));
                points[(int)i][(int)k] = (float)((mixed % (1 << 24)) / (double)(1 << 24));
            }

            labels[i] = (int)(i % 3);
            points[(int)i][0] += labels[i] * 0.5f;
        }

        return new LabeledPoints(points, labels);
    }

    private static Points MakeMap()
    {
        Points map = new(Count, 2);
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<float> point = Labeled.Points[i];
            map[i][0] = point[0] + (point[1] * 0.25f);
            map[i][1] = point[2] - point[3];
        }

        return map;
    }
}

using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>Affinities among all points and the divergence of a map, in double precision.</summary>
internal static class TsneOracle
{
    /// <summary>Draws a map, on one thread unless told otherwise.</summary>
    public static TsneMap Fit(Points points, TsneOptions options, Workers? workers = null) =>
        Tsne.Fit(points, options, workers ?? Workers.Single, null, TestContext.Current.CancellationToken);

    /// <summary>Places points on a map, on one thread unless told otherwise.</summary>
    public static Points Place(TsneMap map, Points points, TsnePlacement options, Workers? workers = null) =>
        map.Place(points, options, workers ?? Workers.Single, TestContext.Current.CancellationToken);

    /// <summary>Finds the nearest of some points.</summary>
    public static Neighbors Nearest(Points points, Points queries, int count) =>
        NearestNeighbors.Find(points, queries, count, Metric.Euclidean, Workers.Single, TestContext.Current.CancellationToken);

    /// <summary>Measures a map by the product.</summary>
    public static double Measured(Points points, Points places, double perplexity) =>
        Tsne.Divergence(points, places, perplexity, Workers.Single, TestContext.Current.CancellationToken);

    public static double Divergence(Points points, Points places, double perplexity)
    {
        int count = points.Count;
        double[,] p = Affinities(points, perplexity), q = new double[count, count];
        double normaliser = 0, divergence = 0;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                if (i == j) continue;
                q[i, j] = 1 / (1 + Squared(places, i, j));
                normaliser += q[i, j];
            }
        }

        for (int i = 0; i < count; i++)
            for (int j = 0; j < count; j++)
                if (p[i, j] > 0) divergence += p[i, j] * Math.Log(p[i, j] / (q[i, j] / normaliser));
        return divergence;
    }

    private static double[,] Affinities(Points points, double perplexity)
    {
        int count = points.Count;
        double[,] p = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            double low = 0, high = 1e6;
            for (int step = 0; step < 200; step++)
            {
                double[] row = Row(points, i, (low + high) / 2);
                double entropy = -row.Where(static x => x > 0).Sum(static x => x * Math.Log(x));
                if (entropy > Math.Log(perplexity)) low = (low + high) / 2;
                else high = (low + high) / 2;
            }

            double[] found = Row(points, i, low);
            for (int j = 0; j < count; j++)
            {
                p[i, j] += found[j] / (2 * count);
                p[j, i] += found[j] / (2 * count);
            }
        }

        return p;
    }

    private static double[] Row(Points points, int i, double precision)
    {
        double least = Enumerable.Range(0, points.Count).Where(j => j != i).Min(j => Squared(points, i, j));
        double[] row = [.. Enumerable.Range(0, points.Count).Select(j => j == i ? 0 : Math.Exp(-precision * (Squared(points, i, j) - least)))];
        double sum = row.Sum();
        return [.. row.Select(x => x / sum)];
    }

    private static double Squared(Points points, int i, int j)
    {
        double sum = 0;
        for (int k = 0; k < points.Dimensions; k++) sum += Math.Pow((double)points[i][k] - points[j][k], 2);
        return sum;
    }
}

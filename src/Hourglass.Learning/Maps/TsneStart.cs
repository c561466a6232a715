using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Where the points of a map begin.</summary>
internal static class TsneStart
{
    /// <summary>The standard deviation along x: small, so that points are free to pass each other. As in scikit-learn and openTSNE.</summary>
    private const double Deviation = 1e-4;

    public static Points Place(Points points, TsneOptions options, Workers workers)
    {
        Points places = new(points.Count, 2);
        new RandomKey(options.Seed).FillNormal(places.Values, 0, (float)Deviation);
        if (options.Initialization == TsneInitialization.Pca) Project(points, places, workers);
        return places;
    }

    /// <summary>Replaces places by principal components; where nothing varies, and along y where there is one dimension only, they stay random.</summary>
    private static void Project(Points points, Points places, Workers workers)
    {
        Pca pca = Pca.Fit(points, new PcaOptions(Math.Min(2, points.Dimensions)), workers);
        double deviation = Math.Sqrt(pca.ExplainedVariance[0]);
        if (!(deviation > 0)) return;
        Points scores = pca.Transform(points, workers);
        for (int i = 0; i < points.Count; i++)
            for (int axis = 0; axis < scores.Dimensions; axis++) places[i][axis] = (float)(scores[i][axis] / deviation * Deviation);
    }
}

using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Where the points of a map begin.</summary>
internal static class TsneStart
{
    /// <summary>The standard deviation along x: small, so that points are free to pass each other. As in scikit-learn and openTSNE.</summary>
    private const float Deviation = 1e-4f;

    public static Points Place(Points points, TsneOptions options, Workers workers)
    {
        Points places = new(points.Count, 2);
        new RandomKey(options.Seed).FillNormal(places.Values, 0, Deviation);
        if (options.Initialization == TsneInitialization.Pca) 
        {
            double sum=0, sq=0; for (int i=0;i<points.Count;i++){ sum+=points[i][0]; sq+=(double)points[i][0]*points[i][0]; }
            double sd=Math.Sqrt(sq/points.Count-sum*sum/points.Count/points.Count);
            for (int i=0;i<points.Count;i++){ places[i][0]=(float)(points[i][0]/sd*1e-4); places[i][1]=(float)(points[i][1]/sd*1e-4);}
        }
        return places;
    }
}

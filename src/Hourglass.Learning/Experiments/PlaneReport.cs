using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Gathers what a report draws of samples of two features.</summary>
internal sealed class PlaneReport(Network network, DataSplit split, Pca? pca, Workers workers)
{
    /// <summary>More lines from samples to reconstructions would only cover each other.</summary>
    public const int MostLines = 1000;

    /// <summary>Gathers it; null for samples of more features, or where there is nothing to draw.</summary>
    public ReportPlane? Build()
    {
        if (split.Test.Shape.Size != 2 || network.Spec.OutputShape.Size != 2 || split.Test.Targets is not null) return null;
        bool isScaled = split.Scaling is not null || pca is { Options.Standardize: true };
        ReportPlane plane = new(Name(1, isScaled), Name(2, isScaled))
        {
            Loadings = pca is null ? null : Loadings(pca),
            Projection = network.Spec.CodeSize == 1 ? Projection() : null,
        };
        return plane is { Loadings: null, Projection: null } ? null : plane;
    }

    private static string Name(int feature, bool isScaled) => isScaled ? Phrase.Of($"feature {feature}, scaled") : Phrase.Of($"feature {feature}");

    /// <summary>The samples as the components see them: divided by the deviations where these are a part of the fit.</summary>
    private ReportLoadings Loadings(Pca pca)
    {
        int[] shown = PointSample.Evenly(split.Train.Count, ReportPictures.MaxPoints);
        float[] values = Representations.Read(split.Train, shown, workers);

        // In the unit of the features, and for standardised ones the variance itself.
        double deviation = Math.Sqrt(pca.TotalVariance / pca.Features);
        return new ReportLoadings(
            Scaled(0),
            Scaled(1),
            split.Train.Labels.IsEmpty ? [] : [.. shown.Select(i => split.Train.Labels.Span[i])],
            split.Train.ClassNames,
            pca.Mean[0] / pca.Scale[0],
            pca.Mean[1] / pca.Scale[1],
            [.. Enumerable.Range(0, pca.Components.Count).Select(Component)]);

        float[] Scaled(int feature) => [.. Column(values, feature).Select(value => (float)(value / pca.Scale[feature]))];

        ReportComponent Component(int i) => new(
            pca.Components[i][0], pca.Components[i][1], pca.ExplainedVariance[i], pca.Angles[i], deviation > 0 ? pca.ExplainedVariance[i] / deviation : 0);
    }

    private ReportProjection Projection()
    {
        float[] samples = Representations.Read(split.Test, PointSample.Evenly(split.Test.Count, MostLines), workers);
        float[] answers = new Inference(network, workers).Reconstruct(samples);
        return new ReportProjection(network.Spec.Name, Column(samples, 0), Column(samples, 1), Column(answers, 0), Column(answers, 1), split.Test.Count);
    }

    private static float[] Column(float[] values, int feature) => [.. Enumerable.Range(0, values.Length / 2).Select(i => values[(2 * i) + feature])];
}

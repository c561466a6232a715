using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Draws samples of two features: under their principal components, and joined to what a code leaves of them.</summary>
internal static class PlanePictures
{
    private const double Width = 600;

    public static ScatterChart Draw(ReportPlane plane, ReportLoadings loadings) => new()
    {
        Description = Phrase.Of($"Scatter chart: {Numbers.Format(loadings.X.Count)} samples of two features, with their principal components as arrows."),
        X = loadings.X,
        Y = loadings.Y,
        Classes = loadings.Classes,
        ClassNames = loadings.ClassNames,
        ShowNames = false,
        EqualAxes = true,
        Arrows = [.. loadings.Components.Select((component, i) => Arrow(loadings, component, i + 1))],
        XName = plane.XName,
        YName = plane.YName,
        Width = Width,
    };

    public static ScatterChart Draw(ReportPlane plane, ReportProjection projection) => new()
    {
        Description = Phrase.Of($"Scatter chart: {Numbers.Format(projection.X.Count)} samples of two features, each joined to its reconstruction from one number."),
        X = projection.X,
        Y = projection.Y,
        EqualAxes = true,
        Projection = new ChartProjection(Phrase.Of("reconstruction"), projection.AnswerX, projection.AnswerY),
        XName = plane.XName,
        YName = plane.YName,
        Width = Width,
    };

    private static ChartArrow Arrow(ReportLoadings loadings, ReportComponent component, int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"PC{number}"),
        loadings.MeanX,
        loadings.MeanY,
        loadings.MeanX + (component.Length * component.X),
        loadings.MeanY + (component.Length * component.Y));
}

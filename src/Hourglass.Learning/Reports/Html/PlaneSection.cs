using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The section of a report on samples of two features, which can be drawn as they are.</summary>
internal static class PlaneSection
{
    public static void Write(HtmlWriter html, ReportPlane? plane, ReportPictures pictures)
    {
        if (plane?.Loadings is { } loadings && pictures.Loadings is { } arrows)
        {
            html.Start("section");
            html.Element("h2", Phrase.Of("Principal components"));
            ChartSections.WriteChart(html, arrows, Caption(loadings), ("class", "beside"));
            html.End();
        }

        if (plane?.Projection is not { } projection || pictures.Projection is not { } lines) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("Projection"));
        ChartSections.WriteChart(html, lines, Caption(projection), ("class", "beside"));
        html.End();
    }

    private static string Caption(ReportLoadings loadings)
    {
        IEnumerable<string> each = loadings.Components.Select(static (component, i) => Phrase.Of(
            $"PC{i + 1} has the loadings {component.X:0.000} and {component.Y:0.000}, the angle {component.Angle:0.0}° and the variance {Numbers.Format(component.Variance)}."));
        string directions = Phrase.Of($"{Numbers.Format(loadings.X.Count)} training samples and the directions along which they vary most.");
        string arrows = Phrase.Of(
            "An arrow is as long as the variance over the standard deviation of a feature, the mean of both: of standardised features, as the variance.");
        return $"{directions} {string.Join(' ', each)} {arrows}";
    }

    private static string Caption(ReportProjection projection)
    {
        string shown = Numbers.Format(projection.X.Count);
        return projection.X.Count < projection.Total
            ? Phrase.Of($"{shown} test samples (evenly chosen from {Numbers.Format(projection.Total)}), each joined to what '{projection.Model}' makes of it: all reconstructions lie on one line or curve, because the code is one number. The line between is the error.")
            : Phrase.Of($"{shown} test samples, each joined to what '{projection.Model}' makes of it: all reconstructions lie on one line or curve, because the code is one number. The line between is the error.");
    }
}

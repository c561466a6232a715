using System.Globalization;

namespace Hourglass.Learning;

/// <summary>The sections of a report that are charts: training, error per class, codes.</summary>
internal static class ChartSections
{
    // A longer table is no longer read; the metrics file of the run holds every epoch.
    private const int MaxRows = 100;

    public static void WriteTraining(HtmlWriter html, ReportData data, LineChart? chart)
    {
        if (chart is null) return;
        html.Start("section");
        html.Element("h2", "Training");
        WriteChart(html, chart, TrainingCaption(data, chart));
        WriteEpochs(html, data.Epochs);
        html.End();
    }

    public static void WriteVariance(HtmlWriter html, IReadOnlyList<double> ratios, ColumnChart? chart)
    {
        if (chart is null) return;
        html.Start("section");
        html.Element("h2", "Explained variance");
        string caption = $"The part of the training set's variance that each principal component keeps, and the first so many together. The first keeps {Numbers.Format(100 * ratios[0])} %";
        caption += $", all {Numbers.Format(ratios.Count)} keep {Numbers.Format(100 * ratios.Sum())} %.";
        WriteChart(html, chart, caption);
        html.End();
    }

    public static void WriteClassErrors(HtmlWriter html, ReportData data, BarChart? chart)
    {
        if (chart is null) return;
        html.Start("section");
        html.Element("h2", "Error per class");
        string caption = $"Mean {data.ErrorName} over the test samples of each class; shorter is better.";
        ReportClassError[] finite = [.. data.ClassErrors.Where(item => double.IsFinite(item.Error))];
        if (finite.Length > 1)
        {
            ReportClassError worst = finite.MaxBy(item => item.Error)!, best = finite.MinBy(item => item.Error)!;
            caption += $" Hardest is {worst.Name} with {Numbers.Format(worst.Error)},"
                + $" easiest {best.Name} with {Numbers.Format(best.Error)}.";
        }

        if (chart.Reference is not null) caption += " The dashed line is the mean over all samples.";
        WriteChart(html, chart, caption);
        html.End();
    }

    public static void WriteCodes(HtmlWriter html, ReportCodes? codes, ScatterChart? chart)
    {
        if (codes is null || chart is null) return;
        html.Start("section");
        html.Element("h2", "Codes");
        string caption = $"The two numbers that each of {Numbers.Format(chart.X.Count)} test samples is compressed to";
        if (chart.X.Count < codes.X.Count) caption += $" (evenly chosen from {Numbers.Format(codes.X.Count)})";
        caption += codes.ClassNames.Count > 0
            ? ", marked by class; a name stands at the middle of its class."
            : ".";
        WriteChart(html, chart, caption, ("class", "beside"));
        html.End();
    }

    public static void WriteDivergences(HtmlWriter html, IReadOnlyList<double> divergences, BarChart? chart)
    {
        if (chart is null) return;
        html.Start("section");
        html.Element("h2", "Units of the code");
        int active = divergences.Count(static divergence => divergence > VariationalQuality.ActiveDivergence);
        string caption = $"How far the distribution of each unit, given an image, lies from N(0, 1), the mean over the test set: what the unit tells of the image. "
            + $"{Numbers.Format(active)} of {Numbers.Format(divergences.Count)} are active, above {Numbers.Format(VariationalQuality.ActiveDivergence)} nats.";
        if (chart.Bars.Count < divergences.Count) caption += $" Shown are the {Numbers.Format(chart.Bars.Count)} largest.";
        WriteChart(html, chart, caption, ("class", "beside"));
        html.End();
    }

    /// <summary>Writes a chart with its caption.</summary>
    public static void WriteChart(HtmlWriter html, Chart chart, string caption, params ReadOnlySpan<HtmlAttribute> attributes)
    {
        html.Start("figure", attributes);
        chart.WriteInline(html);
        html.Element("figcaption", caption);
        html.End();
    }

    private static string TrainingCaption(ReportData data, LineChart chart)
    {
        string caption = $"The {data.LossName} after each epoch";
        caption += chart.Logarithmic ? ", on a logarithmic axis." : ".";
        if (ReportPictures.BestEpoch(data.Epochs) is not ReportEpoch best) return caption + " No epoch had a finite loss.";
        string kind = best.ValidationLoss is null ? "training" : "validation";
        string loss = Numbers.Format(ReportPictures.Judged(best));
        return caption + $" The ring marks the lowest {kind} loss, {loss} in epoch {Numbers.Format(best.Number)}.";
    }

    private static void WriteEpochs(HtmlWriter html, IReadOnlyList<ReportEpoch> epochs)
    {
        ReportEpoch? best = ReportPictures.BestEpoch(epochs);
        bool all = epochs.Count <= MaxRows;
        long last = epochs.Count - 1;
        ReportEpoch[] shown = all ? [.. epochs] : [.. Enumerable.Range(0, MaxRows).Select(i => epochs[(int)(i * last / (MaxRows - 1))])];
        html.Start("details");
        html.Element("summary", (all ? "All " : $"{MaxRows} of ") + Numbers.Format(epochs.Count) + " epochs");
        html.Start("div", ("class", "scroll"), ("tabindex", "0"));
        html.Start("table");
        WriteHeader(html, "Epoch", "Training loss", "Validation loss", "Learning rate", "Seconds");
        html.Start("tbody");
        double lowest = shown.Select(ReportPictures.Judged).Where(double.IsFinite).DefaultIfEmpty(1).Min();
        foreach (ReportEpoch epoch in shown) WriteEpoch(html, epoch, epoch == best, lowest);
        html.End();
        html.End();
        html.End();
        html.End();
    }

    private static void WriteEpoch(HtmlWriter html, ReportEpoch epoch, bool isBest, double lowest)
    {
        if (isBest) html.Start("tr", ("class", "best"));
        else html.Start("tr");
        html.Element("th", epoch.Number.ToString(CultureInfo.InvariantCulture), ("scope", "row"));
        html.Element("td", Numbers.Aligned(epoch.TrainingLoss, lowest, 4));
        html.Element("td", epoch.ValidationLoss is double loss ? Numbers.Aligned(loss, lowest, 4) : "–");
        html.Element("td", Numbers.Format(epoch.LearningRate));
        html.Element("td", epoch.Seconds.ToString("0.00", CultureInfo.InvariantCulture));
        html.End();
    }

    /// <summary>Writes the head of a table.</summary>
    public static void WriteHeader(HtmlWriter html, params ReadOnlySpan<string> names)
    {
        html.Start("thead");
        html.Start("tr");
        foreach (string name in names) html.Element("th", name, ("scope", "col"));
        html.End();
        html.End();
    }
}

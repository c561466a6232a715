using System.Globalization;
using Hourglass.Networks;

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
        html.Element("h2", Phrase.Of("Training"));
        WriteChart(html, chart, TrainingCaption(data, chart));
        WriteEpochs(html, data.Epochs);
        html.End();
    }

    public static void WriteVariance(HtmlWriter html, IReadOnlyList<double> ratios, ColumnChart? chart)
    {
        if (chart is null) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("Explained variance"));
        WriteChart(html, chart, Phrase.Of(
            $"The part of the training set's variance that each principal component keeps, and the first so many together. The first keeps {Numbers.Format(100 * ratios[0])} %, all {Numbers.Format(ratios.Count)} keep {Numbers.Format(100 * ratios.Sum())} %."));
        html.End();
    }

    public static void WriteClassErrors(HtmlWriter html, ReportData data, BarChart? chart)
    {
        if (chart is null) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("Error per class"));
        string caption = Phrase.Of($"Mean {data.ErrorName} over the test samples of each class; shorter is better.");
        ReportClassError[] finite = [.. data.ClassErrors.Where(item => double.IsFinite(item.Error))];
        if (finite.Length > 1)
        {
            ReportClassError worst = finite.MaxBy(item => item.Error)!, best = finite.MinBy(item => item.Error)!;
            caption += " " + Phrase.Of(
                $"Hardest is {worst.Name} with {Numbers.Format(worst.Error)}, easiest {best.Name} with {Numbers.Format(best.Error)}.");
        }

        if (chart.Reference is not null) caption += " " + Phrase.Of("The dashed line is the mean over all samples.");
        WriteChart(html, chart, caption);
        html.End();
    }

    public static void WriteCodes(HtmlWriter html, ReportCodes? codes, ScatterChart? chart)
    {
        if (codes is null || chart is null) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("Codes"));
        WriteChart(html, chart, CodesCaption(Numbers.Format(chart.X.Count), Numbers.Format(codes.X.Count), codes.ClassNames.Count > 0), ("class", "beside"));
        html.End();
    }

    public static void WriteDivergences(HtmlWriter html, IReadOnlyList<double> divergences, BarChart? chart)
    {
        if (chart is null) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("Units of the code"));
        int active = divergences.Count(static divergence => divergence > VariationalQuality.ActiveDivergence);
        string caption = Phrase.Of(
            $"How far the distribution of each unit, given an image, lies from N(0, 1), the mean over the test set: what the unit tells of the image. {Numbers.Format(active)} of {Numbers.Format(divergences.Count)} are active, above {Numbers.Format(VariationalQuality.ActiveDivergence)} nats.");
        if (chart.Bars.Count < divergences.Count) caption += " " + Phrase.Of($"Shown are the {Numbers.Format(chart.Bars.Count)} largest.");
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
        string caption = chart.Logarithmic
            ? Phrase.Of($"The {data.LossName} after each epoch, on a logarithmic axis.")
            : Phrase.Of($"The {data.LossName} after each epoch.");
        if (ReportPictures.BestEpoch(data.Epochs) is not ReportEpoch best) return $"{caption} {Phrase.Of("No epoch had a finite loss.")}";
        string loss = Numbers.Format(ReportPictures.Judged(best)), epoch = Numbers.Format(best.Number);
        string ring = best.ValidationLoss is null
            ? Phrase.Of($"The ring marks the lowest training loss, {loss} in epoch {epoch}.")
            : Phrase.Of($"The ring marks the lowest validation loss, {loss} in epoch {epoch}.");
        return $"{caption} {ring}";
    }

    private static string CodesCaption(string shown, string all, bool hasClasses) => (shown == all, hasClasses) switch
    {
        (true, true) => Phrase.Of($"The two numbers that each of {shown} test samples is compressed to, marked by class; a name stands at the middle of its class."),
        (true, false) => Phrase.Of($"The two numbers that each of {shown} test samples is compressed to."),
        (false, true) => Phrase.Of(
            $"The two numbers that each of {shown} test samples is compressed to (evenly chosen from {all}), marked by class; a name stands at the middle of its class."),
        _ => Phrase.Of($"The two numbers that each of {shown} test samples is compressed to (evenly chosen from {all})."),
    };

    private static void WriteEpochs(HtmlWriter html, IReadOnlyList<ReportEpoch> epochs)
    {
        ReportEpoch? best = ReportPictures.BestEpoch(epochs);
        bool all = epochs.Count <= MaxRows;
        long last = epochs.Count - 1;
        ReportEpoch[] shown = all ? [.. epochs] : [.. Enumerable.Range(0, MaxRows).Select(i => epochs[(int)(i * last / (MaxRows - 1))])];
        html.Start("details");
        string count = Numbers.Format(epochs.Count);
        html.Element("summary", all ? Phrase.Of($"All {count} epochs") : Phrase.Of($"{MaxRows} of {count} epochs"));
        html.Start("div", ("class", "scroll"), ("tabindex", "0"));
        html.Start("table");
        WriteHeader(html, Phrase.Of("Epoch"), Phrase.Of("Training loss"), Phrase.Of("Validation loss"), Phrase.Of("Learning rate"), Phrase.Of("Seconds"));
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

using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The pictures of a report, drawn once for the page and for the files beside it.</summary>
internal sealed class ReportPictures
{
    /// <summary>More points would only cover each other, and make the page slow.</summary>
    public const int MaxPoints = 10_000;

    /// <summary>More filters would be too small to see.</summary>
    public const int MaxFilters = 64;

    /// <summary>More bars would be a list that nobody reads; those that are left out are the smallest.</summary>
    public const int MaxUnits = 32;

    /// <summary>Eight filters side by side are still readable on a telephone.</summary>
    public const int FilterColumns = 8;

    private const int LeastFilterWidth = 28;

    // From best to worst by this factor the interesting half of a loss curve is flat on a linear axis.
    private const double LogarithmicFrom = 5;

    public ReportPictures(ReportData data)
    {
        Loss = data.Epochs.Count == 0 ? null : DrawLoss(data);
        ClassErrors = data.ClassErrors.Count == 0 ? null : DrawClassErrors(data);
        Codes = data.Codes is null ? null : DrawCodes(data.Codes);
        Loadings = data.Plane is { Loadings: { } loadings } plane ? PlanePictures.Draw(plane, loadings) : null;
        Projection = data.Plane is { Projection: { } projection } both ? PlanePictures.Draw(both, projection) : null;
        UnitDivergences = data.UnitDivergences.Count == 0 ? null : DrawDivergences(data.UnitDivergences);
        ExplainedVariance = data.ExplainedVariance.Count < 2 ? null : ColumnChart.Scree(data.ExplainedVariance);
        Confusion = data.Confusion is { } confusion ? DrawConfusion(confusion) : null;
        Network = data.Layers.Count == 0 ? null : NetworkChart.Of(data.Input ?? data.Layers[0].Output, data.Layers, data.Loss);
        if (data.Filters is not { Count: > 0 } filters) return;
        FilterLimit = DivergingMap.Limit(filters.Pixels.Span);
        FilterCount = Math.Min(filters.Count, MaxFilters);
    }

    public LineChart? Loss { get; }

    public BarChart? ClassErrors { get; }

    public ScatterChart? Codes { get; }

    public ScatterChart? Loadings { get; }

    public ScatterChart? Projection { get; }

    public BarChart? UnitDivergences { get; }

    public ColumnChart? ExplainedVariance { get; }

    public ConfusionChart? Confusion { get; }

    public NetworkChart? Network { get; }

    public float FilterLimit { get; }

    public int FilterCount { get; }

    public static Bitmap DrawFilters(ImageBatch filters, int count, float limit, int scale = 1) => ImageGrid.Wrap(
        [.. Enumerable.Range(0, count).Select(i => Enlarge(DivergingMap.ToBitmap(filters, i, limit)))], Math.Min(FilterColumns, count), scale);

    /// <summary>Finds the epoch with the lowest loss (training loss where nothing was validated); null where no loss is finite.</summary>
    public static ReportEpoch? BestEpoch(IReadOnlyList<ReportEpoch> epochs) =>
        epochs.Where(epoch => double.IsFinite(Judged(epoch))).MinBy(Judged);

    /// <summary>Gets the loss by which an epoch is judged.</summary>
    public static double Judged(ReportEpoch epoch) => epoch.ValidationLoss ?? epoch.TrainingLoss;

    /// <summary>Means the errors of all classes, each weighed by its samples; null where there are none.</summary>
    public static double? MeanError(IReadOnlyList<ReportClassError> classes)
    {
        long count = classes.Sum(item => (long)item.Count);
        return count == 0 ? null : classes.Sum(item => item.Error * item.Count) / count;
    }

    /// <summary>Kernels of a few pixels would be narrower than the gaps between them.</summary>
    private static Bitmap Enlarge(Bitmap filter) => ImageGrid.Rows([[filter]], Math.Max(1, LeastFilterWidth / filter.Width));

    private static LineChart DrawLoss(ReportData data)
    {
        IReadOnlyList<ReportEpoch> epochs = data.Epochs;
        double[] x = [.. epochs.Select(epoch => (double)epoch.Number)];
        int best = BestEpoch(epochs) is ReportEpoch epoch ? epochs.ToList().IndexOf(epoch) : -1;
        int? mark = best >= 0 ? best : null;
        bool validated = epochs.Any(epoch => epoch.ValidationLoss is not null);
        List<ChartSeries> series = [];
        double[] validation = [.. epochs.Select(item => item.ValidationLoss ?? double.NaN)];
        double[] training = [.. epochs.Select(item => item.TrainingLoss)];
        if (validated) series.Add(new ChartSeries(Phrase.Of("validation"), x, validation) { Mark = mark });
        series.Add(new ChartSeries(Phrase.Of("training"), x, training) { Mark = validated ? null : mark });

        double[] losses = [.. series.SelectMany(item => item.Y).Where(value => double.IsFinite(value) && value > 0)];
        return new LineChart
        {
            Description = Phrase.Of($"Line chart: {data.LossName} over {Numbers.Format(epochs.Count)} epochs of training."),
            Series = series,
            XName = Phrase.Of("epoch"),
            YName = data.LossName,
            Logarithmic = losses.Length > 0 && losses.Max() >= LogarithmicFrom * losses.Min(),
        };
    }

    private static BarChart DrawClassErrors(ReportData data) => new()
    {
        Description = Phrase.Of($"Bar chart: {data.ErrorName} for each of {data.ClassErrors.Count} classes."),
        Bars = [.. data.ClassErrors.Select(item => new ChartBar(item.Name, item.Error))],
        XName = data.ErrorName,
        Reference = MeanError(data.ClassErrors),
    };

    private static ConfusionChart DrawConfusion(ReportConfusion confusion) => new()
    {
        Description = Phrase.Of($"Confusion matrix of {confusion.ClassNames.Count} classes."),
        ClassNames = confusion.ClassNames,
        Counts = confusion.Counts,
    };

    private static BarChart DrawDivergences(IReadOnlyList<double> divergences) => new()
    {
        Description = Phrase.Of($"Bar chart: the divergence of {Math.Min(divergences.Count, MaxUnits)} units of the code, the largest first."),
        Bars =
        [
            .. divergences.Select(static (divergence, unit) => new ChartBar(Phrase.Of($"unit {unit}"), divergence))
                .OrderByDescending(static bar => bar.Value)
                .Take(MaxUnits),
        ],
        XName = Phrase.Of("divergence from N(0, 1), nats per image"),
    };

    private static ScatterChart DrawCodes(ReportCodes codes)
    {
        int count = Math.Min(codes.X.Count, codes.Y.Count);
        int[] kept = PointSample.Evenly(count, MaxPoints);
        return new ScatterChart
        {
            Description = Phrase.Of($"Scatter chart: the two-number codes of {kept.Length} samples, marked by class."),
            X = [.. kept.Select(i => codes.X[i])],
            Y = [.. kept.Select(i => codes.Y[i])],
            Classes = codes.Classes.Count >= count ? [.. kept.Select(i => codes.Classes[i])] : [],
            ClassNames = codes.ClassNames,
            XName = Phrase.Of("code 1"),
            YName = Phrase.Of("code 2"),
            Width = 600,
        };
    }
}

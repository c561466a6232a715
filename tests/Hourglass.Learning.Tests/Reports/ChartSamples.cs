using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>A chart of every kind.</summary>
internal static class ChartSamples
{
    public static readonly string[] Digits = [.. Enumerable.Range(0, 10).Select(static i => i.ToString(CultureInfo.InvariantCulture))];

    private static readonly double[] Sizes = [2, 4, 8, 16, 32];

    public static IReadOnlyDictionary<string, Func<Chart>> All { get; } = new Dictionary<string, Func<Chart>>
    {
        ["line"] = static () => new LineChart
        {
            Description = "Lines",
            XName = "epoch",
            YName = "loss",
            Series = [new("validation", [1, 2, 3, 4], [0.4, 0.3, 0.2, 0.25]) { Mark = 2 }, new("training", [1, 2, 3, 4], [0.5, 0.3, 0.15, 0.1])],
        },
        ["bar"] = static () => new BarChart { Description = "Bars", XName = "error", Bars = [new("one", 1), new("two", 1.5)], Reference = 1.2 },
        ["scatter"] = static () => Scatter(300),
        ["arrows"] = static () => Scatter(80) with
        {
            Classes = [],
            ClassNames = [],
            EqualAxes = true,
            Arrows = [new("PC1", 0, 0, 3, 3), new("PC2", 0, 0, -1, 1)],
        },
        ["projection"] = static () => new ScatterChart
        {
            Description = "Projection",
            XName = "x1",
            YName = "x2",
            EqualAxes = true,
            X = [0, 1, 2, 3],
            Y = [1, 0, 3, 2],
            Projection = new("PCA", [0.5f, 0.5f, 2.5f, 2.5f], [0.5f, 0.5f, 2.5f, 2.5f]),
        },
        ["network"] = static () => NetworkChart.Of(Models.Deep(new Shape(1, 28, 28), new ModelOptions { Layers = [128], Code = 2 })),
        ["confusion"] = static () => Confusion(Digits),
        ["scree"] = static () => ColumnChart.Scree([0.5, 0.3, 0.15, 0.05]),
        ["histogram"] = static () => ColumnChart.Histogram([-0.02, -0.01, 0, 0, 0.01, 0.01, 0.012, 0.03], "error, mse per pixel"),
        ["panels"] = static () => new PanelChart { Description = "Panels", Charts = [Curves("mse per pixel"), Curves("kNN-10 error, %")] },
        ["images"] = static () => ImageChart.Reconstructions(Images(10), [new("PCA 2", Images(10)) { Detail = "0.0557" }, new("dense", Images(10))]),
        ["neighbors"] = static () => new ImageChart
        {
            Description = "Neighbours",
            ApartLeft = 1,
            ColumnNames = ["sample", "1st", "2nd"],
            Rows = [new("", Images(3)) { Captions = ["7", "7 · 3.2", "1 · 3.5"] }, new("", Images(3)) { Captions = ["2"] }],
        },
        ["filters"] = static () => ImageChart.Filters(new ImageBatch(new Shape(1, 2, 2), new float[] { 1, -1, 0, 0.5f, 0.1f, 0.2f, -0.3f, 0.4f })),
    };

    /// <summary>Makes a scatter of ten classes on a circle.</summary>
    public static ScatterChart Scatter(int count)
    {
        RandomKey key = new(5);
        float[] x = new float[count], y = new float[count];
        key.Fold(0).FillNormal(x, 0, 1);
        key.Fold(1).FillNormal(y, 0, 1);
        int[] classes = [.. Enumerable.Range(0, count).Select(static i => i % 10)];
        for (int i = 0; i < count; i++)
        {
            x[i] += 4 * ((classes[i] % 4) - 1.5f);
            y[i] += 4 * ((classes[i] / 4) - 1);
        }

        return new() { Description = "Scatter", XName = "code 1", YName = "code 2", X = x, Y = y, Classes = classes, ClassNames = Digits };
    }

    public static ConfusionChart Confusion(string[] names) => new()
    {
        Description = "Confusion",
        ClassNames = names,
        Counts = new ConfusionMatrix([.. names.Select((_, label) => (IReadOnlyList<int>)[.. names.Select((_, answer) => label == answer ? 970 + label : (label * answer) % 7)])]),
    };

    private static LineChart Curves(string name) => new()
    {
        Description = name,
        XName = "code size",
        YName = name,
        LogarithmicX = true,
        Markers = true,
        Width = 400,
        Series = [new("PCA", Sizes, [0.055, 0.048, 0.037, 0.027, 0.017]), new("dense", Sizes, [0.045, 0.033, 0.024, 0.014, 0.009])],
    };

    private static Bitmap[] Images(int count) =>
        [.. Enumerable.Range(0, count).Select(static i => new Bitmap(2, 2, 1, [(byte)(20 * i), 100, 200, 255]))];
}

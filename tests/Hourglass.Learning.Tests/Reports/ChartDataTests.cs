using System.Xml.Linq;

namespace Hourglass.Learning.Tests;

/// <summary>What confusion, column, panel and image charts make of their data.</summary>
public sealed class ChartDataTests
{
    [Fact]
    public void ConfusionChart_Cells_HoldCountsAndSharesOfTheRow()
    {
        ConfusionChart chart = new() { Description = "c", ClassNames = ["a", "b"], Counts = new ConfusionMatrix([[990, 10], [0, 0]]) };

        string[] texts = Texts(chart);

        Assert.Equal(["990", "99 %", "10", "1 %", "1.0 %"], texts.SkipWhile(static text => text != "990").Take(5));
        Assert.Contains("–", texts);
    }

    [Fact]
    public void ConfusionChart_OtherNumberOfNames_Fails() => Assert.Throws<InvalidOperationException>(() =>
        new ConfusionChart { Description = "c", ClassNames = ["a"], Counts = new ConfusionMatrix([[1, 0], [0, 1]]) }.ToSvg());

    [Fact]
    public void Scree_Ratios_AreSummedUp()
    {
        ColumnChart chart = ColumnChart.Scree([0.5, 0.25, 0.125]);

        Assert.Equal([50, 25, 12.5], chart.Values);
        Assert.Equal([50, 75, 87.5], chart.Line);
        Assert.Contains("all together 87.5 %", chart.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Histogram_Values_AreCountedOnceEach()
    {
        ColumnChart chart = ColumnChart.Histogram([0, 1, 1.9, 2, 4, double.NaN], "x", bins: 4);

        Assert.Equal([1, 2, 1, 1], chart.Values);
        Assert.Equal((0.5, 1), (chart.First, chart.Step));
        Assert.Equal(4, ColumnChart.Histogram(Enumerable.Range(0, 8).Select(static i => (double)i), "x").Values.Count);
        Assert.Equal([3], ColumnChart.Histogram([5, 5, 5], "x", bins: 1).Values);
    }

    [Fact]
    public void Histogram_NothingFiniteOrNoBins_Fails()
    {
        Assert.Throws<ArgumentException>(() => ColumnChart.Histogram([double.NaN], "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnChart.Histogram([1, 2], "x", bins: 0));
    }

    [Fact]
    public void LineChart_SizesThatDouble_HaveATickEach()
    {
        double[] sizes = [2, 4, 8, 16, 32, 64];
        LineChart chart = new()
        {
            Description = "sizes",
            XName = "code size",
            YName = "error",
            LogarithmicX = true,
            Markers = true,
            Series = [new("a", sizes, [9, 8, 7, 6, 5, 4])],
        };

        string[] below = [.. XDocument.Parse(chart.ToSvg()).Descendants()
            .Where(text => text.Name.LocalName == "text" && (double)text.Attribute("y")! > chart.Height - 30).Select(static text => text.Value)];

        Assert.Equal(["2", "4", "8", "16", "32", "64", "code size"], below);
    }

    [Fact]
    public void PanelChart_Charts_FillRowsAndLeaveGaps()
    {
        BarChart small = new() { Description = "b", XName = "x", Bars = [new("a", 1)], Width = 200 };

        PanelChart panels = new() { Description = "p", Charts = [small, small, small with { Width = 300 }], Columns = 2 };

        Assert.Equal((300 + 200 + 32, (2 * small.Height) + 28), (panels.Width, panels.Height));
        Assert.Equal(3, Texts(panels).Count(static text => text == "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => (panels with { Columns = 0 }).ToSvg());
        Assert.NotEmpty(new PanelChart { Description = "none", Charts = [] }.ToSvg());
    }

    [Fact]
    public void Reconstructions_OriginalsAndModels_AreRowsOfTheSameLength()
    {
        Bitmap[] images = [.. Enumerable.Range(0, 3).Select(static i => new Bitmap(1, 1, 1, [(byte)i]))];

        ImageChart chart = ImageChart.Reconstructions(images, [new("dense", images) { Detail = "0.01" }]);

        Assert.Equal(["original", "dense", "0.01"], Texts(chart));
        Assert.Equal(6, XDocument.Parse(chart.ToSvg()).Descendants().Count(static element => element.Name.LocalName == "image"));
        Assert.Throws<ArgumentException>(() => ImageChart.Reconstructions(images, [new("dense", images[1..])]));
    }

    [Fact]
    public void ImageChart_WithoutAnImage_IsEmpty() => Assert.NotEmpty(new ImageChart { Description = "none", Rows = [] }.ToPng());

    private static string[] Texts(Chart chart) =>
        [.. XDocument.Parse(chart.ToSvg()).Descendants().Where(static element => element.Name.LocalName == "text").Select(static text => text.Value)];
}

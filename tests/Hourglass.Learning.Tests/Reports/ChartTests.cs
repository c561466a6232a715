using System.Globalization;
using System.Xml.Linq;
using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Learning.Tests;

public sealed class ChartTests
{
    private static readonly string[] Digits = [.. Enumerable.Range(0, 10).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    private static LineChart Lines(params ChartSeries[] series) =>
        new() { Description = "Lines", Series = series, XName = "epoch", YName = "loss" };

    private static ScatterChart Scatter(float[] x, float[] y, int[] classes, params string[] names) =>
        new() { Description = "Scatter", XName = "code 1", YName = "code 2", X = x, Y = y, Classes = classes, ClassNames = names };

    [Fact]
    public void LineChart_TwoSeries_IsApproved()
    {
        double[] epochs = [1, 2, 3, 4, 5];
        LineChart chart = Lines(
            new ChartSeries("validation", epochs, [0.05, 0.03, 0.022, 0.0198, 0.0203]) { Mark = 3 },
            new ChartSeries("training", epochs, [0.06, 0.029, 0.021, 0.019, 0.018])) with
        { Logarithmic = true };

        Approvals.Verify<ChartTests>("line-chart", chart.ToSvg());
    }

    [Fact]
    public void BarChart_ThreeClasses_IsApproved()
    {
        BarChart chart = new()
        {
            Description = "Bars",
            XName = "squared error per pixel",
            Bars = [new("ankle boot", 0.0131), new("bag", 0.0097), new("a very long name that leaves no room for its bar at all", 0.004)],
            Reference = 0.0089,
        };

        Approvals.Verify<ChartTests>("bar-chart", chart.ToSvg());
    }

    [Fact]
    public void ScatterChart_FewPoints_IsApproved()
    {
        ScatterChart chart = Scatter([0, 1, 2, 3, 4, 5], [0, 1, 4, 9, 16, float.NaN], [0, 1, 0, 1, 2, 2], "zero", "one", "two");

        Approvals.Verify<ChartTests>("scatter-chart", chart.ToSvg());
    }

    [Fact]
    public void ScatterChart_TenThousandPoints_DrawsAllInLittleSpace()
    {
        RandomKey key = new(5);
        float[] x = new float[10_000], y = new float[10_000];
        key.Fold(0).FillNormal(x, 0, 3);
        key.Fold(1).FillNormal(y, 0, 3);
        int[] classes = [.. Enumerable.Range(0, x.Length).Select(i => i % 10)];
        ScatterChart chart = Scatter(x, y, classes, Digits);

        string svg = chart.ToSvg();

        Assert.InRange(svg.Length, 40_000, 100_000);
        IEnumerable<XElement> paths = Elements(svg, "path").Where(path => path.Attribute("marker-mid") is not null);
        Assert.Equal(10_000, paths.Sum(path => CountPairs((string)path.Attribute("d")!)));
    }

    [Fact]
    public void ScatterChart_ClassesInOnePlace_NamesOnlyTheFirstThere()
    {
        float[] places = [.. Enumerable.Range(0, 90).Select(i => i < 60 ? 0f : 10f)];
        int[] classes = [.. Enumerable.Range(0, 90).Select(i => i / 30)];
        ScatterChart chart = Scatter(places, places, classes, "a", "b", "c");

        IEnumerable<XElement> names = Elements(chart.ToSvg(), "text").Where(text => (string?)text.Attribute("font-size") == "14");

        Assert.Equal(["a", "c"], names.Select(name => name.Value));
    }

    [Theory]
    [InlineData(new double[] { })]
    [InlineData(new double[] { 5 })]
    [InlineData(new double[] { 5, 5, 5 })]
    [InlineData(new double[] { 0, 0 })]
    [InlineData(new double[] { double.NaN, double.PositiveInfinity })]
    [InlineData(new double[] { 1, double.NaN, 3, 1e300, -1e300, 2 })]
    [InlineData(new double[] { 1e-320, 0, 1e-310 })]
    [InlineData(new double[] { 1, 1.0000000000000002 })]
    [InlineData(new double[] { -1e99, 1e99 })]
    [InlineData(new double[] { 1e-90, 1e90 })]
    public void LineChart_OddValues_GiveFiniteDrawings(double[] values)
    {
        double[] x = [.. Enumerable.Range(1, values.Length).Select(i => (double)i)];
        foreach (bool logarithmic in new[] { false, true })
        {
            string svg = (Lines(new ChartSeries("a", x, values) { Mark = 0 }) with { Logarithmic = logarithmic }).ToSvg();

            Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("E+", svg, StringComparison.Ordinal);
            Assert.InRange(svg.Length, 500, 10_000);
        }
    }

    [Fact]
    public void LineChart_AGap_LiftsThePen()
    {
        string svg = Lines(new ChartSeries("a", [1, 2, 3, 4, 5], [1, 2, double.NaN, 2, 1])).ToSvg();

        string line = (string)Elements(svg, "path").Single(path => path.Attribute("stroke-linecap") is not null).Attribute("d")!;
        Assert.Equal((2, 2), (line.Count(letter => letter == 'M'), line.Count(letter => letter == 'L')));
    }

    [Fact]
    public void LineChart_PointsBetweenGaps_AreDots()
    {
        string svg = Lines(new ChartSeries("a", [1, 2, 3, 4, 5, 6], [1, double.NaN, 2, 3, double.NaN, 5])).ToSvg();

        Assert.Equal(2, Elements(svg, "circle").Count());
    }

    [Fact]
    public void LineChart_TenThousandEpochs_StaysSmall()
    {
        double[] x = [.. Enumerable.Range(1, 10_000).Select(i => (double)i)];

        string svg = Lines(new ChartSeries("a", x, [.. x.Select(i => 1 / i)])).ToSvg();

        Assert.InRange(svg.Length, 3_000, 25_000);
    }

    [Fact]
    public void LineChart_ManySeriesEndingTogether_LabelsDoNotOverlap()
    {
        ChartSeries[] series = [.. Enumerable.Range(0, 8).Select(i => new ChartSeries($"series {i}", [1, 2], [i, 5 + (i * 0.001)]))];

        IEnumerable<XElement> labels = Elements(Lines(series).ToSvg(), "text").Where(text => text.Value.StartsWith('s'));
        double[] places = [.. labels.Select(text => (double)text.Attribute("y")!).Order()];

        Assert.Equal(8, places.Length);
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 14, 300));
        Assert.InRange(places[0], 10, 300);
        Assert.InRange(places[^1], 10, 300);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(47)]
    public void ScatterChart_AnyNumberOfClasses_HasDistinctLegendEntriesThatFit(int classes)
    {
        int[] owners = [.. Enumerable.Range(0, classes)];
        float[] places = [.. owners.Select(i => (float)i)];
        ScatterChart chart = Scatter(places, places, owners, [.. owners.Select(i => $"class {i}")]);

        string svg = chart.ToSvg();

        // The markers of the legend are opaque, those of points are not.
        IEnumerable<XElement> legend = Elements(svg, "path").Where(path => (string?)path.Attribute("fill") != "none" && path.Attribute("fill-opacity") is null);
        Assert.Equal(classes, legend.Select(path => ((string?)path.Attribute("fill"), Shape((string)path.Attribute("d")!))).Distinct().Count());
        Assert.All(Elements(svg, "text"), text => Assert.InRange((double)text.Attribute("y")!, 0, chart.Height));
    }

    [Fact]
    public void Charts_HostileNames_AreEscaped()
    {
        const string Hostile = "<script>&\"'\u0001]]>";
        BarChart chart = new() { Description = Hostile, XName = Hostile, Bars = [new(Hostile, 1)], Reference = 1, ReferenceName = Hostile };

        string svg = chart.ToSvg();

        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.Contains(Elements(svg, "text"), text => text.Value == "<script>&\"'\uFFFD]]>");
    }

    private static IEnumerable<XElement> Elements(string svg, string name) =>
        XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == name);

    /// <summary>Writes a polygon as steps from its first corner, so that equal shapes at different places are equal.</summary>
    private static string Shape(string path)
    {
        double[] numbers = [.. System.Text.RegularExpressions.Regex.Matches(path, @"-?[\d.]+").Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];
        return string.Join(' ', numbers.Select((number, i) => Math.Round(number - numbers[i % 2])));
    }

    private static int CountPairs(string path) => System.Text.RegularExpressions.Regex.Count(path, @"-?\d+") / 2;
}

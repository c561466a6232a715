using System.Xml.Linq;

namespace Hourglass.Learning.Tests;

public sealed class ScatterChartTests
{
    [Fact]
    public void SeventyThousandPoints_StaySmallAsSvgAndAsPng()
    {
        ScatterChart chart = ChartSamples.Scatter(70_000);

        Assert.InRange(chart.ToSvg().Length, 50_000, 400_000);
        Assert.InRange(chart.ToPng().Length, 50_000, 600_000);
    }

    [Fact]
    public void ManyPoints_AreOnePictureWithAllColorsAndNames()
    {
        XElement svg = XDocument.Parse(ChartSamples.Scatter(ScatterChart.CloudFrom + 10).ToSvg()).Root!;

        string data = (string)Assert.Single(svg.Descendants(), static element => element.Name.LocalName == "image").Attribute("href")!;
        Bitmap cloud = Png.Decode(Convert.FromBase64String(data["data:image/png;base64,".Length..]), "cloud");
        Assert.Equal(4, cloud.Channels);
        HashSet<int> colors = [.. Enumerable.Range(0, cloud.Width * cloud.Height).Where(i => cloud.Pixels[(4 * i) + 3] > 0)
            .Select(i => (cloud.Pixels[4 * i] << 16) | (cloud.Pixels[(4 * i) + 1] << 8) | cloud.Pixels[(4 * i) + 2])];
        Assert.Equal([.. Enumerable.Range(0, 10).Select(static i => ChartStyle.Rgb(Ink.Series(i), dark: false)).Order()], colors.Order());
        Assert.Equal(10, svg.Descendants().Count(static element => (string?)element.Attribute("font-size") == "14"));
    }

    [Fact]
    public void ManyPoints_InAPage_HaveAPictureForDarkPaperToo()
    {
        HtmlWriter page = new();
        ChartSamples.Scatter(ScatterChart.CloudFrom + 10).WriteInline(page);

        string[] classes = [.. XElement.Parse(page.ToString()).Descendants().Where(static element => element.Name.LocalName == "image")
            .Select(static image => (string)image.Attribute("class")!)];

        Assert.Equal(["light", "dark"], classes);
    }

    [Fact]
    public void Cloud_PointsOnTopOfEachOther_BelongToTheMajority()
    {
        CanvasPoint[] places = [.. Enumerable.Repeat(new CanvasPoint(5, 5), 30)];
        int[] classes = [.. Enumerable.Range(0, 30).Select(static i => i < 25 ? 3 : 0)];

        Bitmap cloud = new PointCloud(places, classes, Scale: 1, Opacity: 0.1).Draw(new CanvasBox(0, 0, 10, 10), 1, dark: false);

        int middle = 4 * ((5 * 10) + 5), color = ChartStyle.Rgb(Ink.Series(3), dark: false);
        Assert.Equal([(byte)(color >> 16), (byte)(color >> 8), (byte)color], cloud.Pixels[middle..(middle + 3)]);
        Assert.InRange(cloud.Pixels[middle + 3], 230, 255);
        Assert.Equal(0, cloud.Pixels[3]);
    }

    [Fact]
    public void EqualAxes_AStep_IsAsLongToTheRightAsUp()
    {
        (ChartScale x, ChartScale y) = ChartScale.Equal([0, 10], [0, 1], new CanvasBox(40, 30, 400, 300), 6);

        Assert.Equal(x[1] - x[0], y[0] - y[1], 1e-9);
        Assert.Equal(240, x[5], 1e-9);
        Assert.Equal(180, y[0.5], 1e-9);
        Assert.InRange(x[0], 40, 60);
    }

    [Theory]
    [InlineData(new float[0])]
    [InlineData(new float[] { 1 })]
    [InlineData(new float[] { float.NaN, float.PositiveInfinity })]
    [InlineData(new float[] { 1e-30f, 2e-30f })]
    [InlineData(new float[] { -3e38f, 3e38f })]
    public void OddValues_GiveFiniteDrawings(float[] values)
    {
        foreach (bool equal in (bool[])[false, true])
        {
            ScatterChart chart = new() { Description = "odd", XName = "x", YName = "y", X = values, Y = values, EqualAxes = equal };

            Assert.DoesNotContain("NaN", chart.ToSvg(), StringComparison.Ordinal);
            Assert.NotEmpty(chart.ToPng(1));
        }
    }

    [Fact]
    public void ArrowsAndProjections_OutsideThePoints_WidenTheAxes()
    {
        ScatterChart chart = new()
        {
            Description = "wide",
            XName = "x",
            YName = "y",
            X = [0, 1],
            Y = [0, 1],
            EqualAxes = true,
            Arrows = [new("far", 0, 0, 90, 10), new("nothing", 0, 0, 0, 0), new("lost", 0, 0, double.NaN, 1)],
            Projection = new ChartProjection("PCA", [0, -40], [0, 1]),
        };

        string[] texts = [.. XDocument.Parse(chart.ToSvg()).Descendants().Where(static element => element.Name.LocalName == "text").Select(static text => text.Value)];

        Assert.Contains("80", texts);
        Assert.Contains("-40", texts);
        Assert.Contains("far", texts);
        Assert.DoesNotContain("nothing", texts);
        Assert.DoesNotContain("lost", texts);
    }
}

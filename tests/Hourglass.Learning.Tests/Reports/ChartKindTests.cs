using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;

namespace Hourglass.Learning.Tests;

/// <summary>What holds for charts of every kind, as SVG and as pixels.</summary>
public sealed class ChartKindTests
{
    public static TheoryData<string> Kinds => [.. ChartSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ToSvg_AnyChart_HoldsItsTextsWithinTheFrameAndApart(string kind)
    {
        XElement svg = XDocument.Parse(ChartSamples.All[kind]().ToSvg()).Root!;
        double width = (double)svg.Attribute("width")!, height = (double)svg.Attribute("height")!;

        (string Text, double Left, double Right, double Y)[] boxes = [.. svg.Descendants().Where(static element => element.Name.LocalName == "text").Select(Box)];

        Assert.NotEmpty(boxes.Concat(kind == "images" ? boxes : [("", 0, 0, 0)]));
        Assert.All(boxes, box => Assert.True(
            box.Left >= -16 && box.Right <= width - 16 && box.Y is >= -4 && box.Y <= height - 20, $"{box} leaves {width} x {height}"));
        for (int i = 0; i < boxes.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                bool apart = boxes[i].Right <= boxes[j].Left || boxes[j].Right <= boxes[i].Left || Math.Abs(boxes[i].Y - boxes[j].Y) >= 11;
                Assert.True(apart, $"{boxes[i]} meets {boxes[j]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ToPng_AnyChart_HasTheSizeOfItsSvgAndSomethingOnIt(string kind)
    {
        Chart chart = ChartSamples.All[kind]();

        Bitmap picture = Png.Decode(chart.ToPng(scale: 1.5), kind);

        Assert.Equal((Math.Ceiling((chart.Width + 32) * 1.5), Math.Ceiling((chart.Height + 32) * 1.5)), (picture.Width, picture.Height));
        int white = 0;
        for (int i = 0; i < picture.Pixels.Length; i += 3)
            white += picture.Pixels[i] == 255 && picture.Pixels[i + 1] == 255 && picture.Pixels[i + 2] == 255 ? 1 : 0;
        Assert.InRange((double)white / (picture.Width * picture.Height), 0.1, 0.995);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ToBitmap_AnyChart_IsDarkOnDarkPaper(string kind)
    {
        Bitmap light = ChartSamples.All[kind]().ToBitmap(1), dark = ChartSamples.All[kind]().ToBitmap(1, dark: true);

        Assert.Equal((255, 0x16), (light.Pixels[0], dark.Pixels[0]));
        Assert.NotEqual(light.Pixels, dark.Pixels);
    }

    // Sums of integers: the same on every machine. A change of a hash is a change of pictures; look at them before taking it over.
    [Theory]
    [InlineData("bar", "0eafd72876cf461d")]
    [InlineData("scatter", "72395e125bba94aa")]
    [InlineData("projection", "79638419463573f7")]
    [InlineData("confusion", "563f3baa1b50129f")]
    [InlineData("scree", "f031dfb3d35ef7bf")]
    [InlineData("neighbors", "c7ac12773f2e9f22")]
    public void ToBitmap_KnownCharts_HaveKnownPixels(string kind, string hash) =>
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(ChartSamples.All[kind]().ToBitmap(2).Pixels))[..16]);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ToSvg_AnyChart_SaysItsColorsInEveryElement(string kind)
    {
        XElement svg = XDocument.Parse(ChartSamples.All[kind]().ToSvg()).Root!;

        Assert.DoesNotContain(svg.Descendants(), static element => element.Name.LocalName == "style" || element.Attribute("class") is not null);
        Assert.All(
            svg.Descendants().Where(static element => element.Name.LocalName is "path" or "rect" or "circle" or "text"),
            static element => Assert.NotNull(element.Attribute("fill")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WriteInline_AnyChart_TakesColorsOfThePageOrFixedOnes(string kind)
    {
        HtmlWriter page = new();
        ChartSamples.All[kind]().WriteInline(page);
        XElement svg = XDocument.Parse(page.ToString()!).Root!;

        // A plain fill would lose against the page's rules.
        Assert.All(svg.Descendants("text"), static text => Assert.Null(text.Attribute("fill")));
        Assert.All(svg.Descendants("rect"), static shape => Assert.True(shape.Attribute("class") is not null || shape.Attribute("style") is not null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(17)]
    [InlineData(double.NaN)]
    public void ToPng_OddScale_Fails(double scale) => Assert.Throws<ArgumentOutOfRangeException>(() => ChartSamples.All["bar"]().ToPng(scale));

    [Fact]
    public void ToFile_OtherEnding_SaysWhichAreKnown()
    {
        Assert.Contains("expected .svg or .png", Assert.Throws<ArgumentException>(() => ChartSamples.All["bar"]().ToFile(".pdf")).Message, StringComparison.Ordinal);
        Assert.Equal((byte)'<', ChartSamples.All["bar"]().ToFile(".SVG")[0]);
        Assert.Equal(0x89, ChartSamples.All["bar"]().ToFile(".Png")[0]);
    }

    private static (string Text, double Left, double Right, double Y) Box(XElement text)
    {
        double size = (double?)text.Attribute("font-size") ?? 12, x = (double)text.Attribute("x")!, y = (double)text.Attribute("y")!;
        foreach (string move in text.Ancestors().Select(static group => (string?)group.Attribute("transform") ?? "").Where(static move => move.StartsWith("translate", StringComparison.Ordinal)))
        {
            double[] numbers = [.. move[10..^1].Split(' ').Select(static number => double.Parse(number, CultureInfo.InvariantCulture))];
            (x, y) = (x + numbers[0], y + numbers[1]);
        }

        // ChartText measures after the widest of the usual fonts.
        double width = ChartText.Width(text.Value, size, bold: text.Attribute("font-weight") is not null);
        double left = (string?)text.Attribute("text-anchor") switch { "middle" => x - (width / 2), "end" => x - width, _ => x };
        return (text.Value, left, left + width, y);
    }
}

using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Hourglass.Networks;
using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Learning.Tests;

public sealed partial class ReportTests : IDisposable
{
    private const string Hostile = "</style></title><script>alert(1)</script><img src=x onerror='a'>&\"\u0000";

    private static readonly string[] PictureNames =
        ["best.png", "codes.png", "codes.svg", "error-per-class.png", "error-per-class.svg", "filters.png", "interpolation.png", "loss.png",
         "loss.svg", "manifold.png", "model.png", "model.svg", "reconstructions.png", "samples.png", "worst.png"];

    private readonly string _folder = Directory.CreateTempSubdirectory("hourglass-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ToHtml_AFullReport_IsApproved() =>
        Approvals.Verify<ReportTests>("report", EmbeddedPicture().Replace(Report.ToHtml(Full("")), "data:image/png;base64,PICTURE"));

    [Fact]
    public void ToHtml_OnlyATitle_LeavesEverySectionOut()
    {
        XDocument page = Parse(Report.ToHtml(new ReportData { Title = "Empty", Description = "Nothing yet." }));

        Assert.Empty(page.Descendants("section"));
        Assert.Empty(page.Descendants("img"));
        Assert.Equal("Empty", page.Descendants("h1").Single().Value);
    }

    [Fact]
    public void ToHtml_HostileTexts_StayTexts()
    {
        XDocument page = Parse(Report.ToHtml(Full(Hostile)));

        Assert.Empty(page.Descendants("script"));
        Assert.DoesNotContain(page.Descendants().Attributes(), item => item.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.Single(page.Descendants("style"));
        string shown = Hostile.Replace('\0', '\uFFFD');
        string[] places = ["title", "h1", "dt", "dd", "b", "th", "code"];
        Assert.All(places, name =>
            Assert.Contains(page.Descendants(name), element => element.Value.Contains(shown, StringComparison.Ordinal)));
    }

    [Fact]
    public void ToHtml_References_AreInsideThePage()
    {
        XDocument page = Parse(Report.ToHtml(Full("")));

        Assert.All(page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href"), attribute =>
            Assert.StartsWith("data:image/png;base64,", attribute.Value, StringComparison.Ordinal));
        Assert.Empty(page.Descendants("link"));
        Assert.DoesNotContain("url(http", page.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page.ToString(), StringComparison.OrdinalIgnoreCase);
        string policy = (string)page.Descendants("meta").Single(meta => meta.Attribute("http-equiv") is not null).Attribute("content")!;
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; img-src data:", policy);
    }

    [Fact]
    public void ToHtml_Pictures_HaveWordsAndSizes()
    {
        XDocument page = Parse(Report.ToHtml(Full("")));

        Assert.Equal((3 * 2 * 2) + 1 + 3, page.Descendants("img").Count());
        Assert.All(page.Descendants("img"), image => Assert.False(string.IsNullOrWhiteSpace((string?)image.Attribute("alt"))));
        Assert.All(page.Descendants("img"), image => Assert.NotNull(image.Attribute("width")));
        Assert.All(page.Descendants("svg"), chart => Assert.False(string.IsNullOrWhiteSpace((string?)chart.Attribute("aria-label"))));
        Assert.All(page.Descendants("thead").Descendants("th"), header => Assert.Equal("col", (string?)header.Attribute("scope")));
    }

    [Fact]
    public void ToHtml_Markers_AreDefinedOnce()
    {
        XDocument page = Parse(Report.ToHtml(Full("")));
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.Descendants().Attributes("marker-mid"), use => Assert.Contains(use.Value[5..^1], ids));
    }

    [Fact]
    public void ToHtml_ADivergedRun_SaysSo()
    {
        ReportData data = Full("") with { Epochs = [new(1, double.NaN, double.PositiveInfinity, 1, 1)], Best = null, Worst = null };

        string html = Report.ToHtml(data);

        Assert.Contains("No epoch had a finite loss.", html, StringComparison.Ordinal);
        Assert.Contains("<td>not a number</td>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", EmbeddedPicture().Replace(html, ""), StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_AThousandEpochs_ShowsAHundredWithTheFirstAndTheLast()
    {
        ReportEpoch[] epochs = [.. Enumerable.Range(1, 1000).Select(i => new ReportEpoch(i, 1.0 / i, null, 0.1, 2))];

        XDocument page = Parse(Report.ToHtml(new ReportData { Title = "t", Description = "d", Epochs = epochs }));

        string[] numbers = [.. page.Descendants("tbody").Descendants("th").Select(cell => cell.Value)];
        Assert.Equal((100, "1", "1000"), (numbers.Length, numbers[0], numbers[^1]));
        Assert.Equal("100 of 1,000 epochs", page.Descendants("summary").Single().Value);
    }

    [Fact]
    public void ToHtml_MoreCodesThanCanBeSeen_TakesSomeEvenly()
    {
        float[] values = [.. Enumerable.Range(0, 25_000).Select(i => (float)i)];
        ReportData data = new() { Title = "t", Description = "d", Codes = new ReportCodes(values, values, [], []) };

        string html = Report.ToHtml(data);

        Assert.Contains("10,000 test samples is compressed to (evenly chosen from 25,000).", html, StringComparison.Ordinal);
        Assert.InRange(html.Length, 20_000, 120_000);
    }

    [Fact]
    public void Write_AFullReport_WritesThePageAndEachPicture()
    {
        string path = Report.Write(Full(""), _folder);

        Assert.Equal(Path.Combine(_folder, "report.html"), path);
        Assert.InRange(new FileInfo(path).Length, 10_000, 60_000);
        string pictures = Path.Combine(_folder, "pictures");
        Assert.Equal(PictureNames, Directory.GetFiles(pictures).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(pictures, "*.svg"), file => Assert.Equal("svg", XDocument.Load(file).Root!.Name.LocalName));
        Bitmap grid = Png.Read(Path.Combine(pictures, "reconstructions.png"));
        Assert.Equal((((2 * 6) + 2) * 4, ((2 * 5) + 2) * 4, 1), (grid.Width, grid.Height, grid.Channels));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Write_OverARicherReport_LeavesNoOldPicture()
    {
        Report.Write(Full(""), _folder);

        Report.Write(Full("") with { Codes = null, Filters = null }, _folder);

        Assert.Equal(
            PictureNames.Except(["codes.png", "codes.svg", "filters.png"]),
            Directory.GetFiles(Path.Combine(_folder, "pictures")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ReportImages_CountsThatDiffer_Fail()
    {
        ImageBatch two = Images(0), one = new(two.Shape, two.Pixels[..two.Shape.Size]);

        Assert.Throws<ArgumentException>(() => new ReportImages(two, one, [], []));
        Assert.Throws<ArgumentException>(() => new ReportImages(two, two, [1], []));
        Assert.Throws<ArgumentException>(() => new ReportImages(two, two, [], ["a"]));
    }

    [Theory]
    [InlineData(0.0097684, "0.009768")]
    [InlineData(24.5, "24.5")]
    [InlineData(50992, "50,992")]
    [InlineData(0, "0")]
    [InlineData(3.21e-6, "3.21e-6")]
    [InlineData(54812.4, "54,812")]
    [InlineData(double.NaN, "not a number")]
    public void ReportFigure_Number_ShowsWhatMatters(double value, string expected) =>
        Assert.Equal(expected, ReportFigure.Of("x", value).Value);

    [Theory]
    [InlineData(0.85, "850 ms")]
    [InlineData(12.34, "12.3 s")]
    [InlineData(245, "4 min 05 s")]
    [InlineData(7620, "2 h 07 min")]
    [InlineData(59.97, "1 min 00 s")]
    [InlineData(3599.8, "1 h 00 min")]
    public void ReportFigure_Duration_ReadsAsSpoken(double seconds, string expected) =>
        Assert.Equal(expected, ReportFigure.Of("x", TimeSpan.FromSeconds(seconds)).Value);

    private static XDocument Parse(string html)
    {
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        using XmlReader reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    private static ImageBatch Images(float low)
    {
        Shape shape = new(1, 5, 6);
        return new ImageBatch(shape, Enumerable.Range(0, 2 * shape.Size).Select(i => low + ((i % 11) / 12f)).ToArray());
    }

    private static ReportData Full(string extra)
    {
        ReportImages images = new(Images(0), Images(0.05f), [0.00123, 0.0456], ["3", "5" + extra]);
        return new ReportData
        {
            Title = "Dense autoencoder, code of 2" + extra,
            Description = "30-8-2 and back, trained on 100 images." + extra,
            Created = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Figures =
            [
                ReportFigure.Of("Test error" + extra, 0.0097684, "mse per pixel" + extra, "mean image: 0.0675" + extra),
                ReportFigure.Of("Code", 2),
            ],
            Findings =
            [
                new("name", FindingSeverity.Problem, "Seen" + extra, "Why" + extra, "Change" + extra),
                new("name", FindingSeverity.Warning, "Seen", "Why", "Change"),
                new("name", FindingSeverity.Note, "Seen", "Why"),
            ],
            Input = new Shape(1, 5, 6),
            Layers =
            [
                new("encoder", "dense 8, relu", new Shape(8), 248), new("encoder", "dense 2" + extra, new Shape(2), 18, IsCode: true),
                new("decoder", "dense 8, relu", new Shape(8), 24), new("decoder", "dense 30, sigmoid", new Shape(30), 270),
                new("decoder", "reshape", new Shape(1, 5, 6), 0) { Role = LayerRole.View },
            ],
            LossName = "mean squared error per pixel" + extra,
            Epochs = [new(1, 0.06, 0.05, 0.001, 1.25), new(2, 0.02, 0.019, 0.001, 1.2), new(3, 0.009, 0.02, 0.0005, 1.21)],
            ErrorName = "squared error per pixel" + extra,
            Samples = images,
            Best = images,
            Worst = images,
            ClassErrors = [new("3" + extra, 0.0123, 40), new("5", 0.0045, 60)],
            Filters = new ImageBatch(new Shape(1, 5, 6), Enumerable.Range(0, 8 * 30).Select(i => (i % 7) - 3f).ToArray()),
            Codes = new ReportCodes([0, 1, 2, 3], [3, 1, 2, 0], [0, 1, 0, 1], ["3" + extra, "5"]),
            Generated = new ReportGenerated
            {
                Distribution = "the standard normal prior" + extra,
                Manifold = new ImageBatch(new Shape(1, 5, 6), Enumerable.Range(0, 4 * 30).Select(i => (i % 7) / 6f).ToArray()),
                Samples = Images(0.1f),
                Path = new ReportPath(Images(0), Images(0.05f), CodePathKind.Spherical),
            },
            Command = "hourglass train dense --code 2" + extra,
            Recipe = "{ \"seed\": 42 }" + extra,
            Versions = [new("Hourglass" + extra, "0.1.0" + extra)],
        };
    }

    [GeneratedRegex("data:image/png;base64,[A-Za-z0-9+/=]+")]
    private static partial Regex EmbeddedPicture();
}

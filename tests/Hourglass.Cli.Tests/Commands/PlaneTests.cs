using System.Globalization;
using System.Text.Json;

namespace Hourglass.Cli.Tests;

/// <summary>Tables of two columns, which can be drawn as they are.</summary>
public sealed class PlaneTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public PlaneTests()
    {
        // Along the diagonal 2 and 4 to both sides of the middle, across it 1: variances 10 and 1, angles 45 and -45 degrees.
        string[] rows = [.. from along in (double[])[-4, -2, 2, 4] from across in (double[])[-1, 1] select Row(along, across)];
        File.WriteAllLines(_cli.In("cross.csv"), ["a,b", .. rows]);
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void TrainPca_OfTwoColumns_ShowsVarianceAndAngleOfEachComponent()
    {
        CliResult result = _cli.Run("train pca --data cross.csv --code 2 --test-share 0 --out run");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("variance of PC1     10.0000\n", result.Out, StringComparison.Ordinal);
        Assert.Contains("angle of PC1        45.00 degrees: to the first feature\n", result.Out, StringComparison.Ordinal);
        Assert.Matches("variance of PC2     1\\.0{5,6}\n", result.Out);
        Assert.Contains("angle of PC2        -45.00 degrees: to the first feature\n", result.Out, StringComparison.Ordinal);
        string page = File.ReadAllText(_cli.In("run", "report.html"));
        Assert.Contains("PC1 has the loadings 0.707 and 0.707, the angle 45.0° and the variance 10.", page, StringComparison.Ordinal);
        Assert.Contains("PC2</text>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Projection</h2>", page, StringComparison.Ordinal);
        Assert.True(File.Exists(_cli.In("run", "pictures", "loadings.png")));
    }

    [Fact]
    public void Doctor_OfSamplesThatAreAllAlike_SaysNothingOfTheMean()
    {
        File.WriteAllLines(_cli.In("same.csv"), Enumerable.Repeat("3,5", 12));
        Assert.Equal(ExitCode.Ok, _cli.Run("train pca --data same.csv --code 1 --test-share 0 --out same --quiet").Code);

        Assert.DoesNotContain("mean-image", _cli.Run("doctor same").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void TrainPca_OfOneNumber_DrawsTheProjectionToo()
    {
        CliResult result = _cli.Run("train pca --data cross.csv --code 1 --test-share 0 --out run --json --quiet");

        JsonElement figures = Parse(result);

        // The table is read as float32: seven digits of numbers near 20.
        Assert.Equal(1, figures.GetProperty("test_sse_per_image").GetDouble(), 1e-5);
        Assert.Equal(10, figures.GetProperty("component_variance_1").GetDouble(), 1e-5);
        Assert.Equal(45, figures.GetProperty("component_angle_1").GetDouble(), 1e-4);
        Assert.False(figures.TryGetProperty("component_variance_2", out _));
        string page = File.ReadAllText(_cli.In("run", "report.html"));
        Assert.Contains("Projection</h2>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Explained variance</h2>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("pixel", Words(page), StringComparison.Ordinal);
        Assert.True(File.Exists(_cli.In("run", "pictures", "projection.svg")));
    }

    [Theory]
    [InlineData("linear", "1", true)]
    [InlineData("deep --layers 3", "1", true)]
    [InlineData("linear", "2", false)]
    public void Train_OfTwoColumns_DrawsTheProjectionWhereTheCodeIsOneNumber(string model, string code, bool isDrawn)
    {
        Assert.Equal(ExitCode.Ok, _cli.Run($"train {model} --data cross.csv --scale standardize --code {code} --test-share 0 --validation 0 --epochs 3 --out run --quiet").Code);

        Assert.Equal(isDrawn, File.Exists(_cli.In("run", "pictures", "projection.png")));
        Assert.False(File.Exists(_cli.In("run", "pictures", "loadings.png")));
    }

    [Fact]
    public void Evaluate_OfScaledComponents_ScalesByTheNumbersOfTheRun()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run("train pca --data cross.csv --scale standardize --code 1 --test-share 0 --out run --quiet").Code);
        File.WriteAllText(_cli.In("one.csv"), "13,24\n");
        Assert.Equal(ExitCode.Ok, _cli.Run("reconstruct run --input one.csv --output out.csv --quiet").Code);

        // The sample lies on the first component.
        string[] answer = File.ReadAllLines(_cli.In("out.csv"))[1].Split(',');
        Assert.Equal(13, double.Parse(answer[0], CultureInfo.InvariantCulture), 1e-3);
        Assert.Equal(24, double.Parse(answer[1], CultureInfo.InvariantCulture), 1e-3);
    }

    [Fact]
    public void TrainPca_OfTheCourse_GivesItsFigures()
    {
        string? path = Environment.GetEnvironmentVariable("HOURGLASS_DATA") is { } folder ? Path.Combine(folder, "ex7", "ex7data1.mat") : null;
        Assert.SkipUnless(File.Exists(path), "HOURGLASS_DATA holds no ex7/ex7data1.mat.");

        JsonElement one = Parse(_cli.Run("train", "pca", "--data", path!, "--scale", "standardize", "--code", "1", "--test-share", "0", "--out", "one", "--json", "--quiet"));
        JsonElement two = Parse(_cli.Run("train", "pca", "--data", path!, "--scale", "standardize", "--code", "2", "--test-share", "0", "--out", "two", "--json", "--quiet"));

        // To the last digit printed.
        Assert.Equal(0.2644696, one.GetProperty("test_sse_per_image").GetDouble(), 5e-8);
        Assert.Equal(1.73553, two.GetProperty("component_variance_1").GetDouble(), 5e-6);
        Assert.Equal(0.26447, two.GetProperty("component_variance_2").GetDouble(), 5e-6);
        Assert.Equal(45, two.GetProperty("component_angle_1").GetDouble(), 1e-4);
        Assert.Equal(-45, two.GetProperty("component_angle_2").GetDouble(), 1e-4);
    }

    private static string Row(double along, double across)
    {
        double root = Math.Sqrt(0.5);
        return FormattableString.Invariant($"{10 + (root * (along + across)):R},{21 + (root * (along - across)):R}");
    }

    private static JsonElement Parse(CliResult result)
    {
        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        return JsonDocument.Parse(result.Out).RootElement;
    }

    /// <summary>What the page says, without its style sheet and without what explains the drawing of any network.</summary>
    private static string Words(string page) => page[page.IndexOf("<main", StringComparison.Ordinal)..]
        .Replace("images are stacked maps, as large as their pixels", "", StringComparison.Ordinal);
}

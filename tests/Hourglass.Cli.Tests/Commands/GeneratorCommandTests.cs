using System.Text.Json;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli.Tests;

/// <summary>sample, interpolate and manifold.</summary>
public sealed class GeneratorCommandTests : IDisposable
{
    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Sample_WritesAGridAndItsCodesIntoTheRun()
    {
        _cli.Train("run");

        CliResult result = _cli.Run("sample run --count 10 --seed 7 --threads 1");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Out));
        Assert.EndsWith(
            "Drew 10 codes from a Gaussian fitted to 231 training codes (mean and full covariance), within their range; temperature 1, seed 7.\n"
            + $"Wrote {Path.Combine("run", "generated", "samples.png")}, {Path.Combine("run", "generated", "samples-codes.npy")}.\n",
            result.Error,
            StringComparison.Ordinal);
        NumberArray codes = NpyFile.Read(Generated("samples-codes.npy"));
        Assert.Equal([10, 8], codes.Sizes);
        float[] decoded = new Inference(ModelFile.Load(_cli.In("run", "model.safetensors"))).Decode(codes.Values);
        Bitmap expected = GeneratedPictures.Samples(new ImageBatch(new Shape(1, 28, 28), decoded));
        Assert.Equal(expected.Pixels, Png.Read(Generated("samples.png")).Pixels);
    }

    [Fact]
    public void Sample_SameSeed_GivesTheSameFilesForAnyNumberOfThreads()
    {
        _cli.Train("run");

        Assert.Equal(ExitCode.Ok, _cli.Run("sample run --count 9 --threads 1 --out one --quiet").Code);
        Assert.Equal(ExitCode.Ok, _cli.Run("sample run --count 9 --threads 3 --out three --quiet").Code);
        Assert.Equal(ExitCode.Ok, _cli.Run("sample run --count 9 --threads 1 --out other --seed 1 --quiet").Code);

        Assert.Equal(File.ReadAllBytes(_cli.In("one", "samples.png")), File.ReadAllBytes(_cli.In("three", "samples.png")));
        Assert.Equal(File.ReadAllBytes(_cli.In("one", "samples-codes.npy")), File.ReadAllBytes(_cli.In("three", "samples-codes.npy")));
        Assert.NotEqual(File.ReadAllBytes(_cli.In("one", "samples-codes.npy")), File.ReadAllBytes(_cli.In("other", "samples-codes.npy")));
    }

    [Fact]
    public void Sample_Json_NamesTheFiles()
    {
        _cli.Train("run");

        CliResult result = _cli.Run("sample run --count 4 --json --quiet --threads 1");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        using JsonDocument json = JsonDocument.Parse(result.Out);
        Assert.Equal("dense", json.RootElement.GetProperty("model").GetString());
        Assert.Equal("gaussian", json.RootElement.GetProperty("method").GetString());
        Assert.Equal((4, 8), (json.RootElement.GetProperty("count").GetInt32(), json.RootElement.GetProperty("code_size").GetInt32()));
        Assert.Equal(_cli.In("run"), json.RootElement.GetProperty("run").GetString());
        Assert.Equal(
            [Generated("samples.png"), Generated("samples-codes.npy")],
            json.RootElement.GetProperty("files").EnumerateArray().Select(static file => file.GetString()));
    }

    [Fact]
    public void Interpolate_GoesFromOneTestSampleToTheOther()
    {
        _cli.Train("run");
        Assert.Equal(ExitCode.Ok, _cli.Run("encode run --output codes.npy --threads 1").Code);

        CliResult result = _cli.Run("interpolate run --from -1 --to 3 --steps 5 --threads 1");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Matches(@"Went from test sample 63 \(\d\) to 3 \(\d\) in 5 steps on a linear path\.\n", result.Error);
        float[] codes = NpyFile.Read(_cli.In("codes.npy")).Values, path = NpyFile.Read(Generated("interpolation-codes.npy")).Values;
        Assert.Equal(CodePath.Between(codes.AsSpan(63 * 8, 8), codes.AsSpan(3 * 8, 8), 5, CodePathKind.Linear), path);
        byte[] gif = File.ReadAllBytes(Generated("interpolation.gif"));
        Assert.Equal("GIF89a"u8, gif.AsSpan(0, 6));
        Assert.Equal(28 * 8, BitConverter.ToUInt16(gif, 6));
        Bitmap strip = Png.Read(Generated("interpolation.png"));
        Assert.Equal((7 * 28 + 4 * 2 + 2 * 10) * (strip.Height / 28), strip.Width);
    }

    [Fact]
    public void Interpolate_Spherical_TakesTheArc()
    {
        _cli.Train("run");
        Assert.Equal(ExitCode.Ok, _cli.Run("interpolate run --from 0 --to 1 --threads 1 --quiet").Code);
        float[] line = NpyFile.Read(Generated("interpolation-codes.npy")).Values;

        CliResult result = _cli.Run("interpolate run --from 0 --to 1 --path spherical --threads 1");

        Assert.Contains("in 10 steps on a spherical path.", result.Error, StringComparison.Ordinal);
        float[] arc = NpyFile.Read(Generated("interpolation-codes.npy")).Values;
        Assert.Equal(CodePath.Between(line.AsSpan(0, 8), line.AsSpan(72), 10, CodePathKind.Spherical), arc);
    }

    [Fact]
    public void Manifold_OfTwoNumbers_IsASquareBetweenQuantiles()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run("train dense --code 2 --data mnist --epochs 1 --threads 1 --out run --quiet").Code);

        CliResult result = _cli.Run("manifold run --side 6 --range 0.1,0.9 --threads 1");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains(
            "Decoded 6 x 6 codes, feature 0 to the right and 1 up, from quantile 0.1 to 0.9 of 231 training codes.", result.Error, StringComparison.Ordinal);
        NumberArray codes = NpyFile.Read(Generated("manifold-codes.npy"));
        Assert.Equal([36, 2], codes.Sizes);
        Assert.Equal(codes.Values[0], codes.Values[60]); // The left column, top and bottom.
        Assert.True(codes.Values[0] < codes.Values[10] && codes.Values[1] > codes.Values[61]);
        Bitmap picture = Png.Read(Generated("manifold.png"));
        Assert.Equal((6 * 28 * 7, 6 * 28 * 7), (picture.Width, picture.Height));
    }

    [Fact]
    public void Manifold_OfALargerCode_NeedsAxes()
    {
        _cli.Train("run");

        _cli.Run("manifold run --threads 1").AssertFails(
            ExitCode.Usage,
            "--axes: received nothing, expected two of the 8 features of this code, such as --axes 0,1; only a code of 2 is a plane.");
        CliResult result = _cli.Run("manifold run --axes 3,7 --side 3 --threads 1");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("feature 3 to the right and 7 up, the others at their mean, from quantile 0.05", result.Error, StringComparison.Ordinal);
        float[][] codes = [.. NpyFile.Read(Generated("manifold-codes.npy")).Values.Chunk(8)];
        Assert.All(codes, code => Assert.Equal(codes[0][0], code[0]));
    }

    [Fact]
    public void Sample_OfAModelThatDrawsNoPictures_WritesNumbers()
    {
        // As many numbers as the images of the data set have, but in a row.
        Shape row = new(784);
        ModelSpec model = new("row", row, [new DenseSpec(3)], [new DenseSpec(784)], new LossSpec(LossKind.Mse));
        ModelFile.Save(Network.Build(model, new RandomKey(1)), _cli.In("row.safetensors"));

        CliResult result = _cli.Run("sample row.safetensors --data mnist --count 5 --threads 1");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("Samples of 784 are no pictures: numbers are written instead.", result.Error, StringComparison.Ordinal);
        Assert.Equal([5, 784], NpyFile.Read(_cli.In("generated", "samples-decoded.npy")).Sizes);
        Assert.Equal([5, 3], NpyFile.Read(_cli.In("generated", "samples-codes.npy")).Sizes);
        Assert.Equal(2, Directory.GetFiles(_cli.In("generated")).Length);
    }

    [Fact]
    public void GeneratedFiles_OfColors_AreInColor()
    {
        Shape color = new(3, 6, 5);
        ModelSpec model = new(
            "color", color, [new FlattenSpec(), new DenseSpec(2)], [new DenseSpec(90), new ReshapeSpec(color)], new LossSpec(LossKind.Mse));
        float[] pixels = new float[3 * color.Size];
        new RandomKey(1).FillUniform(pixels, 0, 1);
        Generated generated = new("colors", "linear", "Went", color, new float[6], pixels)
        {
            Layout = static images => GeneratedPictures.Samples(images, scale: 1),
            Moves = true,
        };

        IReadOnlyList<string> files = GeneratedFiles.Write(_cli.In("colors"), generated, model);

        Assert.Equal(["colors.png", "colors.gif", "colors-codes.npy"], files.Select(Path.GetFileName));
        Bitmap picture = Png.Read(files[0]);
        Assert.Equal((2 * 5 + 2, 2 * 6 + 2, 3), (picture.Width, picture.Height, picture.Channels));
        Assert.Equal((5 * 8, 6 * 8), (BitConverter.ToUInt16(File.ReadAllBytes(files[1]), 6), BitConverter.ToUInt16(File.ReadAllBytes(files[1]), 8)));
        Assert.Equal([3, 2], NpyFile.Read(files[2]).Sizes);
    }

    [Fact]
    public void Sample_CodesThatAreNoNumbers_SaysWhy()
    {
        ModelSpec model = Models.Dense(new Shape(1, 28, 28), new ModelOptions { Code = 2 });
        Network network = Network.Build(model, new RandomKey(1));
        network.Parameters.Values.Span.Fill(float.NaN);
        ModelFile.Save(network, _cli.In("broken.safetensors"));

        _cli.Run("sample broken.safetensors --data mnist --threads 1").AssertFails(
            ExitCode.Failed, "broken.safetensors: no Gaussian fits the codes of mnist. Received NaN in code 0, expected finite numbers");
    }

    [Theory]
    [InlineData("sample run --count 0", "--count: received '0', expected 1 to 10,000.")]
    [InlineData("sample run --count x", "--count: received 'x', expected a whole number")]
    [InlineData("sample run --temperature -1", "--temperature: received '-1', expected 0 to 100.")]
    [InlineData("interpolate run --steps 1", "--steps: received '1', expected 2 to 1,000.")]
    [InlineData("interpolate run --path curved", "--path: received \"curved\", expected one of linear, spherical")]
    [InlineData("interpolate run --to 64", "--to: received '64', expected -64 to 63, the samples of mnist")]
    [InlineData("interpolate run --from -65", "--from: received '-65', expected -64 to 63, the samples of mnist")]
    [InlineData("manifold run --side 1", "--side: received '1', expected 2 to 100.")]
    [InlineData("manifold run --axes 1", "--axes: received '1', expected two different numbers of 0 or more, such as 0,1.")]
    [InlineData("manifold run --axes 1,1", "--axes: received '1,1', expected two different numbers of 0 or more, such as 0,1.")]
    [InlineData("manifold run --axes 0,8", "--axes: received '0,8', expected 0 to 7, the features of this code.")]
    [InlineData("manifold run --axes 0,1 --range 0.9,0.1", "--range: received '0.9,0.1', expected two shares in order, above 0 and below 1")]
    [InlineData("manifold run --axes 0,1 --range 0,1", "--range: received '0,1', expected two shares in order")]
    public void BadOptions_AreNamedAndNothingIsWritten(string commandLine, string message)
    {
        _cli.Train("run");

        _cli.Run(commandLine + " --threads 1").AssertFails(ExitCode.Usage, message);

        Assert.False(Directory.Exists(_cli.In("run", "generated")));
    }

    private string Generated(string name) => _cli.In("run", "generated", name);
}

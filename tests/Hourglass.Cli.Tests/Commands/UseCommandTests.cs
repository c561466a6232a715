using System.Text.Json;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli.Tests;

/// <summary>evaluate, reconstruct, encode and decode.</summary>
public sealed class UseCommandTests : IDisposable
{
    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public UseCommandTests() => _cli.Train("run");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Evaluate_ShowsTheTestFiguresOfTheRun()
    {
        CliResult result = _cli.Run("evaluate run --threads 1");

        Assert.Equal(ExitCode.Ok, result.Code);
        string[] labels = [.. result.Out.TrimEnd().Split('\n').Select(static line => line.Split("  ")[0])];
        Assert.Equal(["test error", "test cross-entropy", "mean image", "PSNR", "SSIM", "samples", "code", "parameters"], labels);
        Assert.Contains("samples             64\n", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_Json_RepeatsTheFiguresOfTheTraining()
    {
        RunResult trained = RunResultJson.Read(File.ReadAllText(_cli.In("run", "result.json")), "result.json");

        CliResult result = _cli.Run("evaluate run --json --quiet --threads 2");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        using JsonDocument json = JsonDocument.Parse(result.Out);
        Assert.Equal(trained.Figures[FigureNames.TestMse], json.RootElement.GetProperty("test_mse").GetDouble());
        Assert.Equal(trained.Figures[FigureNames.TestSsePerImage], json.RootElement.GetProperty("test_sse_per_image").GetDouble());
        Assert.Equal(trained.Figures[FigureNames.TestBce], json.RootElement.GetProperty("test_bce").GetDouble());
        Assert.Equal(trained.Figures[FigureNames.MeanImageMse], json.RootElement.GetProperty("mean_image_mse").GetDouble(), 4); // The run held samples back.
        Assert.Equal(13_336, json.RootElement.GetProperty("parameters").GetInt64());
        Assert.Equal(98, json.RootElement.GetProperty("compression_ratio").GetDouble());
        Assert.Equal(_cli.In("run"), json.RootElement.GetProperty("run").GetString());
    }

    [Fact]
    public void Evaluate_AModelFileOnOtherData_TakesThatData()
    {
        CliResult result = _cli.Run("evaluate run/model.safetensors --data mnist --json --threads 1");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("\"data\":\"mnist\"", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void EncodeAndDecode_GiveTheReconstructionsOfTheTestSet()
    {
        CliResult encoded = _cli.Run("encode run --output codes.npy --threads 1");
        CliResult decoded = _cli.Run("decode run --input codes.npy --output decoded.npy --threads 1");
        CliResult reconstructed = _cli.Run("reconstruct run --input data/mnist/t10k-images-idx3-ubyte --output again.npy --threads 2");

        Assert.EndsWith("Encoded 64 samples into codes.npy, 8 numbers each.\n", encoded.Error, StringComparison.Ordinal);
        Assert.Equal("Decoded 64 samples into decoded.npy.\n", decoded.Error);
        Assert.StartsWith("Reconstructed 64 samples into again.npy; error 0.", reconstructed.Error, StringComparison.Ordinal);
        Assert.Equal([64, 8], NpyFile.Read(_cli.In("codes.npy")).Sizes);
        NumberArray again = NpyFile.Read(_cli.In("again.npy"));
        Assert.Equal([64, 784], again.Sizes);
        Assert.Equal(again.Values, NpyFile.Read(_cli.In("decoded.npy")).Values);
    }

    [Fact]
    public void Encode_TheTrainingSet_KeepsEverySampleInTheOrderOfTheFile()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run("encode run --set train --output set.npy --threads 1").Code);
        Assert.Equal(ExitCode.Ok, _cli.Run("encode run --input data/mnist/train-images-idx3-ubyte --output file.npy --threads 1").Code);

        Assert.Equal([CliHarness.TrainCount, 8], NpyFile.Read(_cli.In("set.npy")).Sizes);
        Assert.Equal(File.ReadAllBytes(_cli.In("file.npy")), File.ReadAllBytes(_cli.In("set.npy")));
    }

    [Fact]
    public void Encode_ToCsv_WritesTheSameNumbersAndTheClasses()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run("encode run --output codes.npy --threads 1").Code);
        Assert.Equal(ExitCode.Ok, _cli.Run("encode run --output codes.csv --threads 1").Code);

        string[] lines = File.ReadAllLines(_cli.In("codes.csv"));
        Assert.Equal("code0,code1,code2,code3,code4,code5,code6,code7,label", lines[0]);
        Assert.Equal(
            NpyFile.Read(_cli.In("codes.npy")).Values,
            lines.Skip(1).SelectMany(static line => line.Split(',')[..8]).Select(static text => float.Parse(text, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Reconstruct_APicture_WritesAPictureOfTheSameSize()
    {
        ImageSet images = IdxFile.ReadImages(_cli.In("data", "mnist", "t10k-images-idx3-ubyte"));
        File.WriteAllBytes(_cli.In("in.png"), Png.Encode(new Bitmap(28, 28, 1, images.PixelsOf(0).ToArray())));

        CliResult result = _cli.Run("reconstruct run --input in.png --output out.png --threads 1");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.StartsWith("Reconstructed 1 sample into out.png", result.Error, StringComparison.Ordinal);
        Bitmap picture = Png.Read(_cli.In("out.png"));
        Assert.Equal((28, 28, 1), (picture.Width, picture.Height, picture.Channels));
        float[] expected = new Inference(ModelFile.Load(_cli.In("run", "model.safetensors"))).Reconstruct(
            Representations.Read(images, [0], Workers.Single));
        Assert.Equal(new ImageBatch(new Shape(1, 28, 28), expected).ToBitmap(0).Pixels, picture.Pixels);
    }

    [Fact]
    public void Decode_SeveralToAPicture_DrawsAGrid()
    {
        NpyFile.Write(_cli.In("codes.npy"), NumberArray.Table(new float[5 * 8], 8));

        Assert.Equal(ExitCode.Ok, _cli.Run("decode run --input codes.npy --output grid.png --threads 1").Code);

        Bitmap grid = Png.Read(_cli.In("grid.png"));
        Assert.Equal(((3 * 28) + (2 * 2), (2 * 28) + 2), (grid.Width, grid.Height));
    }

    [Theory]
    [InlineData("decode run --input codes.npy", ExitCode.Usage, "--output: received nothing, expected a file that ends in .png, .npy, .csv, .tsv, .npz or .safetensors.")]
    [InlineData("decode run --output out.npy", ExitCode.Usage, "--input: received nothing, expected the file to read.")]
    [InlineData("decode run --input codes.npy --output out.jpg", ExitCode.Usage, "--output: received 'out.jpg', expected a file that ends in .png, .npy, .csv, .tsv, .npz or .safetensors.")]
    [InlineData("encode run --output out.png", ExitCode.Usage, "--output: received 'out.png', expected a file that ends in .npy, .csv, .tsv, .npz or .safetensors.")]
    [InlineData("encode run --output out.npy --set tset", ExitCode.Usage, "did you mean \"test\"?")]
    [InlineData("encode run --output out.npy --input wide.npy --set test", ExitCode.Usage, "--input: received together with --data or --set")]
    [InlineData("encode run --output out.npy --input missing.npy", ExitCode.Failed, "missing.npy")]
    [InlineData("encode run --output out.npy --input wide.npy", ExitCode.Failed, "wide.npy: found an array of shape (2, 5), expected N x 784 for this model.")]
    [InlineData("encode run --output out.npy --input bright.npy", ExitCode.Failed, "bright.npy: found 255 in sample 0, number 0, expected pixels from 0 to 1. Divide bytes by 255.")]
    [InlineData("decode run --output out.npy --input nan.npy", ExitCode.Failed, "nan.npy: found NaN in sample 1, number 2, expected finite numbers.")]
    [InlineData("encode run --output out.npy --input wide.png", ExitCode.Failed, "wide.png: found a picture of 3x2, expected 28x28, the input of this model. Scale or cut it.")]
    [InlineData("encode run --output out.npy --input text.txt", ExitCode.Failed, "text.txt: found a file of another kind, expected a PNG picture, IDX images (packed by gzip or not), an array or a table.")]
    [InlineData("encode run --output missing/out.npy", ExitCode.Failed, "missing/out.npy")]
    [InlineData("evaluate missing", ExitCode.Failed, "missing: there is no such folder.")]
    [InlineData("evaluate missing.safetensors", ExitCode.Failed, "missing.safetensors: there is no such file")]
    [InlineData("evaluate", ExitCode.Usage, "RUN: received nothing, expected the run folder, or a .safetensors file.")]
    public void BadInput_IsNamedAndLeavesTheOutputAsItWas(string commandLine, int code, string message)
    {
        NpyFile.Write(_cli.In("wide.npy"), NumberArray.Table(new float[10], 5));
        NpyFile.Write(_cli.In("codes.npy"), NumberArray.Table(new float[8], 8));
        float[] bright = new float[784];
        bright[0] = 255;
        NpyFile.Write(_cli.In("bright.npy"), NumberArray.Table(bright, 784));
        float[] withNaN = new float[16];
        withNaN[10] = float.NaN;
        NpyFile.Write(_cli.In("nan.npy"), NumberArray.Table(withNaN, 8));
        File.WriteAllBytes(_cli.In("wide.png"), Png.Encode(new Bitmap(3, 2, 1, new byte[6])));
        File.WriteAllText(_cli.In("text.txt"), "some text");
        File.WriteAllText(_cli.In("out.npy"), "old");

        _cli.Run(commandLine).AssertFails(code, message);

        Assert.Equal("old", File.ReadAllText(_cli.In("out.npy")));
        Assert.DoesNotContain(Directory.EnumerateFiles(_cli.Folder), static path => path.Contains(".tmp-", StringComparison.Ordinal));
    }

    [Fact]
    public void AModelCutShort_IsNamed()
    {
        string path = _cli.In("run", "model.safetensors");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..500]);

        _cli.Run("evaluate run --quiet").AssertFails(ExitCode.Failed, "model.safetensors");
    }

    [Fact]
    public void AModelWhoseTensorsDoNotFitItsSpec_IsNamed()
    {
        Network network = ModelFile.Load(_cli.In("run", "model.safetensors"));
        ModelSpec larger = Models.Dense(new Shape(1, 28, 28), new ModelOptions { Code = 9 });
        Dictionary<string, string> metadata = new() { [ModelFile.SpecEntry] = SpecJson.Write(larger) };
        AtomicFile.Write(
            _cli.In("run", "model.safetensors"),
            stream => SafetensorsFile.Write(stream, [.. ModelFile.Tensors(network, network.Parameters.Values)], metadata));

        _cli.Run("evaluate run --quiet").AssertFails(ExitCode.Failed, "found tensor 'encoder.0.weight' of shape [8, 784], expected [9, 784] as the spec says.");
    }

    [Fact]
    public void ARunWithoutAModel_SaysHowToFinishIt()
    {
        File.Delete(_cli.In("run", "model.safetensors"));

        _cli.Run("encode run --output out.npy").AssertFails(ExitCode.Failed, "this run has no model yet. Finish it with 'hourglass resume run'.");
    }
}

using System.Text.Json;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli.Tests;

/// <summary>Trains on, and looks into, files of one's own.</summary>
public sealed class OwnFileTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public OwnFileTests()
    {
        string[] rows = [.. Enumerable.Range(0, 60).Select(static i => FormattableString.Invariant($"{10 + (i % 7)},{200 - (3 * (i % 5))},{i * 0.5},{(i % 3 == 0 ? "red" : "blue")}"))];
        File.WriteAllLines(_cli.In("table.csv"), ["a,b,c,colour", .. rows]);
        NpzFile.Write(_cli.In("two.npz"), [("x", NumberArray.Table([1, 2, 3, 4, 5, 6], 2)), ("y", new NumberArray([3], [7, 8, 7]))]);
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Train_OnATable_SaysEverythingPerFeatureAndScalesBack()
    {
        CliResult result = _cli.Run("train linear --code 1 --data table.csv --labels colour --scale standardize --epochs 3 --out run --threads 1");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("Data: 50 samples of 3 from ", result.Error, StringComparison.Ordinal);
        Assert.Contains(", 2 classes, and 10 for testing.", result.Error, StringComparison.Ordinal);
        Assert.Contains(" per feature, ", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("pixel", result.Out + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(" per image", File.ReadAllText(_cli.In("run", "report.html")), StringComparison.Ordinal);

        // In the unit of the table: a reconstruction of the second column is near 200 whatever was learned.
        File.WriteAllText(_cli.In("in.csv"), "10,200,0\n12,190,5\n");
        Assert.Equal(ExitCode.Ok, _cli.Run("reconstruct run --input in.csv --output out.csv --threads 1").Code);
        CsvTable answers = CsvFile.Read(_cli.In("out.csv"));
        Assert.Equal(["feature0", "feature1", "feature2"], answers.Columns);
        Assert.InRange(answers.Values[1], 150, 250);
    }

    [Fact]
    public void Encode_OfAFileByPrincipalComponents_ScalesAsTheRunDid()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run("train pca --code 2 --data table.csv --labels colour --scale standardize --test-share 0 --out run --quiet").Code);
        File.WriteAllLines(_cli.In("in.csv"), File.ReadLines(_cli.In("table.csv")).Select(static line => line[..line.LastIndexOf(',')]));

        Assert.Equal(ExitCode.Ok, _cli.Run("encode run --output own.csv --quiet").Code);
        Assert.Equal(ExitCode.Ok, _cli.Run("encode run --input in.csv --output by-path.csv --quiet").Code);

        Assert.Equal(CsvFile.Read(_cli.In("own.csv"), new CsvOptions(Labels: "label")).Values, CsvFile.Read(_cli.In("by-path.csv")).Values);
    }

    [Theory]
    [InlineData("codes.csv")]
    [InlineData("codes.tsv")]
    [InlineData("codes.npz")]
    [InlineData("codes.safetensors")]
    public void Decode_OfWhatEncodeWrote_IsTheReconstruction(string codes)
    {
        Assert.Equal(ExitCode.Ok, _cli.Run("train pca --code 2 --data table.csv --labels colour --out run --quiet").Code);
        Assert.Equal(ExitCode.Ok, _cli.Run($"encode run --output {codes} --quiet").Code);
        Assert.Equal(ExitCode.Ok, _cli.Run("encode run --output codes.npy --quiet").Code);

        Assert.Equal(ExitCode.Ok, _cli.Run($"decode run --input {codes} --output decoded.csv --quiet").Code);
        Assert.Equal(ExitCode.Ok, _cli.Run("decode run --input codes.npy --output expected.csv --quiet").Code);

        CsvTable decoded = CsvFile.Read(_cli.In("decoded.csv"));
        Assert.Equal(["feature0", "feature1", "feature2"], decoded.Columns);
        Assert.Equal(CsvFile.Read(_cli.In("expected.csv")).Values, decoded.Values);
    }

    [Fact]
    public void Evaluate_OfTheSameFileByPath_GivesTheScalingOfTheRun()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run("train linear --code 1 --data table.csv --labels colour --scale min-max --test-share 0 --validation 0 --epochs 2 --out run --quiet").Code);

        CliResult own = _cli.Run("evaluate run --json"), byPath = _cli.Run("evaluate run --data table.csv --json");

        Assert.Equal(Error(own), Error(byPath));
        Assert.Contains("measured on these samples themselves.", own.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Knn_OfATable_ReadsItsClasses()
    {
        CliResult result = _cli.Run("knn --data table.csv --labels colour --k 1");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("neighbours  1 of 50 samples, euclidean distance", result.Out, StringComparison.Ordinal);
        Assert.Matches("is \\\\ taken for +blue +red\n|is \\\\ taken for +red +blue\n", result.Out);
    }

    [Fact]
    public void KnnAndTsne_OfAFolderOfPicturesAndAnArchive_Work()
    {
        WritePictures();
        NpzFile.Write(_cli.In("set.npz"), [("x", NumberArray.Table([.. Enumerable.Range(0, 60).Select(static i => (float)(i % 17))], 3)), ("y", new NumberArray([20], [.. Enumerable.Range(0, 20).Select(static i => (float)(i % 2))]))]);
        foreach (string data in (string[])["pictures", "set.npz --variable x --labels y"])
        {
            CliResult knn = _cli.Run($"knn --data ./{data} --k 1"), map = _cli.Run($"tsne --data ./{data} --set all --perplexity 2 --iterations 20 --out map-{data[0]}");
            Assert.True(knn.Code == ExitCode.Ok && map.Code == ExitCode.Ok, knn.Error + map.Error);
        }
    }

    [Fact]
    public void WhatIsWritten_OfAFolderOfPictures_StandsInTheOrderOfNames()
    {
        WritePictures();
        Assert.Equal(ExitCode.Ok, _cli.Run("train pca --code 2 --data ./pictures --out run --quiet").Code);
        string[] names = [.. Directory.GetFiles(_cli.In("pictures"), "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

        Assert.Equal(ExitCode.Ok, _cli.Run("encode run --data ./pictures --output codes.csv --quiet").Code);
        CliResult map = _cli.Run("tsne run --data ./pictures --set train --perplexity 2 --iterations 20 --out map"), path = _cli.Run("interpolate run --data ./pictures --from 0 --to -1");

        CsvTable codes = CsvFile.Read(_cli.In("codes.csv"), new CsvOptions(Labels: "label"));
        Assert.Equal([.. Enumerable.Repeat("dark", 6), .. Enumerable.Repeat("light", 6)], codes.Labels);
        for (int i = 0; i < names.Length; i++)
        {
            Assert.Equal(ExitCode.Ok, _cli.Run($"encode run --input {names[i]} --output one.csv --quiet").Code);
            Assert.Equal(codes.Values[(2 * i)..(2 * i + 2)], CsvFile.Read(_cli.In("one.csv")).Values);
        }

        Assert.True(map.Code == ExitCode.Ok, map.Error);
        Assert.Equal(codes.Labels, CsvFile.Read(_cli.In("map", "map.csv"), new CsvOptions(Labels: "label")).Labels);
        Assert.Contains("Went from test sample 0 (dark) to 11 (light)", path.Out + path.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OfTables_SpeaksOfFeaturesAndSamples()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run("sweep --model linear --code 1,2 --against pca --knn 3 --data table.csv --labels colour --epochs 1 --out sweep --quiet").Code);

        CliResult result = _cli.Run("compare sweep/linear-1 sweep/pca-1 --knn 3 --out both");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("mse per feature", result.Out, StringComparison.Ordinal);
        string page = File.ReadAllText(_cli.In("sweep", "report.html")) is { } text ? text[text.IndexOf("<main", StringComparison.Ordinal)..] : "";
        Assert.DoesNotContain("pixel", result.Out + page, StringComparison.Ordinal);
        Assert.DoesNotContain(" image", result.Out + page, StringComparison.Ordinal);
        Assert.True(File.Exists(_cli.In("sweep", "pictures", "errors.svg")));
    }

    [Fact]
    public void TrainDense_OnWhatASigmoidCannotGive_TakesALinearOutputAndSaysSo()
    {
        const string Train = "train dense --code 1 --data table.csv --labels colour --epochs 2 --threads 1";

        CliResult scaled = _cli.Run($"{Train} --scale standardize --out scaled"), typed = _cli.Run($"{Train} --scale standardize --output-activation sigmoid --out typed");
        CliResult within = _cli.Run($"{Train} --scale min-max --out within"), logarithms = _cli.Run($"{Train} --loss bce --scale standardize --out bce");

        Assert.Contains("\nOutput: linear, not sigmoid as usual: the samples reach from -", scaled.Error, StringComparison.Ordinal);
        Assert.Equal("DenseSpec Linear", Output("scaled"));
        foreach ((CliResult result, string run) in (ReadOnlySpan<(CliResult, string)>)[(typed, "typed"), (within, "within"), (logarithms, "bce")])
        {
            Assert.DoesNotContain("Output: ", result.Error, StringComparison.Ordinal);
            Assert.Equal("DenseSpec Sigmoid", Output(run));
        }

        Assert.Contains("and sigmoid at the output from 0 to 1.", Unwrapped(_cli.Run("doctor typed").Out), StringComparison.Ordinal);
        Assert.DoesNotContain("at the output", Unwrapped(_cli.Run("doctor scaled").Out), StringComparison.Ordinal);

        static string Unwrapped(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        string Output(string run) => RunFolder.Open(_cli.In(run)).ReadRecipe().Model.Decoder[^1] is DenseSpec dense ? $"DenseSpec {dense.Activation}" : "";
    }

    [Fact]
    public void Resume_WhenTheDataHaveChanged_IsRefused()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run("train linear --code 1 --data table.csv --labels colour --epochs 2 --out run --quiet").Code);
        File.AppendAllText(_cli.In("table.csv"), "1,2,3,red\n");

        _cli.Run("evaluate run").AssertFails(ExitCode.Failed, "found other data than those that the run began with");
    }

    [Fact]
    public void Encode_WithClasses_WritesThemIntoEveryFormat()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run("train linear --code 2 --data table.csv --labels colour --epochs 1 --out run --quiet").Code);
        foreach (string name in new[] { "codes.npz", "codes.safetensors", "codes.tsv", "codes.npy" })
            Assert.Equal(ExitCode.Ok, _cli.Run($"encode run --data table.csv --output {name} --quiet").Code);

        float[] codes = ArrayFile.Read(_cli.In("codes.npy")).Values;
        Assert.Equal(codes, ArrayFile.Read(_cli.In("codes.npz"), "codes").Values);
        Assert.Equal(codes, ArrayFile.Read(_cli.In("codes.safetensors"), "codes").Values);
        CsvTable table = CsvFile.Read(_cli.In("codes.tsv"), new CsvOptions(Labels: "label"));
        Assert.Equal(codes, table.Values);
        Assert.Equal(["red", "blue", "blue", "red"], table.Labels.Take(4));
        Assert.Equal([1, 0, 0, 1], ArrayFile.Read(_cli.In("codes.npz"), "labels").Values.Take(4));
        Assert.Equal([1, 0, 0, 1], ArrayFile.Read(_cli.In("codes.safetensors"), "labels").Values.Take(4));
    }

    [Fact]
    public void Data_OfAPath_ShowsArraysSamplesAndClasses()
    {
        CliResult arrays = _cli.Run("data two.npz"), chosen = _cli.Run("data two.npz --variable x --labels y");

        Assert.Contains("array  x  <f4  3 x 2\n", arrays.Out, StringComparison.Ordinal);
        Assert.Contains("Choose one by --variable to see its samples.", arrays.Out, StringComparison.Ordinal);
        Assert.Contains("samples  3 of 2\n", chosen.Out, StringComparison.Ordinal);
        Assert.Contains("range    1.000 to 6.000\n", chosen.Out, StringComparison.Ordinal);
        Assert.Contains("classes  7 (2), 8 (1)\n", chosen.Out, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(_cli.Run("data two.npz --variable x --labels y --json").Out);
        Assert.Equal(2, json.RootElement.GetProperty("classes").GetProperty("7").GetInt32());
    }

    [Fact]
    public void Projector_OfImages_WritesTheFolder()
    {
        _cli.AddMnist().Train("run");

        CliResult result = _cli.Run("projector run --sample 10 --json --quiet");

        Assert.Equal(ExitCode.Ok, result.Code);
        using JsonDocument json = JsonDocument.Parse(result.Out);
        Assert.Equal(10, json.RootElement.GetProperty("count").GetInt32());
        Assert.Equal(5, json.RootElement.GetProperty("files").GetArrayLength());
        Assert.Equal(10, File.ReadAllLines(_cli.In("run", "projector", "vectors.tsv")).Length);
        Bitmap sprite = Png.Read(_cli.In("run", "projector", "sprite.png"));
        Assert.Equal((4 * 28, 4 * 28), (sprite.Width, sprite.Height));
    }

    [Theory]
    [InlineData("train --data ./nothing", ExitCode.Failed, "nothing: there is no such file or folder, expected a folder of PNG pictures or a file that ends in .mat, .npy, .npz, .safetensors, .csv, .tsv, .idx or .gz (IDX images).")]
    [InlineData("train --data table.csv", ExitCode.Failed, "table.csv, line 2: found 'red' in column 3 ('colour'), expected a number that fits float32, with a decimal point. If the column holds classes, name it as the labels: colour.")]
    [InlineData("train --data table.csv --labels color", ExitCode.Failed, "table.csv: found no column 'color', expected one of a, b, c, colour, or a number from 0. Did you mean colour?")]
    [InlineData("train --data table.csv --labels colour --take 51", ExitCode.Usage, "--take: received 51, expected at most 50, the samples of table.csv.")]
    [InlineData("train --data table.csv --labels colour --shape 2x2", ExitCode.Failed, "table.csv: found samples of 3, 3 features, expected 4 for the shape 2x2x1.")]
    [InlineData("train --data table.csv --test-share 1", ExitCode.Usage, "--test-share: received '1', expected 0 or more and less than 1.")]
    [InlineData("train --data table.csv --test-share 0.5 --test other.csv", ExitCode.Usage, "--test-share: received together with --test, expected one of them.")]
    [InlineData("train --data table.csv --header maybe", ExitCode.Usage, "--header: received 'maybe', expected yes or no.")]
    [InlineData("train --data table.csv --scale log", ExitCode.Usage, "--scale: received \"log\", expected one of none, standardize, min-max.")]
    [InlineData("train --data digits --variable x", ExitCode.Usage, "--variable: received without a file, expected --data with the path of one.")]
    [InlineData("train --data two.npz", ExitCode.Failed, "two.npz: found several arrays: x (3 x 2), y (3). Name the one to read (--variable).")]
    [InlineData("train --data two.npz --variable z", ExitCode.Failed, "two.npz: found no array 'z', expected one of x (3 x 2), y (3).")]
    [InlineData("data ./nothing.csv", ExitCode.Failed, "nothing.csv")]
    public void BadInput_IsNamedAndMakesNothing(string commandLine, int code, string message)
    {
        _cli.Run(commandLine).AssertFails(code, message);

        Assert.False(Directory.Exists(_cli.In("runs")));
    }

    private static double Error(CliResult result)
    {
        using JsonDocument json = JsonDocument.Parse(result.Out);
        return json.RootElement.GetProperty("test_mse").GetDouble();
    }

    private void WritePictures()
    {
        foreach (string name in (string[])["dark", "light"])
        {
            Directory.CreateDirectory(_cli.In("pictures", name));
            for (int i = 0; i < 6; i++)
            {
                byte[] pixels = [.. Enumerable.Range(0, 16).Select(pixel => (byte)((name == "dark" ? 10 : 200) + (pixel * 7 * (i + 1) % 50)))];
                File.WriteAllBytes(_cli.In("pictures", name, $"{i}.png"), Png.Encode(new Bitmap(4, 4, 1, pixels)));
            }
        }
    }
}

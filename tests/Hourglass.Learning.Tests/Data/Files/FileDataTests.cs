using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>Opens data of one's own as experiments do.</summary>
public sealed class FileDataTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly Downloads _downloads = new();

    public void Dispose()
    {
        _downloads.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Open_ATable_HoldsBackASixthOfEachClassForTesting()
    {
        string path = Table(60);

        DataSplit split = Open(new DataFile(path, Labels: "class"));

        Assert.Equal((45, 5, 10), (split.Train.Count, split.Validation!.Count, split.Test.Count));
        Assert.Equal(["9", "10"], split.Test.ClassNames);
        Assert.Equal(5, split.Test.Labels.ToArray().Count(static label => label == 0));
    }

    [Fact]
    public void Open_AnotherSeed_HasTheSameTestSet()
    {
        DataFile file = new(Table(60), Labels: "class");

        float[] first = Values(Open(file, seed: 1).Test), second = Values(Open(file, seed: 2).Test);

        Assert.Equal(first, second);
    }

    [Fact]
    public void Open_WithoutAShare_TestsOnTheTrainingSamples()
    {
        DataSplit split = Open(new DataFile(Table(60), Labels: "class", TestShare: 0), validation: 0);

        Assert.Equal(60, split.Train.Count);
        Assert.Same(split.Train, split.Test);
        Assert.EndsWith("measured on these samples themselves", split.Origin, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Standardized_HasMeanZeroAndDeviationOneOnTheTrainingSet()
    {
        string train = Table(60, "train.csv"), test = Table(20, "test.csv", shift: 100);
        DataFile file = new(train, Labels: "class", Test: test, Scale: ScaleKind.Standardize);

        DataSplit split = Open(file, validation: 0);

        float[] values = Values(split.Train);
        for (int feature = 0; feature < 2; feature++)
        {
            double[] column = [.. Enumerable.Range(0, 60).Select(i => (double)values[(2 * i) + feature])];
            Assert.Equal(0, column.Average(), 1e-6);
            Assert.Equal(1, column.Average(static value => value * value), 1e-6);
        }

        // By the numbers of the training set: a shift of 100 stays one.
        Assert.All(Values(split.Test), static value => Assert.True(value > 1));
        float[] back = Values(split.Test);
        split.Scaling!.Undo(back);
        float[] raw = Values(Open(file with { Scale = ScaleKind.None }, validation: 0).Test);
        Assert.All(back.Zip(raw), static pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
    }

    [Fact]
    public void Open_MinMax_IsFromZeroToOneAndKeepsConstantsFinite()
    {
        File.WriteAllLines(_folder.At("c.csv"), ["a,b", "3,7", "5,7", "4,7"]);

        DataSplit split = Open(new DataFile(_folder.At("c.csv"), TestShare: 0, Scale: ScaleKind.MinMax), validation: 0);

        Assert.Equal([0, 0, 1, 0, 0.5f, 0], Values(split.Train));
    }

    [Fact]
    public void Open_FolderOfFolders_HasAClassForEach()
    {
        foreach ((string name, byte grey) in new[] { ("b/2", (byte)20), ("b/10", (byte)10), ("a/x", (byte)30), ("c/y", (byte)255) }) Picture(name, 2, 3, grey);

        DataSplit split = Open(new DataFile(_folder.At(""), TestShare: 0), validation: 0);

        Assert.Equal(new Shape(1, 3, 2), split.Train.Shape);
        Assert.Equal(["a", "b", "c"], split.Train.ClassNames);
        IDataset byName = split.Train.InSourceOrder();
        Assert.Equal([0, 1, 1, 2], byName.Labels.ToArray());
        Assert.Equal([30, 10, 20, 255], Greys(byName, 6));
    }

    [Fact]
    public void Open_FolderOfFolders_MixesClassesInTheSameOrderForEverySeed()
    {
        for (int i = 0; i < 120; i++) Picture($"{i / 40}/{i:000}", 1, 1, (byte)i);
        DataFile file = new(_folder.At(""));

        DataSplit split = Open(file, seed: 1, validation: 0), other = Open(file, seed: 2, validation: 0);

        Assert.Equal([0, 1, 2], split.Train.Take(10).Labels.ToArray().Distinct().Order());
        Assert.Equal([0, 1, 2], split.Test.Take(10).Labels.ToArray().Distinct().Order());
        Assert.Equal([46, 3, 5, 33, 72], Greys(split.Train, 1).Take(5));
        Assert.Equal(Values(split.Train), Values(other.Train));
        Assert.Equal(Values(split.Test), Values(other.Test));
        Assert.All(Greys(split.Train, 1).Zip(split.Train.Labels.ToArray()), static pair => Assert.Equal((int)pair.First / 40, pair.Second));
        Assert.Equal(Enumerable.Range(0, 120).Select(static i => (float)i), Greys(split.Train, 1).Concat(Greys(split.Test, 1)).Order());
    }

    [Fact]
    public void Open_FolderWithoutFolders_MixesPicturesWithTheirLabels()
    {
        for (int i = 0; i < 60; i++) Picture($"{i:00}", 1, 1, (byte)i);
        File.WriteAllLines(_folder.At("y.csv"), Enumerable.Range(0, 60).Select(static i => i < 30 ? "cat" : "dog"));

        IDataset train = Open(new DataFile(_folder.At(""), Labels: _folder.At("y.csv"), TestShare: 0), validation: 0).Train;

        Assert.NotEqual(Greys(train, 1).Order(), Greys(train, 1));
        Assert.All(Greys(train, 1).Zip(train.Labels.ToArray()), static pair => Assert.Equal(pair.First < 30 ? 0 : 1, pair.Second));
        Assert.Equal(Enumerable.Range(0, 60).Select(static i => (float)i), Greys(train.InSourceOrder(), 1));
    }

    [Fact]
    public void Open_FolderWithTrainAndTest_TakesBoth()
    {
        Picture("train/a/1", 2, 2, 1);
        Picture("train/b/1", 2, 2, 2);
        Picture("test/b/1", 2, 2, 3);

        DataSplit split = Open(new DataFile(_folder.At("")), validation: 0);

        Assert.Equal((2, 1), (split.Train.Count, split.Test.Count));
        Assert.Equal([1], split.Test.Labels.ToArray());
    }

    [Fact]
    public void Open_PicturesOfDifferentSizes_NamesTheFile()
    {
        Picture("1", 2, 2, 1);
        Picture("2", 3, 2, 1);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Open(new DataFile(_folder.At(""))));

        Assert.StartsWith($"{_folder.At("2.png")}: found a picture of 3x2 grey pixels, expected 2x2 grey pixels as {_folder.At("1.png")}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AnArrayOfBytes_IsImagesFromZeroToOne()
    {
        byte[] npy = [.. System.Text.Encoding.Latin1.GetBytes("\u0093NUMPY\u0001\0v\0" + "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2, 2), }".PadRight(117) + "\n"), 0, 51, 102, 153, 204, 255, 0, 0];
        File.WriteAllBytes(_folder.At("i.npy"), npy);

        IDataset images = Open(new DataFile(_folder.At("i.npy"), TestShare: 0), validation: 0).Train;

        Assert.IsType<ImageSet>(images);
        Assert.Equal([0, 0.2f, 0.4f, 0.6f], Values(images).Take(4).Select(static value => MathF.Round(value, 6)));
    }

    [Fact]
    public void Open_ChannelsFirst_SaysHowToTurnThem()
    {
        NpyFile.Write(_folder.At("c.npy"), new NumberArray([2, 3, 8, 8], new float[384]));

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Open(new DataFile(_folder.At("c.npy"))));

        Assert.Contains("found an array of 2 x 3 x 8 x 8, expected samples x height x width x channels. Save numpy.moveaxis(array, 1, -1)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_LabelsFromAFile_AreOnePerSample()
    {
        NpyFile.Write(_folder.At("x.npy"), NumberArray.Table([1, 2, 3], 1));
        File.WriteAllText(_folder.At("y.csv"), "cat\ndog\ncat\n");
        File.WriteAllText(_folder.At("short.csv"), "cat\ndog\n");
        DataFile file = new(_folder.At("x.npy"), Labels: _folder.At("y.csv"), TestShare: 0);

        Assert.Equal([0, 1, 0], Open(file, validation: 0).Train.Labels.ToArray());
        Assert.Contains("found 2 labels", Assert.Throws<InvalidDataException>(() => Open(file with { Labels = _folder.At("short.csv") })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NumbersThatAreNotFinite_NamesTheSample()
    {
        NpyFile.Write(_folder.At("x.npy"), NumberArray.Table([1, 2, float.NaN, 4], 2));

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Open(new DataFile(_folder.At("x.npy"))));

        Assert.EndsWith("found NaN in sample 1, feature 0, expected finite numbers. Drop the sample or fill in the number.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recipe_OfAFile_ReadsBackTheSame()
    {
        DataFile file = new("/data/x.npz", "x", "y", null, 0.25, new Shape(1, 28, 28), ScaleKind.Standardize, true, "00ff");
        Recipe recipe = new(DataSpec.Of(file), new ModelSpec("dense", new Shape(784), [new DenseSpec(2, ActivationKind.Linear)], [new DenseSpec(784, ActivationKind.Linear)], new LossSpec(LossKind.Mse)), new TrainingOptions());
        Assert.Equal(file, RunFolder.Create(_folder.At("run"), recipe).ReadRecipe().Data.File);
    }

    private string Table(int rows, string name = "t.csv", float shift = 0)
    {
        string[] lines = [.. Enumerable.Range(0, rows).Select(i => FormattableString.Invariant($"{MathF.Sin(i) + shift},{i % 7 * 10 + shift},{9 + (i % 2)}"))];
        File.WriteAllLines(_folder.At(name), ["a,b,class", .. lines]);
        return _folder.At(name);
    }

    private void Picture(string name, int width, int height, byte grey)
    {
        byte[] pixels = new byte[width * height];
        Array.Fill(pixels, grey);
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.At(name + ".png"))!);
        File.WriteAllBytes(_folder.At(name + ".png"), Png.Encode(new Bitmap(width, height, 1, pixels)));
    }

    private static IEnumerable<float> Greys(IDataset set, int size) =>
        Values(set).Where((_, i) => i % size == 0).Select(static value => MathF.Round(value * 255));

    private DataSplit Open(DataFile file, ulong seed = 42, int? validation = null)
    {
        DatasetLocator locator = new(new DataFolders("", _folder.At("cache")), _downloads);
        return DataSources.OpenAsync(DataSpec.Of(file) with { Validation = validation }, seed, Workers.Single, locator).GetAwaiter().GetResult();
    }

    private static float[] Values(IDataset set) => Representations.Read(set, Workers.Single).Values.ToArray();
}

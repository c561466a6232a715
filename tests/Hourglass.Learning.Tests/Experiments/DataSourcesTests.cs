using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class DataSourcesTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly Downloads _downloads = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Looks in an own folder, which only some tests fill, and would keep a cache beside it.</summary>
    private DatasetLocator Locator => new(new DataFolders(_folder.At("own"), _folder.At("cache")), _downloads);

    public void Dispose()
    {
        _downloads.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Names_AreThePublishedSetsAndTheBuiltInOne() =>
        Assert.Equal(["mnist", "fashion-mnist", "kmnist", "digits"], DataSources.Names);

    [Fact]
    public async Task OpenAsync_Digits_AreTheSameEveryTimeAndForAnyTeam()
    {
        using Workers two = new(2);
        DataSpec spec = new(Take: 300, Validation: 50);
        DataSplit one = await DataSources.OpenAsync(spec, 1, Workers.Single, Locator, Token);
        DataSplit again = await DataSources.OpenAsync(spec, 1, two, Locator, Token);
        DataSplit other = await DataSources.OpenAsync(spec, 2, Workers.Single, Locator, Token);

        Assert.Equal((250, 50, 10_000), (one.Train.Count, one.Validation!.Count, one.Test.Count));
        Assert.Equal(("the built-in digits", "digits"), (one.Origin, one.Train.Name));
        Assert.Equal(Some(one.Train), Some(again.Train));
        Assert.Equal(Some(one.Test), Some(again.Test));
        Assert.Equal(one.Train.Labels.ToArray(), again.Train.Labels.ToArray());
        Assert.Equal(Some(one.Test), Some(other.Test));
        Assert.NotEqual(Some(one.Train), Some(other.Train));
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], one.Test.ClassNames);
    }

    [Fact]
    public async Task OpenAsync_Take_GivesTheFirstOfTheWholeSet()
    {
        DataSplit few = await DataSources.OpenAsync(new DataSpec(Take: 40, Validation: 0), 1, Workers.Single, Locator, Token);
        DataSplit more = await DataSources.OpenAsync(new DataSpec(Take: 90, Validation: 0), 1, Workers.Single, Locator, Token);

        Assert.Null(few.Validation);
        Assert.Equal((40, 90), (few.Train.Count, more.Train.Count));
        Assert.Equal(Some(few.Train), Some(more.Train.Take(40)));
    }

    [Theory]
    [InlineData(null, 40, 4)]
    [InlineData(null, 1, 0)]
    [InlineData(0, 40, 0)]
    [InlineData(39, 40, 39)]
    public async Task OpenAsync_Validation_IsATenthUnlessAsked(int? asked, int take, int expected)
    {
        DataSplit split = await DataSources.OpenAsync(new DataSpec(Take: take, Validation: asked), 1, Workers.Single, Locator, Token);

        Assert.Equal(expected, split.Validation?.Count ?? 0);
        Assert.Equal(take - expected, split.Train.Count);
    }

    [Fact]
    public async Task OpenAsync_Stratified_GivesEveryClassItsShare()
    {
        DataSpec spec = new(Take: 200, Validation: 20, Stratified: true);
        DataSplit split = await DataSources.OpenAsync(spec, 1, Workers.Single, Locator, Token);

        int[] all = new int[10], held = new int[10];
        foreach (int label in split.Train.Labels.Span) all[label]++;
        foreach (int label in split.Validation!.Labels.Span) held[label]++;
        for (int i = 0; i < 10; i++) Assert.InRange(held[i] - ((all[i] + held[i]) / 10.0), -1, 1);
    }

    [Theory]
    [InlineData("minst", null, null, "name: received \"minst\", expected one of mnist, fashion-mnist, kmnist, digits; did you mean \"mnist\"?")]
    [InlineData("", null, null, "name: received \"\", expected one of mnist, fashion-mnist, kmnist, digits.")]
    [InlineData("digits", 0, null, "take: received 0, expected 1 or more.")]
    [InlineData("digits", null, -1, "validation: received -1, expected 0 or more.")]
    [InlineData("digits", 60_001, null, "data.take: received 60001, expected at most 60000, the samples of digits.")]
    [InlineData("digits", 10, 10, "data.validation: received 10, expected fewer than the 10 training samples.")]
    [InlineData("digits", null, 60_000, "data.validation: received 60000, expected fewer than the 60000 training samples.")]
    public async Task OpenAsync_BadDescription_SaysWhatIsWrong(string name, int? take, int? validation, string expected)
    {
        SpecException error = await Assert.ThrowsAsync<SpecException>(
            () => DataSources.OpenAsync(new DataSpec(name, take, validation), 1, Workers.Single, Locator, Token));

        Assert.Equal(expected, error.Message);
    }

    [Fact]
    public async Task OpenAsync_DamagedFile_IsRefusedWithItsName()
    {
        foreach (string name in new[] { "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte" })
            _folder.Write($"own/mnist/{name}", [0, 0, 8, 9]);

        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(
            () => DataSources.OpenAsync(new DataSpec("mnist"), 1, Workers.Single, Locator, Token));

        Assert.StartsWith(_folder.At("own", "mnist", "train-images-idx3-ubyte"), error.Message, StringComparison.Ordinal);
    }

    private static float[] Some(IDataset set) => Representations.Read(set, [0, 1, set.Count / 2, set.Count - 1], Workers.Single);
}

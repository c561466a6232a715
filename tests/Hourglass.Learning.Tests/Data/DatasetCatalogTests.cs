namespace Hourglass.Learning.Tests;

public class DatasetCatalogTests
{
    [Fact]
    public void All_NamesAndSumsAreWellFormedAndDistinct()
    {
        Assert.Equal(["mnist", "fashion-mnist", "kmnist"], DatasetCatalog.All.Select(entry => entry.Name));
        DownloadFile[] files = [.. DatasetCatalog.All.SelectMany(entry => entry.Files)];
        Assert.Equal(12, files.Length);
        Assert.Equal(12, files.Select(file => file.Sha256).Distinct().Count());
        Assert.All(files, file => Assert.Matches("^[0-9a-f]{64}$", file.Sha256));
        Assert.All(files, file => Assert.InRange(file.Bytes, 4_000, 30_000_000));
        Assert.All(DatasetCatalog.All, entry => Assert.Equal(10, entry.ClassNames.Distinct().Count()));
        Assert.All(DatasetCatalog.All, entry => Assert.True(entry.Mirrors.Count >= 2));
        Assert.All(
            DatasetCatalog.All.SelectMany(entry => entry.Mirrors),
            mirror => Assert.EndsWith("/", mirror.AbsoluteUri, StringComparison.Ordinal));
    }

    [Fact]
    public void Bytes_IsTheSumOfTheFiles() => Assert.Equal(11_594_722, DatasetCatalog.Mnist.Bytes);

    [Theory]
    [InlineData("mnist")]
    [InlineData("MNIST")]
    public void Get_KnownName_FindsIt(string name) => Assert.Same(DatasetCatalog.Mnist, DatasetCatalog.Get(name));

    [Theory]
    [InlineData("mnst", "Did you mean mnist?")]
    [InlineData("kminst", "Did you mean kmnist?")]
    [InlineData("fashion_mnist", "Did you mean fashion-mnist?")]
    [InlineData("", "expected one of mnist, fashion-mnist, kmnist.")]
    [InlineData("imagenet-22k", "expected one of mnist, fashion-mnist, kmnist.")]
    public void Get_UnknownName_NamesTheNearest(string name, string hint)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => DatasetCatalog.Get(name));

        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
        Assert.Equal(hint.StartsWith("Did", StringComparison.Ordinal), error.Message.Contains("Did you mean", StringComparison.Ordinal));
    }
}

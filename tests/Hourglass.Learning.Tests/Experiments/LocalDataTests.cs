using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class LocalDataTests
{
    [Fact]
    public void OpenDigits_WithOrWithoutMnist_GivesThreeSetsAndSaysWhich()
    {
        using Downloads downloads = new();
        DatasetFiles? mnist = new DatasetLocator(DataFolders.FromEnvironment(), downloads).Find(DatasetCatalog.Mnist);
        using Workers workers = new(2);

        DataSplit split = LocalData.OpenDigits(workers);

        Assert.Equal((55_000, 5_000, 10_000), (split.Train.Count, split.Validation!.Count, split.Test.Count));
        Assert.Equal(mnist?.Origin ?? "the built-in digits", split.Origin);
        Assert.Equal(mnist is null ? "digits" : "mnist", split.Train.Name);
    }
}

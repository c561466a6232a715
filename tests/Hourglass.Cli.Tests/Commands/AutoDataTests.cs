using Hourglass.Learning;

namespace Hourglass.Cli.Tests;

/// <summary>What train does where nobody names the data.</summary>
public sealed class AutoDataTests
{
    private const string Small = "train linear --code 2 --take 64 --validation 0 --epochs 1 --threads 2 --out run";

    [Fact]
    public void Train_WithMnistAtHand_TakesItAndSaysWhereFrom()
    {
        using CliHarness cli = new CliHarness().AddMnist();

        CliResult result = cli.Run(Small);

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.StartsWith($"Data: mnist from $HOURGLASS_DATA/mnist, {cli.In("data", "mnist")}.\n", result.Error, StringComparison.Ordinal);
        Assert.Equal("mnist", RunFolder.Open(cli.In("run")).ReadRecipe().Data.Name);
    }

    [Fact]
    public void Train_WithoutMnistAndNetwork_TakesTheDigitsAndSaysWhyInOneLine()
    {
        using CliHarness cli = new();

        CliResult result = cli.Run(Small);

        Assert.Equal(ExitCode.Ok, result.Code);
        string[] lines = result.Error.Split('\n');
        Assert.Equal(
            "Data: the built-in digits, because MNIST is neither in $HOURGLASS_DATA nor in the cache, and could not be downloaded within a few seconds.",
            lines[0]);
        Assert.StartsWith("Samples: 64 for training, 10,000 for testing.", lines[1], StringComparison.Ordinal);
        Assert.Equal("digits", RunFolder.Open(cli.In("run")).ReadRecipe().Data.Name);
    }

    [Fact]
    public void Train_WithACacheThatCannotBe_TakesTheDigitsAndSaysWhy()
    {
        using CliHarness other = new();
        string file = other.In("file");
        File.WriteAllText(file, "");
        using CliHarness cli = new() { Cache = file };

        CliResult result = cli.Run(Small);

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.StartsWith("Data: the built-in digits, because MNIST is neither in $HOURGLASS_DATA nor in the cache, and could not be stored: ", result.Error, StringComparison.Ordinal);
    }
}

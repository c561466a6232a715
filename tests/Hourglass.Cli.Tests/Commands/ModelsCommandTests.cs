using Hourglass.Learning;
using Hourglass.Testing;

namespace Hourglass.Cli.Tests;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("models", "models")]
    [InlineData("models-deep", "models deep")]
    public void Models_IsTheApprovedText(string name, string commandLine)
    {
        CliResult result = _cli.Run(commandLine);

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        Assert.All(result.Out.Split('\n'), static line => Assert.InRange(line.Length, 0, 90));
        Approvals.Verify<ModelsCommandTests>(name, result.Out);
    }

    [Fact]
    public void Models_OfEveryName_ShowsEachOptionThatItTakes()
    {
        foreach (NamedModel model in Models.All)
        {
            string text = _cli.Run($"models {model.Name}").Out;

            Assert.All(ModelOption.All, option => Assert.Equal(
                model.Takes(option), text.Contains($"  --{option.Name} {option.Value} ", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Guide_ListsTheModelsInTheSameWords()
    {
        string[] page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "guide", "models.md"));

        Assert.Equal(
            Models.All.Select(static model => $"| `{model.Name}` | {model.Description} |"),
            page.Where(static line => line.StartsWith("| `", StringComparison.Ordinal)));
    }

    [Fact]
    public void Models_OfAnUnknownName_NamesTheNearest() => _cli.Run("models dep").AssertFails(ExitCode.Usage, "did you mean \"deep\"?");
}

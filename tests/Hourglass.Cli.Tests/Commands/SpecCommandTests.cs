using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli.Tests;

public sealed class SpecCommandTests : IDisposable
{
    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Spec_OfEveryName_IsTheModelThatTrainWouldBuild()
    {
        foreach (string name in Models.Names)
        {
            CliResult result = _cli.Run($"spec {name}");

            Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
            Assert.Equal(Models.Create(name, new Shape(1, 28, 28)), SpecJson.Read<ModelSpec>(result.Out));
        }
    }

    [Fact]
    public void Spec_WithOptionsAndInput_HasThemAll()
    {
        ModelSpec model = SpecJson.Read<ModelSpec>(_cli.Run("spec deep --layers 9 --code 3 --input 6x5 --loss mae").Out);

        Assert.Equal(Models.Deep(new Shape(1, 6, 5), new ModelOptions { Layers = [9], Code = 3, Loss = LossKind.Mae }), model);
    }

    [Fact]
    public void Spec_WrittenToAFile_TrainsToTheBitsOfTheName()
    {
        CliResult written = _cli.Run("spec dense --code 4 --out my.json");
        Assert.Equal((ExitCode.Ok, ""), (written.Code, written.Out));
        Assert.Contains("hourglass train my.json", written.Error, StringComparison.Ordinal);

        const string Training = "--data mnist --validation 56 --epochs 1 --batch 64 --quiet";
        Assert.Equal(ExitCode.Ok, _cli.Run($"train my.json --out a {Training}").Code);
        Assert.Equal(ExitCode.Ok, _cli.Run($"train dense --code 4 --out b {Training}").Code);

        Assert.Equal(File.ReadAllBytes(_cli.In("a", "model.safetensors")), File.ReadAllBytes(_cli.In("b", "model.safetensors")));
        Assert.Equal(File.ReadAllText(_cli.In("my.json")), _cli.Run("spec a").Out);
    }

    [Fact]
    public void Spec_ToAFileThatExists_KeepsIt()
    {
        File.WriteAllText(_cli.In("my.json"), "edited");

        _cli.Run("spec dense --out my.json").AssertFails(ExitCode.Failed, "there is such a file already.");
        Assert.Equal("edited", File.ReadAllText(_cli.In("my.json")));
    }

    [Theory]
    [InlineData("spec dens", "did you mean \"dense\"?")]
    [InlineData("spec dense --out my.txt", "--out: received 'my.txt', expected a file that ends in .json.")]
    [InlineData("spec dense --out data.json --code 0", "expected 1 or more")]
    public void Spec_OfWhatCannotBe_SaysSo(string commandLine, string message) => _cli.Run(commandLine).AssertFails(ExitCode.Usage, message);
}

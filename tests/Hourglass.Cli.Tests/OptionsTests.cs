using System.CommandLine;
using Hourglass.Networks;

namespace Hourglass.Cli.Tests;

/// <summary>What must hold of every command, however many there will be.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void EveryCommand_DescribesItselfItsArgumentsAndItsOptions()
    {
        foreach (CliCommand command in All(new RootCliCommand()))
        {
            Assert.EndsWith(".", command.Description, StringComparison.Ordinal);
            Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrEmpty(argument.Description), argument.Name));
            Assert.All(command.Groups.SelectMany(static group => group.Options), option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
        }
    }

    [Fact]
    public void EveryOption_IsInOneGroupOfTheHelp()
    {
        foreach (CliCommand command in All(new RootCliCommand()).Where(static command => command is not RootCliCommand))
            Assert.Equal(command.Options.Select(static option => option.Name), command.Groups.SelectMany(static group => group.Options).Select(static option => option.Name));
    }

    [Fact]
    public void EveryExample_CanBeParsed()
    {
        foreach (string example in All(new RootCliCommand()).SelectMany(static command => command.Examples))
        {
            ParseResult parsed = new RootCliCommand().Parse(example["hourglass ".Length..]);
            Assert.Empty(parsed.Errors);
            Assert.Empty(parsed.UnmatchedTokens);
        }
    }

    [Theory]
    [InlineData("training.batch", "--batch: m")]
    [InlineData("model.encoder[0].units", "model.encoder[0].units: m")]
    public void Translate_NamesTheOptionWhereThereIsOne(string path, string expected) =>
        Assert.Equal(expected, OptionNames.Translate(new SpecProblem(path, "m")));

    private static IEnumerable<CliCommand> All(CliCommand command) => [command, .. command.Subcommands.Cast<CliCommand>().SelectMany(All)];
}

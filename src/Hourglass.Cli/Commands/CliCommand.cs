using System.CommandLine;

namespace Hourglass.Cli;

/// <summary>A command with what its help shows. Texts are marked by <see cref="Hourglass.Networks.Phrase.Mark"/> and said where they are shown.</summary>
/// <param name="name">The word that is typed.</param>
/// <param name="description">What it does, one sentence.</param>
internal abstract class CliCommand(string name, string description) : Command(name, description)
{
    private readonly List<OptionGroup> _groups = [];

    /// <summary>Gets the options in the groups that help shows.</summary>
    public IReadOnlyList<OptionGroup> Groups => _groups;

    /// <summary>Gets command lines to begin with.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Gets the commands below this one, in the groups that help shows.</summary>
    public List<(string Title, IReadOnlyList<CliCommand> Commands)> CommandGroups { get; } = [];

    /// <summary>Does the work.</summary>
    /// <param name="context">The world outside.</param>
    /// <param name="values">What was typed.</param>
    /// <returns>The exit code.</returns>
    public abstract Task<int> RunAsync(CliContext context, OptionValues values);

    /// <summary>Adds options under a title.</summary>
    protected void AddGroup(string title, params ReadOnlySpan<Option> options)
    {
        _groups.Add(new OptionGroup(title, [.. options]));
        foreach (Option option in options) Options.Add(option);
    }

    /// <summary>Adds commands under a title.</summary>
    protected void AddCommands(string title, params ReadOnlySpan<CliCommand> commands)
    {
        CommandGroups.Add((title, [.. commands]));
        foreach (CliCommand command in commands) Subcommands.Add(command);
    }

    /// <summary>Makes an argument and adds it.</summary>
    protected Argument<string> AddArgument(string argumentName, string argumentDescription, bool isOptional = false)
    {
        Argument<string> argument = new(argumentName)
        {
            Description = argumentDescription,
            Arity = isOptional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        };
        Arguments.Add(argument);
        return argument;
    }

    /// <summary>Makes an argument that is given once or more and adds it.</summary>
    protected Argument<string[]> AddArguments(string argumentName, string argumentDescription)
    {
        Argument<string[]> argument = new(argumentName) { Description = argumentDescription, Arity = ArgumentArity.OneOrMore };
        Arguments.Add(argument);
        return argument;
    }
}

/// <summary>Options that belong together.</summary>
/// <param name="Title">What help calls them.</param>
/// <param name="Options">The options.</param>
internal sealed record OptionGroup(string Title, IReadOnlyList<Option> Options);

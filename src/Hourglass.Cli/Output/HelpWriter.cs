using System.CommandLine;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Writes the help of a command: what it does, how it is typed, its options in groups, and examples.</summary>
internal static class HelpWriter
{
    private const int Narrowest = 60, Widest = 110;

    // Two blanks before, two behind.
    private const int Indent = 4;

    /// <summary>Writes the help.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(CliContext context, CliCommand command)
    {
        int width = WidthOf(context);
        TextWriter writer = context.Out;
        writer.WriteLine(Phrase.Of(command.Description!));
        writer.WriteLine();
        string lead = Phrase.Of("Usage: ");
        foreach (string usage in Usages(command))
        {
            writer.WriteLine(lead + usage);
            lead = new string(' ', lead.Length);
        }

        int column = command.Subcommands.Select(static sub => Synopsis(sub).Length).DefaultIfEmpty().Max() + Indent;
        foreach ((string title, IReadOnlyList<CliCommand> commands) in command.CommandGroups)
            WriteRows(writer, Phrase.Of(title), width, commands.Select(static sub => (Synopsis(sub), Phrase.Of(sub.Description!))), column);
        WriteRows(writer, "", width, command.Arguments.Select(static argument => (argument.Name, Phrase.Of(argument.Description!))));
        foreach (OptionGroup group in command.Groups)
            WriteRows(writer, Phrase.Of(group.Title), width, group.Options.Select(static option => (Left(option), Phrase.Of(option.Description!))));
        if (command.Groups.Count > 1) writer.WriteLine($"\n{Phrase.Of("What stands in (parentheses) is the default.")}");
        WriteExamples(writer, command);
        if (command.Subcommands.Count == 0) return ExitCode.Ok;
        writer.WriteLine();
        writer.WriteLine(Phrase.Of($"'{FullName(command)} COMMAND --help' explains a command."));
        return ExitCode.Ok;
    }

    /// <summary>Gets the width that a text is wrapped to.</summary>
    public static int WidthOf(CliContext context) => Math.Clamp(context.Width(), Narrowest, Widest);

    /// <summary>Gets the words that are typed to reach a command.</summary>
    public static string FullName(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{FullName(parent)} {command.Name}" : command.Name;

    /// <summary>Words how a command is typed: with a command below it, or with its own arguments, but never with both.</summary>
    private static IEnumerable<string> Usages(CliCommand command)
    {
        string options = command.Groups.Count > 0 ? $" {Phrase.Of("[options]")}" : "", name = FullName(command);
        if (command.Subcommands.Count == 0) return [$"{name}{Arguments(command)}{options}"];
        return command.Arguments.Count == 0 ? [$"{name} COMMAND{options}"] : [$"{name} COMMAND", $"{name}{Arguments(command, isOptional: false)}{options}"];
    }

    private static string Synopsis(Command command) => command.Name + Arguments(command);

    private static string Arguments(Command command, bool isOptional = true) => string.Concat(command.Arguments.Select(
        argument => isOptional && argument.Arity.MinimumNumberOfValues == 0 ? $" [{argument.Name}]" : $" {argument.Name}"));

    /// <summary>Gets an option as help shows it: its name with what its value is called, or with its other names.</summary>
    public static string Left(Option option)
    {
        string aliases = string.Concat(option.Aliases.Order().Select(static alias => $", {alias}"));
        return option.HelpName is { } value ? $"{option.Name} {value}" : option.Name + aliases;
    }

    /// <summary>Writes rows of a word and its explanation, which is wrapped.</summary>
    public static void WriteRows(
        TextWriter writer, string title, int width, IEnumerable<(string Left, string Right)> rows, int leastColumn = 0)
    {
        (string Left, string Right)[] all = [.. rows];
        if (all.Length == 0) return;
        writer.WriteLine();
        if (title.Length > 0) writer.WriteLine(title);
        int column = Math.Max(leastColumn, all.Max(static row => row.Left.Length) + Indent);
        foreach ((string left, string right) in all)
        {
            string lead = $"  {left}".PadRight(column);
            foreach (string line in Paragraph.Wrap(right, width - column))
            {
                writer.WriteLine(lead + line);
                lead = new string(' ', column);
            }
        }
    }

    private static void WriteExamples(TextWriter writer, CliCommand command)
    {
        if (command.Examples.Count == 0) return;
        writer.WriteLine();
        writer.WriteLine(command.Examples.Count == 1 ? Phrase.Of("Example") : Phrase.Of("Examples"));
        foreach (string example in command.Examples) writer.WriteLine($"  {example}");
    }
}

using System.CommandLine;

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
        writer.WriteLine(command.Description);
        writer.WriteLine();
        writer.WriteLine($"Usage: {Usage(command)}");
        int column = command.Subcommands.Select(static sub => Synopsis(sub).Length).DefaultIfEmpty().Max() + Indent;
        foreach ((string title, IReadOnlyList<CliCommand> commands) in command.CommandGroups)
            WriteRows(writer, title, width, commands.Select(static sub => (Synopsis(sub), sub.Description!)), column);
        WriteRows(writer, "", width, command.Arguments.Select(static argument => (argument.Name, argument.Description!)));
        foreach (OptionGroup group in command.Groups)
            WriteRows(writer, group.Title, width, group.Options.Select(static option => (Left(option), option.Description!)));
        if (command.Groups.Count > 1) writer.WriteLine("\nWhat stands in (parentheses) is the default.");
        WriteExamples(writer, command);
        if (command.Subcommands.Count == 0) return ExitCode.Ok;
        writer.WriteLine($"\n'{FullName(command)} COMMAND --help' explains a command.");
        return ExitCode.Ok;
    }

    /// <summary>Gets the width that a text is wrapped to.</summary>
    public static int WidthOf(CliContext context) => Math.Clamp(context.Width(), Narrowest, Widest);

    /// <summary>Gets the words that are typed to reach a command.</summary>
    public static string FullName(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{FullName(parent)} {command.Name}" : command.Name;

    private static string Usage(CliCommand command)
    {
        string rest = command.Subcommands.Count > 0 ? " COMMAND" : "";
        string options = command.Groups.Count > 0 ? " [options]" : "";
        return $"{FullName(command)}{rest}{Arguments(command)}{options}";
    }

    private static string Synopsis(Command command) => command.Name + Arguments(command);

    private static string Arguments(Command command) => string.Concat(command.Arguments.Select(
        static argument => argument.Arity.MinimumNumberOfValues == 0 ? $" [{argument.Name}]" : $" {argument.Name}"));

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
        writer.WriteLine(command.Examples.Count == 1 ? "Example" : "Examples");
        foreach (string example in command.Examples) writer.WriteLine($"  {example}");
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Words what the parser did not understand.</summary>
internal static class Complaints
{
    /// <summary>Throws where something was not understood.</summary>
    /// <exception cref="UsageException">All of it.</exception>
    public static void ThrowIfAny(ParseResult parsed, CliCommand command)
    {
        string[] unknown = [.. parsed.UnmatchedTokens, .. MistakenForArguments(parsed)];

        // Whatever follows a mistyped command belongs to that command.
        if (command.Subcommands.Count > 0 && unknown.FirstOrDefault(static word => !IsOption(word)) is { } mistyped) unknown = [mistyped];
        if (unknown.Length > 0) throw new UsageException([.. unknown.Select(word => Describe(word, command))]);
        string[] missing = [.. command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 }).Select(static argument => $"{argument.Name}: received nothing, expected {argument.Description}.")];
        if (missing.Length > 0 && command.Subcommands.Count == 0) throw new UsageException(missing);
        if (parsed.Errors.Count > 0 && command.Subcommands.Count == 0)
            throw new UsageException([.. parsed.Errors.Select(static error => error.Message)]);
    }

    /// <summary>The parser takes an unknown option for an argument where there is room for one.</summary>
    private static IEnumerable<string> MistakenForArguments(ParseResult parsed) => parsed.CommandResult.Children
        .OfType<ArgumentResult>()
        .SelectMany(static argument => argument.Tokens)
        .Select(static token => token.Value)
        .Where(IsOption);

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    private static string Describe(string word, CliCommand command)
    {
        if (IsOption(word))
        {
            string[] options = [.. command.Options.Select(static option => option.Name)];
            string guess = NearestName.Find(word, options) is { } nearest ? $"; did you mean {nearest}?" : ".";
            return $"There is no option {word}{guess}";
        }

        string[] commands = [.. command.Subcommands.Select(static sub => sub.Name)];
        return commands.Length == 0
            ? $"'{word}' is one word too many."
            : $"There is no command {NearestName.Explain(word, commands)["received ".Length..]}";
    }
}

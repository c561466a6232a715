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
        string[] missing = [.. command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 }).Select(static argument => Phrase.Of($"{argument.Name}: received nothing, expected {Phrase.Of(argument.Description!)}."))];
        if (missing.Length > 0 && command.Subcommands.Count == 0) throw new UsageException(missing);
        if (parsed.Errors.Count > 0 && command.Subcommands.Count == 0)
            throw new UsageException([.. parsed.Errors.Select(Describe)]);
    }

    /// <summary>Words that a command is not known.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="known">What there is.</param>
    public static string NoCommand(string word, IReadOnlyCollection<string> known)
    {
        string received = NearestName.Quote(word), names = string.Join(", ", known);
        return NearestName.Find(word, known) is { } nearest
            ? Phrase.Of($"There is no command {received}, expected one of {names}; did you mean \"{nearest}\"?")
            : Phrase.Of($"There is no command {received}, expected one of {names}.");
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
            return NearestName.Find(word, options) is { } nearest
                ? Phrase.Of($"There is no option {word}; did you mean {nearest}?")
                : Phrase.Of($"There is no option {word}.");
        }

        string[] commands = [.. command.Subcommands.Select(static sub => sub.Name)];
        return commands.Length == 0
            ? Phrase.Of($"'{word}' is one word too many.")
            : NoCommand(word, commands);
    }

    /// <summary>Words an error of the parser as it does itself, in the language that was chosen.</summary>
    private static string Describe(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens: [], Option.Arity.MinimumNumberOfValues: > 0 } option =>
            Phrase.Of($"Required argument missing for option: '{option.Option.Name}'."),
        OptionResult { Tokens.Count: > 1 } option =>
            Phrase.Of($"Option '{option.Option.Name}' expects a single argument but {option.Tokens.Count} were provided."),
        _ => error.Message,
    };
}

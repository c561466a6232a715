using System.CommandLine;

namespace Hourglass.Cli;

/// <summary>Makes options. Values stay text until <see cref="OptionValues"/> reads them, so that all problems are found at once and in the
/// same words, and so that a start compiles no generic code per type.</summary>
/// <remarks>Options are made once, and command lines may come in several languages: descriptions stay English here and are said where they are
/// shown.</remarks>
internal static class CliOption
{
    /// <summary>Makes an option with a value.</summary>
    /// <param name="name">The name with its dashes.</param>
    /// <param name="value">What help calls the value.</param>
    /// <param name="description">What help says, marked by <see cref="Hourglass.Networks.Phrase.Mark"/>.</param>
    public static Option<string> Value(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    /// <summary>Makes an option that is given or not.</summary>
    /// <param name="name">The name with its dashes.</param>
    /// <param name="description">What help says, marked by <see cref="Hourglass.Networks.Phrase.Mark"/>.</param>
    /// <param name="aliases">Other names.</param>
    public static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description };
}

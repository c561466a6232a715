using System.CommandLine;
using System.Globalization;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Reads the values of options and collects what is wrong with them.</summary>
internal sealed class OptionValues(ParseResult parsed, string currentDirectory = ".")
{
    private readonly List<string> _problems = [];

    /// <summary>Gets all words as they were typed.</summary>
    public IReadOnlyList<string> Words => [.. parsed.Tokens.Select(static token => token.Value)];

    /// <summary>Makes a path that was typed absolute.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, Path.GetFullPath(currentDirectory));

    /// <summary>Tells whether a word is a path, not a name: it has a separator or a known ending, or there is such a file or folder.</summary>
    public bool IsPath(string word) => word.Contains('/') || word.Contains(Path.DirectorySeparatorChar)
        || DataSources.FileExtensions.Contains(Path.GetExtension(word).ToLowerInvariant()) || Path.Exists(FullPath(word));

    /// <summary>Gets whether an option was given.</summary>
    public bool Has(Option option) => parsed.GetResult(option) is { Implicit: false };

    public bool Flag(Option<bool> option) => parsed.GetValue(option);

    public string? Text(Option<string> option) => parsed.GetValue(option);

    public string? Text(Argument<string> argument) => parsed.GetValue(argument);

    public IReadOnlyList<string> Texts(Argument<string[]> argument) => parsed.GetValue(argument) ?? [];

    /// <summary>Reads words with commas between them.</summary>
    public IReadOnlyList<string> Texts(Option<string> option) => Text(option)?.Split(',', StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Reads a value that must be there.</summary>
    public string? Required(Option<string> option, string expected)
    {
        string? text = Text(option);
        if (string.IsNullOrEmpty(text)) Refuse(Phrase.Of($"{option.Name}: received nothing, expected {expected}."));
        return text;
    }

    public int? Int(Option<string> option) => Text(option) is { } text ? Int(option, text) : null;

    /// <summary>Reads whole numbers with commas between them.</summary>
    public IReadOnlyList<int>? Ints(Option<string> option) =>
        Text(option) is { } text ? [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part => Int(option, part) ?? 0)] : null;

    /// <summary>Reads numbers with commas between them.</summary>
    public IReadOnlyList<double>? Numbers(Option<string> option) =>
        Text(option) is { } text ? [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part => Number(option, part) ?? 0)] : null;

    public ulong? Unsigned(Option<string> option)
    {
        if (Text(option) is not { } text) return null;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)) return value;
        Refuse(option, text, Phrase.Of("a whole number of 0 or more, such as 42"));
        return null;
    }

    public double? Number(Option<string> option) => Text(option) is { } text ? Number(option, text) : null;

    /// <summary>Reads a part of an option's value.</summary>
    public double? Number(Option<string> option, string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(text, Style, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)) return value;
        Refuse(option, text, Phrase.Of("a number with a point, such as 0.001 or 1e-3"));
        return null;
    }

    /// <summary>Reads one of the words that spec files have.</summary>
    public T? Word<T>(Option<string> option)
        where T : struct, Enum
    {
        if (Text(option) is not { } text) return null;
        if (SpecNames.TryParse(text, out T value)) return value;
        Refuse($"{option.Name}: {NearestName.Explain(text, SpecNames.All<T>())}");
        return null;
    }

    /// <summary>Notes a problem.</summary>
    public void Refuse(string problem) => _problems.Add(problem);

    /// <summary>Notes the problems of a spec, named after the options where there are some.</summary>
    public void Refuse(IEnumerable<SpecProblem> problems) => _problems.AddRange(problems.Select(OptionNames.Translate));

    /// <summary>Makes a spec, and notes its problems where it is none.</summary>
    /// <returns>The spec; null where it has problems.</returns>
    public T? Try<T>(Func<T> make)
        where T : class
    {
        try
        {
            return make();
        }
        catch (SpecException wrong)
        {
            Refuse(wrong.Problems);
            return null;
        }
    }

    /// <summary>Notes a value that is not what it should be.</summary>
    public void Refuse(Option option, string received, string expected) =>
        Refuse(Phrase.Of($"{option.Name}: received '{received}', expected {expected}."));

    /// <summary>Throws where anything is wrong.</summary>
    /// <exception cref="UsageException">All problems.</exception>
    public void ThrowIfWrong()
    {
        if (_problems.Count > 0) throw new UsageException([.. _problems.Distinct()]);
    }

    private int? Int(Option<string> option, string text)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)) return value;
        Refuse(option, text, Phrase.Of("a whole number such as 256"));
        return null;
    }
}

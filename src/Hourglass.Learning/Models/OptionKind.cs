using System.Globalization;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>How the value of an option is read, written and checked.</summary>
/// <param name="Placeholder">What help calls a value.</param>
/// <param name="Read">Reads text; throws <see cref="FormatException"/> with what was received and expected.</param>
/// <param name="Write">Writes a value as <paramref name="Read"/> reads it.</param>
/// <param name="Check">Finds what is wrong with a value whatever the model; null where nothing is.</param>
internal sealed record OptionKind<T>(string Placeholder, Func<string, T> Read, Func<T, string> Write, Func<T, string?> Check)
{
    /// <summary>Gets the words that may be given, where there are some.</summary>
    public string Words { get; init; } = "";
}

/// <summary>The kinds of options.</summary>
internal static class OptionKind
{
    private const string None = "none";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Gets whole numbers of 1 or more.</summary>
    public static OptionKind<int> Count { get; } = new(
        "N", ReadInt, static value => value.ToString(Culture), static value => value >= 1 ? null : Phrase.Of($"received {value}, expected 1 or more."));

    /// <summary>Gets whole numbers of 0 or more.</summary>
    public static OptionKind<int> CountOrZero { get; } = Count with
    {
        Check = static value => value >= 0 ? null : Phrase.Of($"received {value}, expected 0 or more."),
    };

    /// <summary>Gets numbers of columns of which some fill a panel.</summary>
    public static OptionKind<int> PartOfPanel { get; } = Count with
    {
        Check = static value => value >= 1 && Tensor.PanelWidth % value == 0 ? null : Phrase.Of($"received {value}, expected 1, 2, 4, 8, 16 or 32."),
    };

    /// <summary>Gets lists of whole numbers of 1 or more.</summary>
    public static OptionKind<IReadOnlyList<int>> Counts { get; } = new(
        "N,N,...",
        static text => text == None ? [] : [.. text.Split(',', StringSplitOptions.TrimEntries).Select(ReadInt)],
        static values => values.Count == 0 ? None : string.Join(',', values.Select(static value => value.ToString(Culture))),
        static values => values.Select(Count.Check).FirstOrDefault(static problem => problem is not null));

    /// <summary>Gets ways for weights to start.</summary>
    public static OptionKind<InitializerSpec> Initializer { get; } = new("NAME", ReadInitializer, WriteInitializer, static _ => null);

    /// <summary>Makes the kind of numbers in a range.</summary>
    /// <param name="isAllowed">Whether a value lies in it.</param>
    /// <param name="expected">The range in words.</param>
    public static OptionKind<double> Number(Func<double, bool> isAllowed, string expected) => new(
        "X",
        ReadNumber,
        static value => value.ToString(Culture),
        value => isAllowed(value) ? null : Phrase.Of($"received {value}, expected {Phrase.Of(expected)}."));

    /// <summary>Makes the kind of the words of an enumeration.</summary>
    /// <param name="excluded">Values that an option cannot have.</param>
    public static OptionKind<T> Word<T>(params T[] excluded)
        where T : struct, Enum
    {
        string[] words = [.. Enum.GetValues<T>().Except(excluded).Select(SpecNames.Of)];
        return new(
            "NAME",
            text => words.Contains(text) && SpecNames.TryParse(text, out T value) ? value : throw new FormatException(NearestName.Explain(text, words)),
            SpecNames.Of,
            value => Enum.IsDefined(value) && !excluded.Contains(value) ? null : Phrase.Of($"received {value}, expected one of {string.Join(", ", words)}."))
        { Words = string.Join(", ", words) };
    }

    private static int ReadInt(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, Culture, out int value)
        ? value
        : throw Wrong(text, Phrase.Of("a whole number such as 256"));

    private static double ReadNumber(string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Style, Culture, out double value) && double.IsFinite(value)
            ? value
            : throw Wrong(text, Phrase.Of("a number with a point, such as 0.001 or 1e-3"));
    }

    private static InitializerSpec ReadInitializer(string text)
    {
        string[] parts = text.Split('=', 2);
        if (!SpecNames.TryParse(parts[0], out InitializerKind kind))
            throw new FormatException(NearestName.Explain(parts[0], SpecNames.All<InitializerKind>()));
        bool needsNumber = kind is InitializerKind.Normal or InitializerKind.Uniform or InitializerKind.Constant;
        if (needsNumber != parts.Length > 1)
            throw Wrong(text, needsNumber ? Phrase.Of($"a number, as in {parts[0]}=0.05") : Phrase.Of($"{parts[0]} alone: it has no number"));
        return kind switch
        {
            InitializerKind.Normal => InitializerSpec.Normal(ReadNumber(parts[1])),
            InitializerKind.Uniform => InitializerSpec.Uniform(ReadNumber(parts[1])),
            InitializerKind.Constant => InitializerSpec.Constant(ReadNumber(parts[1])),
            _ => new InitializerSpec(kind),
        };
    }

    private static string WriteInitializer(InitializerSpec value)
    {
        string name = SpecNames.Of(value.Kind);
        return (value.Deviation ?? value.Limit ?? value.Value) is { } number ? string.Create(Culture, $"{name}={number}") : name;
    }

    private static FormatException Wrong(string received, string expected) => new(Phrase.Of($"received '{received}', expected {expected}."));
}

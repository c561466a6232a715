using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Chooses the language of all that is said: by option, or by the locale.</summary>
/// <remarks>It is looked up in the words before they are parsed: what the parser has to say is said in this language too.</remarks>
internal static class Language
{
    private const string English = "en";

    // As POSIX has it: the first that is not empty counts.
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    /// <summary>Gets the codes of the languages.</summary>
    public static IReadOnlyList<string> Names { get; } = [English, "es"];

    /// <summary>Reads the texts of the language that was asked for; null for English.</summary>
    /// <param name="context">The world outside.</param>
    /// <param name="words">The words as they were typed.</param>
    public static Translation? Choose(CliContext context, IReadOnlyList<string> words)
    {
        string name = Typed(words) is { } typed && Names.Contains(typed) ? typed : OfLocale(context);
        return name == English
            ? null
            : Translation.Read(name, typeof(Phrase).Assembly, typeof(Trainer).Assembly, typeof(Language).Assembly);
    }

    /// <summary>Refuses a language that there is not.</summary>
    /// <exception cref="UsageException">It was typed.</exception>
    public static void ThrowIfUnknown(IReadOnlyList<string> words)
    {
        if (Typed(words) is { } typed && !Names.Contains(typed))
            throw new UsageException($"{SharedOptions.Lang.Name}: {NearestName.Explain(typed, [.. Names])}");
    }

    /// <summary>Finds what was typed as the language: nothing where the option has no value, null where it is not there.</summary>
    private static string? Typed(IReadOnlyList<string> words)
    {
        string name = SharedOptions.Lang.Name;
        for (int i = 0; i < words.Count; i++)
        {
            if (words[i] == name) return i + 1 < words.Count ? words[i + 1] : "";
            if (words[i].StartsWith(name, StringComparison.Ordinal) && words[i].AsSpan(name.Length) is ['=' or ':', ..]) return words[i][(name.Length + 1)..];
        }

        return null;
    }

    private static string OfLocale(CliContext context)
    {
        string locale = Variables.Select(context.Variable).FirstOrDefault(static value => !string.IsNullOrEmpty(value)) ?? "";
        string name = locale.Split('_', '-', '.', '@')[0];
        return Names.Contains(name) ? name : English;
    }
}

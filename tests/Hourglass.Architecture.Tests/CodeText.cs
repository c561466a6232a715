namespace Hourglass.Architecture.Tests;

/// <summary>Blanks what is no code, so that braces and words can be counted.</summary>
internal static class CodeText
{
    /// <summary>Replaces comments, directives, texts and characters by spaces; the rest and all lines stay where they are.</summary>
    public static string Of(string source)
    {
        char[] code = source.ToCharArray();
        for (int i = 0; i < source.Length;)
        {
            int end = EndOfQuiet(source, i);
            if (end == i)
            {
                i++;
                continue;
            }

            for (; i < end; i++)
                if (code[i] != '\n') code[i] = ' ';
        }

        return new string(code);
    }

    /// <summary>Finds the end of the comment, directive, text or character that starts here; here, where none does.</summary>
    private static int EndOfQuiet(string source, int start)
    {
        ReadOnlySpan<char> rest = source.AsSpan(start);
        if (rest.StartsWith("//")) return EndOf(source, start, "\n");
        if (rest.StartsWith("/*")) return EndOf(source, start + 2, "*/");
        if (rest[0] == '#' && BeginsLine(source, start)) return EndOf(source, start, "\n");
        if (rest[0] == '\'') return EndOfEscaped(source, start + 1, '\'');

        int dollars = 0, at = start;
        bool verbatim = false;
        for (; at < source.Length && source[at] is '$' or '@'; at++)
        {
            if (source[at] == '$') dollars++;
            else verbatim = true;
        }

        if (at >= source.Length || source[at] != '"') return start;
        int quotes = source.AsSpan(at).IndexOfAnyExcept('"');
        if (quotes >= 3 && !verbatim) return EndOf(source, at + quotes, new string('"', quotes));
        return dollars == 0 && !verbatim ? EndOfEscaped(source, at + 1, '"') : EndOfText(source, at + 1, dollars > 0, verbatim);
    }

    /// <summary>Tells a directive from the format of a hole: <c>{x:0.#}</c>.</summary>
    private static bool BeginsLine(string source, int at) => source.AsSpan(source.LastIndexOf('\n', at) + 1, at - source.LastIndexOf('\n', at) - 1).IsWhiteSpace();

    private static int EndOf(string source, int start, string mark)
    {
        int found = source.IndexOf(mark, start, StringComparison.Ordinal);
        return found < 0 ? source.Length : found + (mark == "\n" ? 0 : mark.Length);
    }

    private static int EndOfEscaped(string source, int at, char mark)
    {
        while (at < source.Length && source[at] != mark) at += source[at] == '\\' ? 2 : 1;
        return Math.Min(at + 1, source.Length);
    }

    /// <summary>Ends a text with holes, which may hold texts themselves, or one where a quote is doubled.</summary>
    private static int EndOfText(string source, int at, bool holes, bool verbatim)
    {
        while (at < source.Length)
        {
            char c = source[at], next = at + 1 < source.Length ? source[at + 1] : '\0';
            if (c == '"' && !(verbatim && next == '"')) return at + 1;
            if (c == '{' && holes && next != '{') at = EndOfHole(source, at + 1);
            else at += (c == '\\' && !verbatim) || (c == next && c is '"' or '{' or '}') ? 2 : 1;
        }

        return at;
    }

    private static int EndOfHole(string source, int at)
    {
        for (int depth = 1; at < source.Length;)
        {
            int end = EndOfQuiet(source, at);
            if (end > at)
            {
                at = end;
                continue;
            }

            if (source[at] == '{') depth++;
            if (source[at] == '}' && --depth == 0) return at + 1;
            at++;
        }

        return at;
    }
}

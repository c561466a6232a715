using System.Text;
using System.Text.RegularExpressions;

namespace Hourglass.Architecture.Tests;

/// <summary>A method, a constructor, an operator or a property with code.</summary>
/// <param name="Name">File, line and the first line of the declaration.</param>
/// <param name="Lines">The lines from the declaration to its end; attributes and comments before it do not count.</param>
internal sealed record Function(string Name, int Lines);

/// <summary>Finds functions by counting braces: no parser, but good enough to measure.</summary>
internal static partial class Functions
{
    /// <summary>Lists the functions of a file.</summary>
    public static IReadOnlyList<Function> Of(SourceFile file)
    {
        string code = CodeText.Of(file.Text);
        List<Function> found = [];
        FindMembers(file, code, 0, code.Length, found);
        return found;
    }

    /// <summary>Walks over the members of a namespace or type whose body lies between two places.</summary>
    private static void FindMembers(SourceFile file, string code, int start, int end, List<Function> found)
    {
        for (int at = SkipToMember(code, start, end); at < end;)
        {
            (int brace, int last) = Extent(code, at, end);
            string outline = Outline(code[at..(brace < 0 ? last : brace)]);
            string body = brace < 0 ? "" : code[brace..(last + 1)];
            if (body.Length > 0 && TypeWord().IsMatch(outline.Split('(', ':')[0])) FindMembers(file, code, brace + 1, last, found);
            else if (IsFunction(outline, body)) found.Add(Describe(file, code, at, last));
            at = SkipToMember(code, last + 1, end);
        }
    }

    private static Function Describe(SourceFile file, string code, int start, int last)
    {
        int line = code.AsSpan(0, start).Count('\n') + 1, lines = code.AsSpan(start, last - start).Count('\n') + 1;
        string declaration = file.Text[start..].Split('\n')[0].TrimEnd();
        return new Function(FormattableString.Invariant($"{file.Name}:{line} {declaration}"), lines);
    }

    /// <summary>A field is a value or a table and may be long; what has code in it is a function.</summary>
    private static bool IsFunction(string outline, string body)
    {
        int arrow = outline.IndexOf("=>", StringComparison.Ordinal);
        bool assigns = Assignment().IsMatch(arrow < 0 ? outline : outline[..arrow]);
        return !assigns && (arrow >= 0 || (body.Length > 0 && !AutomaticProperty().IsMatch(body)));
    }

    /// <summary>Keeps what stands outside of all brackets; a default value is then no assignment.</summary>
    private static string Outline(string header)
    {
        StringBuilder outline = new();
        int depth = 0;
        foreach (char c in header)
        {
            if (c is ')' or ']' or '}') depth--;
            if (depth == 0) outline.Append(c);
            if (c is '(' or '[' or '{') depth++;
        }

        return outline.ToString();
    }

    /// <summary>Finds the first brace outside of other brackets, or -1, and the last character of a member.</summary>
    private static (int Brace, int Last) Extent(string code, int start, int end)
    {
        int depth = 0, brace = -1;
        for (int at = start; at < end; at++)
        {
            char c = code[at];
            if (c == '{' && depth == 0 && brace < 0) brace = at;
            if (c is '(' or '[' or '{') depth++;
            if (c is ')' or ']' or '}') depth--;
            if (depth == 0 && (c == ';' || (c == '}' && !GoesOn(code, at + 1, end)))) return (brace, at);
        }

        return (brace, end - 1);
    }

    /// <summary>Says whether a member goes on after its brace, as an initializer or an expression does.</summary>
    private static bool GoesOn(string code, int at, int end)
    {
        while (at < end && char.IsWhiteSpace(code[at])) at++;
        return at < end && code[at] is ';' or '=' or '.' or ',' or '?' or ':';
    }

    private static int SkipToMember(string code, int at, int end)
    {
        int depth = 0;
        for (; at < end; at++)
        {
            if (code[at] == '[') depth++;
            else if (code[at] == ']') depth--;
            else if (depth == 0 && code[at] != ';' && !char.IsWhiteSpace(code[at])) return at;
        }

        return end;
    }

    [GeneratedRegex(@"\b(namespace|class|struct|interface|record|enum|extension)\b")]
    private static partial Regex TypeWord();

    [GeneratedRegex(@"(?<![=!<>])=(?!=)")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^\{(\s|;|\b(get|set|init|private|protected|internal)\b)*\}")]
    private static partial Regex AutomaticProperty();
}

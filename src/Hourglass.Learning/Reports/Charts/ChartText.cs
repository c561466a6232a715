namespace Hourglass.Learning;

/// <summary>Estimates how wide a text will be, a little too wide rather than too narrow, since no font can be asked.</summary>
internal static class ChartText
{
    public const double Size = 12;

    public static double Width(string text, double size = Size)
    {
        double width = 0;
        foreach (char letter in text) width += Width(letter);
        return width * size;
    }

    /// <summary>Cuts a text that would be wider than its place.</summary>
    public static string Fit(string text, double width)
    {
        if (Width(text) <= width) return text;
        int length = text.Length;
        while (length > 0 && Width(text[..length]) + 1 > width) length--;
        if (length > 0 && char.IsHighSurrogate(text[length - 1])) length--;
        return text[..length].TrimEnd() + "…";
    }

    private static double Width(char letter) => letter switch
    {
        'i' or 'l' or 'j' or 't' or 'f' or 'r' or 'I' or ' ' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' => 0.36,
        'm' or 'w' or 'M' or 'W' or '@' or '%' => 0.92,
        (>= 'a' and <= 'z') or (>= '0' and <= '9') => 0.59,
        < '\u0300' => 0.70,
        _ => 1.05,
    };
}

namespace Hourglass.Learning;

/// <summary>Estimates how wide a text will be, after the widest of the usual fonts (DejaVu Sans), since no font can be asked.</summary>
internal static class ChartText
{
    public const double Size = 12;

    private const double BoldFactor = 1.13;

    public static double Width(string text, double size = Size, bool bold = false)
    {
        double width = 0;
        foreach (char letter in text) width += Width(letter);
        return width * size * (bold ? BoldFactor : 1);
    }

    /// <summary>Cuts a text that would be wider than its place.</summary>
    public static string Fit(string text, double width, bool bold = false)
    {
        if (Width(text, bold: bold) <= width + 0.01) return text;
        int length = text.Length;
        while (length > 0 && Width(text[..length] + "…", bold: bold) > width) length--;
        if (length > 0 && char.IsHighSurrogate(text[length - 1])) length--;
        return text[..length].TrimEnd() + "…";
    }

    private static double Width(char letter) => letter switch
    {
        'i' or 'l' or 'j' or 'I' or ' ' or '.' or ',' or ':' or ';' or '\'' or '|' => 0.34,
        't' or 'f' or 'r' or '-' or '/' or '(' or ')' or '!' => 0.42,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '…' => 0.99,
        (>= 'a' and <= 'z') or (>= '0' and <= '9') => 0.64,
        < '\u0300' => 0.76,
        _ => 1.05,
    };
}

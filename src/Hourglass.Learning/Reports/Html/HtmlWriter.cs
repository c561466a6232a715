using System.Text;

namespace Hourglass.Learning;

/// <summary>Writes HTML and inline SVG that is also well-formed XML; every text and every attribute value is escaped.</summary>
public sealed class HtmlWriter
{
    private static readonly HashSet<string> InlineNames = ["a", "b", "code", "small", "span", "strong", "sub", "sup", "tspan"];

    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element; <see cref="End"/> closes it.</summary>
    /// <param name="name">The element's name.</param>
    /// <param name="attributes">Its attributes.</param>
    public void Start(string name, params ReadOnlySpan<HtmlAttribute> attributes)
    {
        WriteTag(name, attributes);
        _text.Append('>');
        _open.Push(name);
    }

    /// <summary>Closes the element opened last.</summary>
    /// <exception cref="InvalidOperationException">No element is open.</exception>
    public void End() => _text.Append("</").Append(_open.Pop()).Append('>');

    /// <summary>Writes an element without content.</summary>
    /// <param name="name">The element's name.</param>
    /// <param name="attributes">Its attributes.</param>
    public void Empty(string name, params ReadOnlySpan<HtmlAttribute> attributes)
    {
        WriteTag(name, attributes);
        _text.Append("/>");
    }

    /// <summary>Writes an element with a text.</summary>
    /// <param name="name">The element's name.</param>
    /// <param name="text">Its text.</param>
    /// <param name="attributes">Its attributes.</param>
    public void Element(string name, string text, params ReadOnlySpan<HtmlAttribute> attributes)
    {
        Start(name, attributes);
        Text(text);
        End();
    }

    /// <summary>Writes a text.</summary>
    /// <param name="text">The text.</param>
    public void Text(string text) => AppendEscaped(text);

    /// <summary>Writes markup as it stands; only for markup of this library's own making, such as a style sheet.</summary>
    /// <param name="markup">The markup.</param>
    public void Raw(string markup) => _text.Append(markup);

    /// <summary>Gets what was written.</summary>
    /// <exception cref="InvalidOperationException">An element is still open.</exception>
    public override string ToString()
    {
        if (_open.Count > 0) throw new InvalidOperationException($"The element '{_open.Peek()}' is still open.");
        return _text.ToString();
    }

    private void WriteTag(string name, ReadOnlySpan<HtmlAttribute> attributes)
    {
        if (_text.Length > 0 && !InlineNames.Contains(name)) _text.Append('\n');
        _text.Append('<').Append(name);
        foreach (HtmlAttribute attribute in attributes)
        {
            _text.Append(' ').Append(attribute.Name).Append("=\"");
            AppendEscaped(attribute.Value);
            _text.Append('"');
        }
    }

    private void AppendEscaped(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': _text.Append("&amp;"); break;
                case '<': _text.Append("&lt;"); break;
                case '>': _text.Append("&gt;"); break;
                case '"': _text.Append("&quot;"); break;
                case '\'': _text.Append("&#39;"); break;
                default: _text.Append(IsAllowed(rune) ? rune : Rune.ReplacementChar); break;
            }
        }
    }

    // XML knows no way to write these, and a browser would show nothing or the wrong thing. (EnumerateRunes has replaced lone surrogates.)
    private static bool IsAllowed(Rune rune) =>
        rune.Value is '\t' or '\n' || (rune.Value >= 0x20 && rune.Value is not (>= 0x7F and <= 0x9F) and not (0xFFFE or 0xFFFF));
}

using System.Globalization;

namespace Hourglass.Learning;

/// <summary>An attribute of an element, as a pair of name and value.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value, not escaped.</param>
public readonly record struct HtmlAttribute(string Name, string Value)
{
    /// <summary>Takes a text.</summary>
    /// <param name="pair">The name and the value.</param>
    public static implicit operator HtmlAttribute((string Name, string Value) pair) => new(pair.Name, pair.Value);

    /// <summary>Takes a number, rounded to a tenth: a tenth of a pixel is all that an eye can tell.</summary>
    /// <param name="pair">The name and the value; adding zero turns a negative zero into zero.</param>
    public static implicit operator HtmlAttribute((string Name, double Value) pair) =>
        new(pair.Name, (Math.Round(pair.Value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture));
}

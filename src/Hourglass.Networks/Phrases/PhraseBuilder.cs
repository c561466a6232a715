using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Hourglass.Networks;

/// <summary>Takes an interpolated string apart into its text, which is translated, and what stands in its holes. The compiler calls it for
/// <see cref="Phrase.Of(ref PhraseBuilder)"/>.</summary>
[InterpolatedStringHandler]
public readonly ref struct PhraseBuilder
{
    private readonly StringBuilder _key;
    private readonly List<string> _holes;

    /// <summary>Begins a text.</summary>
    /// <param name="literalLength">The letters outside holes.</param>
    /// <param name="formattedCount">The holes.</param>
    public PhraseBuilder(int literalLength, int formattedCount)
    {
        const int HoleLength = 3;
        _key = new StringBuilder(literalLength + (HoleLength * formattedCount));
        _holes = new List<string>(formattedCount);
    }

    /// <summary>Takes a piece of text.</summary>
    /// <param name="value">The text.</param>
    public void AppendLiteral(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _key.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    /// <summary>Takes what stands in a hole.</summary>
    /// <param name="value">A text; null for none.</param>
    public void AppendFormatted(string? value)
    {
        _key.Append(CultureInfo.InvariantCulture, $"{{{_holes.Count}}}");
        _holes.Add(value ?? "");
    }

    /// <summary>Takes what stands in a hole.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">A number, or anything else.</param>
    /// <param name="format">Its format; null, the default, for the usual one.</param>
    public void AppendFormatted<T>(T value, string? format = null) => AppendFormatted(
        value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString());

    /// <summary>Says the text.</summary>
    /// <param name="translation">The translation; null for English.</param>
    internal string Say(Translation? translation)
    {
        string key = _key.ToString();
        return string.Format(CultureInfo.InvariantCulture, translation?.Find(key) ?? key, [.. _holes]);
    }
}

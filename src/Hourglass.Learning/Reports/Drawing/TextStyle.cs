namespace Hourglass.Learning;

/// <summary>Which end of a text its place names.</summary>
internal enum TextAnchor
{
    /// <summary>The place is where the text begins.</summary>
    Start,

    /// <summary>The place is the text's middle.</summary>
    Middle,

    /// <summary>The place is where the text ends.</summary>
    End,
}

/// <summary>How a text is written.</summary>
internal readonly record struct TextStyle()
{
    /// <summary>Gets a tick label.</summary>
    public static TextStyle Plain => new();

    /// <summary>Gets the name of an axis or a thing.</summary>
    public static TextStyle Name => new() { Ink = Ink.Strong };

    public Ink Ink { get; init; } = Ink.Text;

    public double Size { get; init; } = ChartText.Size;

    public bool Bold { get; init; }

    public TextAnchor Anchor { get; init; }

    /// <summary>Gets whether paper surrounds the letters, so that they can be read over lines and points.</summary>
    public bool Halo { get; init; }

    public TextStyle Centered => this with { Anchor = TextAnchor.Middle };

    public TextStyle Right => this with { Anchor = TextAnchor.End };
}

namespace Hourglass.Learning;

/// <summary>Letters that were drawn before, to be copied: a chart writes the same few hundreds of times.</summary>
internal sealed class GlyphStamps
{
    // Places within a pixel; finer ones cannot be told apart.
    private const int Phases = 4;

    private static readonly PixelBox Everything = new(-4096, -4096, 4096, 4096);

    private readonly Dictionary<(char Letter, int Phase, GlyphStyle Style), StampRow[]> _stamps = [];
    private readonly Rasterizer _rasterizer = new();
    private readonly Stroker _stroker;

    public GlyphStamps() => _stroker = new Stroker(_rasterizer);

    /// <summary>Finds the rows of a letter.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="place">Where it begins to the right, in device pixels.</param>
    /// <param name="style">How it is drawn.</param>
    /// <param name="left">The column that the rows count from; they count down from the baseline.</param>
    public StampRow[] At(char letter, double place, GlyphStyle style, out int left)
    {
        int fine = (int)Math.Floor((place * Phases) + 0.5), phase = fine & (Phases - 1);
        left = (fine - phase) / Phases;
        if (_stamps.TryGetValue((letter, phase, style), out StampRow[]? rows)) return rows;
        GlyphFont.Write(_stroker, letter, (double)phase / Phases, style);
        List<StampRow> drawn = [];
        _rasterizer.Draw(Everything, (row, start, coverage) => drawn.Add(new StampRow(row, start, coverage.ToArray())));
        return _stamps[(letter, phase, style)] = [.. drawn];
    }
}

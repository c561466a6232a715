using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>A place with its block, its texts and where they stand.</summary>
/// <param name="Place">What is there.</param>
/// <param name="Block">How it is drawn.</param>
/// <param name="Above">The lines above the arrow that leads here.</param>
/// <param name="Below">The lines below that arrow.</param>
/// <param name="Left">Where the block begins.</param>
/// <param name="Gap">The length of the arrow.</param>
internal sealed record NetworkStop(
    NetworkPlace Place, NetworkBlock Block, IReadOnlyList<string> Above, IReadOnlyList<string> Below, double Left, double Gap)
{
    /// <summary>Gets how high the badges stand above the arrows: clear of the block and of the texts on both sides.</summary>
    public double BadgeBase { get; init; }

    public double Right => Left + Block.FullWidth;

    public double Center => Left + (Block.FullWidth / 2);

    /// <summary>Gets what stands below the shape.</summary>
    public string Name { get; init; } = "";

    public string Label => NetworkOutline.Times(Place.Drawn.ToString());
}

/// <summary>Places the blocks of a network from left to right, as far apart as their texts need.</summary>
internal sealed class NetworkLayout
{
    public const double LineHeight = 14, BadgeHeight = 18, BadgeStep = 22, BadgePadding = 7, TextSize = 11, BraceGap = 6;

    private const double ShortestArrow = 44, LongestText = 78, Air = 12;

    /// <param name="input">The shape of the input.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="decoder">The text below the decoder.</param>
    public NetworkLayout(Shape input, IReadOnlyList<ReportLayer> layers, string decoder)
    {
        IReadOnlyList<NetworkPlace> places = NetworkOutline.Places(input, layers);
        NetworkScale scale = new(places.Select(static place => place.Drawn));
        List<NetworkStop> stops = [];
        foreach (NetworkPlace place in places)
        {
            string name = place.IsCode ? Phrase.Of("code") : stops.Count == 0 ? Phrase.Of("input") : stops.Count == places.Count - 1 ? Phrase.Of("output") : "";
            stops.Add(Put(place, name, scale.Block(place.Drawn), stops.Count == 0 ? null : stops[^1]));
        }

        for (int i = 0; i < stops.Count; i++) stops[i] = stops[i] with { BadgeBase = BadgeBase(stops, i) };
        Stops = stops;
        double shift = -stops.Min(static stop => stop.Center - (Footprint(stop) / 2));
        Stops = [.. stops.Select(stop => stop with { Left = stop.Left + Math.Max(shift, 0) })];
        double brace = Stops.FirstOrDefault(static stop => stop.Place.IsCode) is { } code
            ? code.Center + BraceGap + ChartText.Width(decoder) : 0;
        DecoderEnd = Math.Max(Stops[^1].Right, brace);
        Width = Math.Max(DecoderEnd, Stops.Max(static stop => Math.Max(stop.Right, stop.Center + (Footprint(stop) / 2))));
        Middle = Stops.Max(static stop => Math.Max(RoomAboveBlock(stop), RoomAboveArrow(stop)));
        Bottom = Middle + Stops.Max(static stop => Math.Max(stop.Block.FullHeight / 2, 8 + (stop.Below.Count * LineHeight)));
    }

    public IReadOnlyList<NetworkStop> Stops { get; }

    public double Width { get; }

    /// <summary>Gets where the brace below the decoder ends: with the output, or where its text needs more.</summary>
    public double DecoderEnd { get; }

    /// <summary>Gets the height of the arrows.</summary>
    public double Middle { get; }

    /// <summary>Gets where the tallest block ends.</summary>
    public double Bottom { get; }

    public static double BadgeWidth(string text) => ChartText.Width(text, TextSize) + (2 * BadgePadding);

    private static NetworkStop Put(NetworkPlace place, string name, NetworkBlock block, NetworkStop? before)
    {
        IReadOnlyList<string> above = place.Omitted > 0 ? ["…"] : Wrap(place.Operation.Split(' '), " ");
        IReadOnlyList<string> below = place.Omitted > 0 ? [Phrase.Of($"{place.Omitted} more")] : Wrap(place.Details, ", ");
        NetworkStop stop = new(place, block, above, below, 0, 0) { Name = name };
        if (before is null) return stop;
        double text = above.Concat(below).Select(static line => ChartText.Width(line, TextSize)).DefaultIfEmpty().Max() + Air;
        double noise = place.Noise.Select(BadgeWidth).DefaultIfEmpty().Max() + Air;
        double gap = Math.Max(Math.Max(ShortestArrow, text), noise);

        // What stands above and below two neighbours must not meet either.
        double needed = ((Footprint(before) + Footprint(stop)) / 2) + Air - ((before.Block.FullWidth + block.FullWidth) / 2);
        gap = Math.Max(gap, needed);
        return stop with { Gap = gap, Left = before.Right + gap };
    }

    private static double Footprint(NetworkStop stop)
    {
        double label = Math.Max(ChartText.Width(stop.Label), ChartText.Width(stop.Name, bold: stop.Place.IsCode));
        return stop.Place.Badges.Select(BadgeWidth).Append(label).Max();
    }

    private static double BadgeBase(List<NetworkStop> stops, int index)
    {
        double block = stops[index].Block.FullHeight / 2;
        return stops[index].Place.Badges.Count == 0 ? block : stops[index..Math.Min(index + 2, stops.Count)].Select(RoomAboveArrow).Append(block).Max();
    }

    private static double RoomAboveBlock(NetworkStop stop) => stop.BadgeBase + 4 + (stop.Place.Badges.Count * BadgeStep);

    private static double RoomAboveArrow(NetworkStop stop) => 11 + (stop.Above.Count * LineHeight) + (stop.Place.Noise.Count * BadgeStep);

    /// <summary>Puts as many phrases on a line as have room; a longer phrase has a line of its own.</summary>
    private static List<string> Wrap(IEnumerable<string> phrases, string separator)
    {
        List<string> lines = [];
        foreach (string phrase in phrases.Where(static phrase => phrase.Length > 0))
        {
            string joined = lines.Count == 0 ? phrase : lines[^1] + separator + phrase;
            if (lines.Count > 0 && ChartText.Width(joined, TextSize) <= LongestText) lines[^1] = joined;
            else lines.Add(phrase);
        }

        return lines;
    }
}

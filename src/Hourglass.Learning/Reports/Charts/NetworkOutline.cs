using System.Globalization;
using System.Text.RegularExpressions;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>A place in the drawing of a network: the features there, and the arrow that leads to it.</summary>
/// <param name="Shape">The features.</param>
internal sealed record NetworkPlace(Shape Shape)
{
    /// <summary>Gets whether the features are the code.</summary>
    public bool IsCode { get; set; }

    /// <summary>Gets the features as they are drawn; a view changes them.</summary>
    public Shape Drawn { get; set; } = Shape;

    /// <summary>Gets the name of the operation that leads here.</summary>
    public string Operation { get; init; } = "";

    /// <summary>Gets the details of the operation.</summary>
    public List<string> Details { get; init; } = [];

    /// <summary>Gets what spoils the features on their way here.</summary>
    public List<string> Noise { get; init; } = [];

    /// <summary>Gets what is said of the features themselves: penalties, how a code is drawn.</summary>
    public List<string> Badges { get; init; } = [];

    /// <summary>Gets how many places were left out before this one.</summary>
    public int Omitted { get; init; }
}

/// <summary>Turns the layers of a model into the places of its drawing.</summary>
internal static partial class NetworkOutline
{
    /// <summary>More places on one side of the code would be too small to read on a page.</summary>
    private const int MostPlaces = 12, KeptFirst = 6, KeptLast = 4;

    /// <summary>Lists the places from the input to the output, long rows of them shortened.</summary>
    public static IReadOnlyList<NetworkPlace> Places(Shape input, IReadOnlyList<ReportLayer> layers)
    {
        List<NetworkPlace> places = [new NetworkPlace(input)];
        List<string> noise = [];
        foreach (ReportLayer layer in layers)
        {
            Follow(layer, places, noise);
            if (layer.IsCode) places[^1].IsCode = true;
        }

        places[^1].Badges.AddRange(noise);
        int code = places.FindIndex(static place => place.IsCode);
        return code < 0 ? Shorten(places) : [.. Shorten(places[..(code + 1)]), .. Shorten(places[code..]).Skip(1)];
    }

    private static void Follow(ReportLayer layer, List<NetworkPlace> places, List<string> noise)
    {
        NetworkPlace last = places[^1];
        string[] phrases = layer.Layer.Split(", ");
        switch (layer.Role)
        {
            case LayerRole.View:
                if (!layer.Output.IsVector) last.Drawn = layer.Output;
                break;
            case LayerRole.Activation or LayerRole.Normalization when last.Operation.Length > 0:
                last.Details.Add(phrases[0]);
                break;
            case LayerRole.Penalty:
                last.Badges.Add(layer.Layer);
                break;
            case LayerRole.Noise:
                noise.Add(layer.Layer);
                break;
            default:
                places.Add(Arrive(layer, phrases, [.. noise]));
                noise.Clear();
                break;
        }
    }

    private static NetworkPlace Arrive(ReportLayer layer, string[] phrases, List<string> noise)
    {
        // The shape below the block says how many features there are, and a linear activation does nothing.
        string size = layer.Output.Channels.ToString(CultureInfo.InvariantCulture);
        string operation = phrases[0].EndsWith($" {size}", StringComparison.Ordinal) ? phrases[0][..^(size.Length + 1)] : phrases[0];
        List<string> details = [.. phrases.Skip(1).Where(static phrase => phrase != "linear").Select(Times)];
        bool isLatent = layer.Role == LayerRole.Latent;
        return new NetworkPlace(layer.Output)
        {
            Operation = Times(operation),
            Details = isLatent ? [] : details,
            Badges = isLatent ? details : [],
            Noise = noise,
        };
    }

    private static List<NetworkPlace> Shorten(List<NetworkPlace> places)
    {
        if (places.Count <= MostPlaces) return places;
        int omitted = places.Count - KeptFirst - KeptLast;
        NetworkPlace next = places[^KeptLast];
        NetworkPlace resumed = new(next.Shape) { Drawn = next.Drawn, IsCode = next.IsCode, Badges = next.Badges, Omitted = omitted };
        return [.. places[..KeptFirst], resumed, .. places[^(KeptLast - 1)..]];
    }

    /// <summary>Writes 3x3 with the sign of multiplication.</summary>
    public static string Times(string text) => BetweenDigits().Replace(text, "×");

    [GeneratedRegex("(?<=[0-9])x(?=[0-9])")]
    private static partial Regex BetweenDigits();
}

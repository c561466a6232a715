using System.Globalization;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Words how far a training is, on one line of a given width.</summary>
internal static class ProgressLine
{
    private const int LeastBar = 8, MostBar = 40;

    // What terminals echo for Ctrl-C must not reach the edge.
    private const int Spare = 3;
    private const char Done = '━', Open = '─';

    /// <summary>Draws the live line: with all figures where there is room, with the important ones where not.</summary>
    /// <param name="progress">How far training is.</param>
    /// <param name="width">The cells of the terminal.</param>
    /// <param name="color">Whether escape sequences may colour the bar.</param>
    public static string Draw(TrainingProgress progress, int width, bool color)
    {
        double done = (progress.Epoch - 1 + (progress.Step / (double)progress.StepsPerEpoch)) / progress.Epochs;
        string[] parts =
        [
            Epoch(progress.Epoch, progress.Epochs),
            string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(done * 100),3}%"),
            Phrase.Of($"loss {Figures.Significant(progress.Loss)}"),
            Validation(progress.ValidationLoss),
            Speed(progress.SamplesPerSecond),
            Figures.Left(progress.Remaining),
        ];

        // What goes first where there is no room: speed, then validation, time left, loss.
        int room = Math.Max(1, width - Spare);
        foreach (int dropped in (ReadOnlySpan<int>)[-1, 4, 3, 5, 2])
        {
            if (dropped >= 0) parts[dropped] = "";
            int text = parts.Where(static part => part.Length > 0).Sum(static part => part.Length + 2) - 2;
            if (text + 2 + LeastBar <= room) return Join(parts, Bar(done, Math.Min(MostBar, room - text - 2), color));
        }

        string shortest = Join(parts, "");
        return shortest[..Math.Min(shortest.Length, room)];
    }

    /// <summary>Words a finished epoch for a log.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="epochs">The number of epochs.</param>
    /// <param name="left">The time left.</param>
    public static string Describe(EpochRecord epoch, int epochs, TimeSpan left)
    {
        string loss = Figures.Significant(epoch.Loss), own = Figures.Significant(epoch.Loss - epoch.PenaltyLoss);
        string[] parts =
        [
            Epoch(epoch.Epoch, epochs),
            epoch.PenaltyLoss == 0 ? Phrase.Of($"loss {loss}") : Phrase.Of($"loss {loss} = {own} + penalty {Figures.Significant(epoch.PenaltyLoss)}"),
            Validation(epoch.ValidationLoss),
            Speed(epoch.SamplesPerSecond),
            epoch.Epoch < epochs ? Figures.Left(left) : "",
        ];
        return Join(parts, "");
    }

    private static string Epoch(int epoch, int epochs)
    {
        string total = epochs.ToString(CultureInfo.InvariantCulture);
        return Phrase.Of($"epoch {epoch.ToString(CultureInfo.InvariantCulture).PadLeft(total.Length)}/{total}");
    }

    private static string Validation(double? loss) => loss is { } value ? Phrase.Of($"val {Figures.Significant(value)}") : "";

    private static string Speed(double samples) => Phrase.Of($"{Figures.Count(samples)} samples/s");

    private static string Bar(double done, int cells, bool color)
    {
        int full = Math.Clamp((int)(done * cells), 0, cells);
        string head = new(Done, full), tail = new(Open, cells - full);
        return color ? $"\e[36m{head}\e[90m{tail}\e[0m" : head + tail;
    }

    private static string Join(string[] parts, string bar)
    {
        IEnumerable<string> ordered = [parts[0], bar, .. parts.Skip(1)];
        return string.Join("  ", ordered.Where(static part => part.Length > 0));
    }
}

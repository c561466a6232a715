using System.Text;
using System.Text.Json;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Keeps the figures of each epoch as a line of JSON; those that are not finite as null.</summary>
/// <remarks>A resumed training rewrites the file from its history first, so that no epoch stands in it twice or half.</remarks>
/// <param name="path">The file.</param>
public sealed class MetricsWriter(string path) : TrainingCallback
{
    /// <inheritdoc/>
    public override void OnBegin(TrainingContext context)
    {
        string lines = string.Concat(context.History.Select(Line));
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(lines)));
    }

    /// <inheritdoc/>
    public override void OnEpoch(TrainingContext context, EpochRecord epoch) => File.AppendAllText(path, Line(epoch));

    private static string Line(EpochRecord epoch) => JsonSerializer.Serialize(epoch, FigureJsonContext.Default.EpochRecord) + "\n";
}

using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Shows how far a download is: one line that is drawn over on a terminal, otherwise a line per file.</summary>
internal sealed class DownloadDisplay(CliContext context, Notes notes, DatasetEntry entry) : IProgress<DownloadProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private string _file = "";
    private long _drawn;
    private bool _isOpen;

    /// <inheritdoc/>
    public void Report(DownloadProgress value)
    {
        if (notes.IsQuiet) return;
        bool isNew = value.File != _file;
        _file = value.File;
        if (!context.IsTerminal)
        {
            if (isNew) notes.Say(Phrase.Of($"Downloading {entry.Name}/{value.File} ({Figures.Bytes(value.Bytes)}) from {value.Source.Host}"));
            return;
        }

        if (!isNew && value.Received < value.Bytes && context.Time.GetElapsedTime(_drawn) < Interval) return;
        _drawn = context.Time.GetTimestamp();
        _isOpen = true;
        string line = Phrase.Of($"Downloading {entry.Name}/{value.File}  {Figures.Bytes(value.Received)} of {Figures.Bytes(value.Bytes)}");
        context.Error.Write($"\r\e[?7l{line}\e[K\e[?7h");
        context.Error.Flush();
    }

    /// <summary>Takes the line away.</summary>
    public void End()
    {
        if (_isOpen) context.Error.Write("\r\e[K");
    }
}

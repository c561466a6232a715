namespace Hourglass.Learning;

/// <summary>Tells how far a download is.</summary>
/// <param name="File">The file.</param>
/// <param name="Source">The address it comes from.</param>
/// <param name="Received">The bytes on disk so far, those of an earlier try included.</param>
/// <param name="Bytes">The bytes of the whole file.</param>
public readonly record struct DownloadProgress(string File, Uri Source, long Received, long Bytes);

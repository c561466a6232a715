using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Downloads files of known content from the first mirror that delivers them.</summary>
/// <remarks>
/// <para>A file appears under its name whole and with the right checksum, or not at all. What has arrived of a broken download stays
/// beside it under <c>.part</c>, and the next try, from any mirror, goes on from there.</para>
/// <para><b>Memory</b> One buffer of 64 KiB, whatever the size.</para>
/// </remarks>
public sealed class Downloads : IDisposable
{
    private const int MostRedirections = 5;

    private readonly HttpClient _client;
    private readonly DownloadOptions _options;

    /// <summary>Prepares downloads; nothing is sent yet.</summary>
    /// <param name="options">How patient to be; null, the default, takes the defaults of <see cref="DownloadOptions"/>.</param>
    public Downloads(DownloadOptions? options = null)
    {
        _options = options ?? new DownloadOptions();
        SocketsHttpHandler handler = new() { MaxAutomaticRedirections = MostRedirections };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("Hourglass");
    }

    /// <summary>Downloads one file.</summary>
    /// <param name="file">The file; its size and checksum decide what counts as delivered.</param>
    /// <param name="mirrors">Addresses that end in a slash, in the order to ask them.</param>
    /// <param name="folder">The target folder; created where it is missing.</param>
    /// <param name="progress">Told after every block of bytes; null, the default, for none.</param>
    /// <param name="cancellation">Stops the download; what has arrived is kept for the next try.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="DownloadException">No mirror delivered the file; the message says why for each.</exception>
    /// <exception cref="IOException">The target cannot be written, or another download is writing it.</exception>
    /// <exception cref="UnauthorizedAccessException">The target may not be written.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> asked to stop.</exception>
    /// <exception cref="ArgumentException">There are no mirrors.</exception>
    public async Task<string> FetchAsync(
        DownloadFile file,
        IReadOnlyList<Uri> mirrors,
        string folder,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(mirrors);
        if (mirrors.Count == 0) throw new ArgumentException("Received no mirrors, expected at least one.", nameof(mirrors));

        Directory.CreateDirectory(folder);
        string target = Path.Combine(folder, file.Name);
        using PartFile part = new(target);
        if (part.Length == file.Bytes && await IsWholeAsync(part, file, cancellation).ConfigureAwait(false))
        {
            part.Publish();
            return target;
        }

        if (part.Length >= file.Bytes) part.Restart();
        List<MirrorFailure> failures = [];
        foreach (Uri mirror in mirrors)
        {
            Transfer transfer = new(
                _client, file, new Uri(mirror, file.Name), part, _options.AnswerTimeout / mirrors.Count, _options.StallTimeout);
            string? failure = await TryMirrorAsync(transfer, file, part, progress, cancellation).ConfigureAwait(false);
            if (failure is null)
            {
                part.Publish();
                return target;
            }

            failures.Add(new MirrorFailure(new Uri(mirror, file.Name), failure));
        }

        throw new DownloadException(
            file.Name, failures, Phrase.Of($"Check the network and the proxy and try again, or put the file into {folder} yourself."));
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static async Task<bool> IsWholeAsync(PartFile part, DownloadFile file, CancellationToken cancellation)
    {
        string hash = await part.HashAsync(cancellation).ConfigureAwait(false);
        return hash.Equals(file.Sha256, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Asks one mirror until the file is whole or asking again is of no use.</summary>
    /// <returns>Null where the file is whole, otherwise why it is not.</returns>
    private async Task<string?> TryMirrorAsync(
        Transfer transfer, DownloadFile file, PartFile part, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        for (int tries = 1; ; tries++)
        {
            bool resumed = part.Length > 0;
            try
            {
                await transfer.RunAsync(progress, cancellation).ConfigureAwait(false);
                if (await IsWholeAsync(part, file, cancellation).ConfigureAwait(false)) return null;
            }
            catch (TransferException broken)
            {
                if (broken.Moved && tries < _options.Tries) continue;
                return broken.Message;
            }

            // Bytes of an earlier try may be to blame: only a whole transfer from here convicts the mirror.
            part.Restart();
            if (!resumed || tries >= _options.Tries) return Phrase.Of($"delivered a file whose SHA-256 is not {file.Sha256}");
        }
    }
}

using System.Net;
using System.Net.Http.Headers;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Moves one file from one mirror into a part file, going on where it ends.</summary>
internal sealed class Transfer(HttpClient client, DownloadFile file, Uri source, PartFile part, TimeSpan answer, TimeSpan stall)
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Asks for the rest of the file and takes it.</summary>
    /// <exception cref="TransferException">The mirror did not deliver; the part file keeps what is of use.</exception>
    /// <exception cref="IOException">The part file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task RunAsync(IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await AskAsync(cancellation).ConfigureAwait(false);
        long rest = file.Bytes - part.Length;
        if (response.Content.Headers.ContentLength is { } offered && offered != rest)
            throw new TransferException(Phrase.Of($"offers {offered:N0} bytes, expected {rest:N0}"), moved: false);

        await TakeAsync(response.Content, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>Gets a response whose body continues the part file.</summary>
    private async Task<HttpResponseMessage> AskAsync(CancellationToken cancellation)
    {
        HttpResponseMessage response = await SendAsync(cancellation).ConfigureAwait(false);
        if (part.Length > 0 && !Continues(response))
        {
            part.Restart();
            if (response.StatusCode != HttpStatusCode.OK)
            {
                response.Dispose();
                response = await SendAsync(cancellation).ConfigureAwait(false);
            }
        }

        HttpStatusCode expected = part.Length > 0 ? HttpStatusCode.PartialContent : HttpStatusCode.OK;
        if (response.StatusCode == expected) return response;

        using (response)
        {
            string status = Phrase.Of($"answered {(int)response.StatusCode} {response.ReasonPhrase}");
            throw new TransferException(status.TrimEnd(), moved: false);
        }
    }

    /// <summary>Tells whether a response gives the bytes after those that have arrived; an error does not call for a restart.</summary>
    private bool Continues(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.OK or HttpStatusCode.RequestedRangeNotSatisfiable => false,
        HttpStatusCode.PartialContent => response.Content.Headers.ContentRange is { From: { } from } range
            && from == part.Length && (range.Length is null || range.Length == file.Bytes),
        _ => true,
    };

    private async Task<HttpResponseMessage> SendAsync(CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, source);
        if (part.Length > 0) request.Headers.Range = new RangeHeaderValue(part.Length, null);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(answer);
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TransferException(Phrase.Of($"no answer within {answer.TotalSeconds:0.##} s"), moved: false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw new TransferException(failure.Message.TrimEnd('.'), moved: false);
        }
    }

    private async Task TakeAsync(HttpContent content, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        long start = part.Length;
        byte[] buffer = new byte[BufferBytes];
        await using Stream body = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        while (part.Length < file.Bytes)
        {
            patience.CancelAfter(stall);
            int read = await ReadAsync(body, buffer, start, cancellation, patience.Token).ConfigureAwait(false);
            if (read == 0) throw Broken(Phrase.Of($"the connection ended after {part.Length:N0} of {file.Bytes:N0} bytes"), start);
            if (part.Length + read > file.Bytes)
            {
                part.Restart();
                throw new TransferException(Phrase.Of($"sends more than the expected {file.Bytes:N0} bytes"), moved: false);
            }

            await part.AppendAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            progress?.Report(new DownloadProgress(file.Name, source, part.Length, file.Bytes));
        }
    }

    private async ValueTask<int> ReadAsync(
        Stream body, Memory<byte> buffer, long start, CancellationToken cancellation, CancellationToken patience)
    {
        try
        {
            return await body.ReadAsync(buffer, patience).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Broken(Phrase.Of($"nothing arrived for {stall.TotalSeconds:0.##} s after {part.Length:N0} of {file.Bytes:N0} bytes"), start);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw Broken(Phrase.Of($"{failure.Message.TrimEnd('.')} after {part.Length:N0} of {file.Bytes:N0} bytes"), start);
        }
    }

    private TransferException Broken(string reason, long start) =>
        new(reason, moved: part.Length > start);
}

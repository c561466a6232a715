using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hourglass.Learning.Tests;

/// <summary>What a test's server was asked.</summary>
internal sealed record Request(string Path, int? RangeStart);

/// <summary>What a test's server answers, misbehaviour included.</summary>
internal sealed record Reply(int Status, byte[] Body)
{
    public string[] Headers { get; init; } = [];

    /// <summary>The length it claims; null sends chunks without a length.</summary>
    public int? Length { get; init; } = Body.Length;

    /// <summary>The number of body bytes after which it closes the connection or falls silent.</summary>
    public int CutAfter { get; init; } = int.MaxValue;

    /// <summary>Whether it falls silent instead of closing.</summary>
    public bool Silent { get; init; }

    /// <summary>Answers a request as a good server does, ranges included.</summary>
    public static Reply Good(Request request, byte[] content) => request.RangeStart is { } start
        ? new Reply(206, content[start..]) { Headers = [$"Content-Range: bytes {start}-{content.Length - 1}/{content.Length}"] }
        : new Reply(200, content);
}

/// <summary>An HTTP server on this machine that does exactly what a test wants, one request per connection.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Request, Reply> _answer;

    public LoopbackServer(Func<Request, Reply> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    public ConcurrentQueue<Request> Requests { get; } = new();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        CancellationToken stop = _stop.Token;
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(stop), stop);
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using TcpClient owned = client;
        try
        {
            NetworkStream stream = client.GetStream();
            Request request = await ReadAsync(stream, stop);
            Requests.Enqueue(request);
            await WriteAsync(stream, _answer(request), stop);
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // The test is over, or the other side had enough.
        }
    }

    private static async Task<Request> ReadAsync(NetworkStream stream, CancellationToken stop)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
        string path = (await reader.ReadLineAsync(stop))!.Split(' ')[1];
        int? start = null;
        while (await reader.ReadLineAsync(stop) is { Length: > 0 } header)
        {
            if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                start = int.Parse(header.AsSpan(13, header.IndexOf('-', 13) - 13), CultureInfo.InvariantCulture);
        }

        return new Request(path, start);
    }

    private static async Task WriteAsync(NetworkStream stream, Reply reply, CancellationToken stop)
    {
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} {(HttpStatusCode)reply.Status}\r\nConnection: close\r\n");
        foreach (string header in reply.Headers) head.Append(header).Append("\r\n");
        if (reply.Length is { } length) head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), stop);
        await stream.WriteAsync(reply.Body.AsMemory(0, Math.Min(reply.Body.Length, reply.CutAfter)), stop);
        if (reply.Silent) await Task.Delay(Timeout.Infinite, stop);
    }
}

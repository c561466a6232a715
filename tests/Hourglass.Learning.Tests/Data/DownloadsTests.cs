using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class DownloadsTests : IDisposable
{
    private static readonly byte[] Content = Noise(300_000);
    private static readonly DownloadFile File1 = new("data.gz", Content.Length, Convert.ToHexString(SHA256.HashData(Content)));

    private static readonly DownloadOptions Quick = new()
    {
        AnswerTimeout = TimeSpan.FromSeconds(4), // Shared by the mirrors; long enough for a machine under load.
        StallTimeout = TimeSpan.FromMilliseconds(500),
    };

    private readonly ScratchFolder _folder = new();
    private readonly Downloads _downloads = new(Quick);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Target => _folder.At("cache", File1.Name);

    private string Part => Target + ".part";

    public void Dispose()
    {
        _downloads.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Fetch_GoodServer_DeliversTheFileAndTellsProgress()
    {
        using LoopbackServer server = new(request => Reply.Good(request, Content));
        List<DownloadProgress> reports = [];

        string path = await FetchAsync(new Recorder(reports), server);

        Assert.Equal(Target, path);
        AssertDelivered();
        Assert.Equal(["/data.gz"], server.Requests.Select(request => request.Path));
        Assert.Equal(Content.Length, reports[^1].Received);
        Assert.Equal(reports.Select(report => report.Received).Order(), reports.Select(report => report.Received));
        Assert.All(reports, report => Assert.Equal((File1.Name, File1.Bytes), (report.File, report.Bytes)));
    }

    [Fact]
    public async Task Fetch_ConnectionBreaks_GoesOnWhereItEnded()
    {
        using LoopbackServer server = new(request => Reply.Good(request, Content) with { CutAfter = request.RangeStart is null ? 120_000 : int.MaxValue });

        await FetchAsync(null, server);

        AssertDelivered();
        Assert.Equal([null, 120_000], server.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Fetch_ServerFallsSilent_GoesOnAfterTheStallTimeout()
    {
        using LoopbackServer server = new(
            request => Reply.Good(request, Content) with { CutAfter = request.RangeStart is null ? 100_000 : int.MaxValue, Silent = request.RangeStart is null });

        await FetchAsync(null, server);

        AssertDelivered();
        Assert.Equal([null, 100_000], server.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Fetch_MirrorKeepsBreaking_NextMirrorGoesOn()
    {
        using LoopbackServer weak = new(request => Reply.Good(request, Content) with { CutAfter = 50_000 });
        using LoopbackServer strong = new(request => Reply.Good(request, Content));

        await FetchAsync(null, weak, strong);

        AssertDelivered();
        Assert.Equal([null, 50_000, 100_000], weak.Requests.Select(request => request.RangeStart));
        Assert.Equal([150_000], strong.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Fetch_AfterAnEarlierProcessBroke_Resumes()
    {
        using LoopbackServer server = new(request => Reply.Good(request, Content));
        _folder.Write(Path.Combine("cache", "data.gz.part"), Content[..200_000]);

        await FetchAsync(null, server);

        AssertDelivered();
        Assert.Equal([200_000], server.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Fetch_PartIsWholeAlready_AsksNobody()
    {
        using LoopbackServer server = new(request => Reply.Good(request, Content));
        _folder.Write(Path.Combine("cache", "data.gz.part"), Content);

        await FetchAsync(null, server);

        AssertDelivered();
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(200_000, 2)]
    [InlineData(300_000, 1)]
    [InlineData(400_000, 1)]
    public async Task Fetch_PartOfAnotherFile_StartsAnew(int length, int requests)
    {
        using LoopbackServer server = new(request => Reply.Good(request, Content));
        _folder.Write(Path.Combine("cache", "data.gz.part"), Noise(400_000)[^length..]);

        await FetchAsync(null, server);

        AssertDelivered();
        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task Fetch_ServerIgnoresRanges_StartsAnew()
    {
        using LoopbackServer server = new(_ => new Reply(200, Content));
        _folder.Write(Path.Combine("cache", "data.gz.part"), Content[..200_000]);

        await FetchAsync(null, server);

        AssertDelivered();
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Fetch_ServerGivesAnotherRange_StartsAnew()
    {
        using LoopbackServer server = new(request => request.RangeStart is null
            ? new Reply(200, Content)
            : new Reply(206, Content[100_000..]) { Headers = ["Content-Range: bytes 100000-299999/300000"] });
        _folder.Write(Path.Combine("cache", "data.gz.part"), Content[..200_000]);

        await FetchAsync(null, server);

        AssertDelivered();
        Assert.Equal([200_000, null], server.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Fetch_ServerRefusesTheRange_StartsAnew()
    {
        using LoopbackServer server = new(request => request.RangeStart is null ? new Reply(200, Content) : new Reply(416, []));
        _folder.Write(Path.Combine("cache", "data.gz.part"), Content[..200_000]);

        await FetchAsync(null, server);

        AssertDelivered();
        Assert.Equal([200_000, null], server.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Fetch_WrongChecksum_TakesTheNextMirror()
    {
        using LoopbackServer forged = new(request => Reply.Good(request, Noise(Content.Length + 1)[1..]));
        using LoopbackServer good = new(request => Reply.Good(request, Content));

        await FetchAsync(null, forged, good);

        AssertDelivered();
        Assert.Single(forged.Requests);
        Assert.Equal([null], good.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Fetch_NotFound_TakesTheNextMirrorAndKeepsWhatArrived()
    {
        using LoopbackServer empty = new(_ => new Reply(404, "no"u8.ToArray()));
        using LoopbackServer good = new(request => Reply.Good(request, Content));
        _folder.Write(Path.Combine("cache", "data.gz.part"), Content[..200_000]);

        await FetchAsync(null, empty, good);

        AssertDelivered();
        Assert.Equal([200_000], good.Requests.Select(request => request.RangeStart));
    }

    [Theory]
    [InlineData(false, "offers 300,001 bytes, expected 300,000")]
    [InlineData(true, "sends more than the expected 300,000 bytes")]
    public async Task Fetch_TooLarge_IsRefused(bool hidden, string reason)
    {
        byte[] large = [.. Content, 0];
        using LoopbackServer server = new(_ => new Reply(200, large) { Length = hidden ? null : large.Length });

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(null, server));

        Assert.Equal(reason, Assert.Single(error.Failures).Reason);
        Assert.Empty(Directory.GetFiles(_folder.At("cache")));
    }

    [Fact]
    public async Task Fetch_NoMirrorDelivers_SaysWhyForEachAndWhatToDo()
    {
        using LoopbackServer missing = new(_ => new Reply(404, []));
        using LoopbackServer forged = new(request => Reply.Good(request, Noise(Content.Length + 1)[1..]));
        using LoopbackServer page = new(_ => new Reply(200, "<html>"u8.ToArray()));

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(null, missing, forged, page));

        Assert.Equal(
            ["answered 404 NotFound", $"delivered a file whose SHA-256 is not {File1.Sha256}", "offers 6 bytes, expected 300,000"],
            error.Failures.Select(failure => failure.Reason));
        foreach (MirrorFailure failure in error.Failures) Assert.Contains($"  {failure.Source}: {failure.Reason}\n", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("data.gz could not be downloaded:\n", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"put the file into {_folder.At("cache")} yourself.", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.At("cache")));
    }

    [Fact]
    public async Task Fetch_NobodyAnswers_GivesUpInTheSharedTime()
    {
        // Both accept connections, as the system does for a listener, and say nothing.
        using TcpListener first = new(IPAddress.Loopback, 0), second = new(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        Uri[] mirrors = [.. new[] { first, second }.Select(listener => new Uri($"http://{listener.LocalEndpoint}/"))];
        using Downloads downloads = new(Quick with { AnswerTimeout = TimeSpan.FromSeconds(1) });
        long start = TimeProvider.System.GetTimestamp();

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(
            () => downloads.FetchAsync(File1, mirrors, _folder.At("cache"), null, Token));

        Assert.All(error.Failures, failure => Assert.Equal("no answer within 0.5 s", failure.Reason));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0.9, 5);
    }

    [Fact]
    public async Task Fetch_NoServer_SaysSo()
    {
        Uri gone;
        using (LoopbackServer server = new(_ => new Reply(404, []))) gone = server.Address;

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(
            () => _downloads.FetchAsync(File1, [gone], _folder.At("cache"), null, Token));

        Assert.Contains("refused", Assert.Single(error.Failures).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_Cancelled_KeepsWhatArrivedForTheNextTry()
    {
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using LoopbackServer server = new(
            request => Reply.Good(request, Content) with { CutAfter = request.RangeStart is null ? 100_000 : int.MaxValue, Silent = true });
        Recorder progress = new([], received =>
        {
            if (received == 100_000) cancel.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _downloads.FetchAsync(File1, [server.Address], _folder.At("cache"), progress, cancel.Token));

        Assert.Equal(Content[..100_000], await File.ReadAllBytesAsync(Part, Token));
        await FetchAsync(null, server);
        AssertDelivered();
    }

    [Fact]
    public async Task Fetch_AnotherDownloadIsWriting_LeavesItAlone()
    {
        using LoopbackServer server = new(request => Reply.Good(request, Content));
        _folder.Write(Path.Combine("cache", "data.gz.part"), Content[..10]);
        await using FileStream other = new(Part, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        await Assert.ThrowsAsync<IOException>(() => FetchAsync(null, server));

        Assert.Equal(10, other.Length);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Fetch_WithoutMirrors_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => FetchAsync(null));

    private static byte[] Noise(int length)
    {
        byte[] noise = new byte[length];
        RandomKey key = new(7);
        for (int i = 0; i < length; i++) noise[i] = (byte)key.Bits(i);
        return noise;
    }

    private Task<string> FetchAsync(IProgress<DownloadProgress>? progress, params LoopbackServer[] servers) =>
        _downloads.FetchAsync(File1, [.. servers.Select(server => server.Address)], _folder.At("cache"), progress, Token);

    private void AssertDelivered()
    {
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.False(File.Exists(Part));
    }

    private sealed class Recorder(List<DownloadProgress> reports, Action<long>? onReceived = null) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            reports.Add(value);
            onReceived?.Invoke(value.Received);
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace Hourglass.Learning.Tests;

public sealed class DownloadsTests : DownloadTestBase
{
    [Fact]
    public async Task Fetch_GoodServer_DeliversTheFileAndTellsProgress()
    {
        using LoopbackServer server = new(request => Reply.Good(request, Content));
        List<DownloadProgress> reports = [];

        string path = await FetchAsync(new Recorder(reports), server);

        Assert.Equal(Path.Combine(Cache, Wanted.Name), path);
        AssertDelivered();
        Assert.Equal(["/data.gz"], server.Requests.Select(request => request.Path));
        Assert.Equal(Content.Length, reports[^1].Received);
        Assert.Equal(reports.Select(report => report.Received).Order(), reports.Select(report => report.Received));
        Assert.All(reports, report => Assert.Equal((Wanted.Name, Wanted.Bytes), (report.File, report.Bytes)));
    }

    [Fact]
    public async Task Fetch_WrongChecksum_TakesTheNextMirror()
    {
        using LoopbackServer forged = new(request => Reply.Good(request, Noise(Content.Length + 1)[1..]));
        using LoopbackServer good = new(request => Reply.Good(request, Content));

        await FetchAsync(forged, good);

        AssertDelivered();
        Assert.Single(forged.Requests);
        Assert.Equal([null], good.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Fetch_NotFound_TakesTheNextMirrorAndKeepsWhatArrived()
    {
        using LoopbackServer empty = new(_ => new Reply(404, "no"u8.ToArray()));
        using LoopbackServer good = new(request => Reply.Good(request, Content));
        LeavePart(Content[..200_000]);

        await FetchAsync(empty, good);

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

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(server));

        Assert.Equal(reason, Assert.Single(error.Failures).Reason);
        Assert.Empty(Directory.GetFiles(Cache));
    }

    [Fact]
    public async Task Fetch_NoMirrorDelivers_SaysWhyForEachAndWhatToDo()
    {
        using LoopbackServer missing = new(_ => new Reply(404, []));
        using LoopbackServer forged = new(request => Reply.Good(request, Noise(Content.Length + 1)[1..]));
        using LoopbackServer page = new(_ => new Reply(200, "<html>"u8.ToArray()));

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(missing, forged, page));

        Assert.Equal(
            ["answered 404 NotFound", $"delivered a file whose SHA-256 is not {Wanted.Sha256}", "offers 6 bytes, expected 300,000"],
            error.Failures.Select(failure => failure.Reason));
        foreach (MirrorFailure failure in error.Failures)
            Assert.Contains($"  {failure.Source}: {failure.Reason}\n", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("data.gz could not be downloaded:\n", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"put the file into {Cache} yourself.", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Cache));
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
            () => downloads.FetchAsync(Wanted, mirrors, Cache, null, Token));

        Assert.All(error.Failures, failure => Assert.Equal("no answer within 0.5 s", failure.Reason));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0.9, 5);
    }

    [Fact]
    public async Task Fetch_NoServer_SaysSo()
    {
        Uri gone;
        using (LoopbackServer server = new(_ => new Reply(404, []))) gone = server.Address;

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(
            () => Downloads.FetchAsync(Wanted, [gone], Cache, null, Token));

        Assert.Contains("refused", Assert.Single(error.Failures).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_WithoutMirrors_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => FetchAsync());
}

namespace Hourglass.Learning.Tests;

public sealed class DownloadResumeTests : DownloadTestBase
{
    [Fact]
    public async Task Fetch_ConnectionBreaks_GoesOnWhereItEnded()
    {
        using LoopbackServer server = new(
            request => Reply.Good(request, Content) with { CutAfter = request.RangeStart is null ? 120_000 : int.MaxValue });

        await FetchAsync(server);

        AssertDelivered();
        Assert.Equal([null, 120_000], server.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Fetch_ServerFallsSilent_GoesOnAfterTheStallTimeout()
    {
        using LoopbackServer server = new(request => request.RangeStart is null
            ? Reply.Good(request, Content) with { CutAfter = 100_000, Silent = true }
            : Reply.Good(request, Content));

        await FetchAsync(server);

        AssertDelivered();
        Assert.Equal([null, 100_000], server.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Fetch_MirrorKeepsBreaking_NextMirrorGoesOn()
    {
        using LoopbackServer weak = new(request => Reply.Good(request, Content) with { CutAfter = 50_000 });
        using LoopbackServer strong = new(request => Reply.Good(request, Content));

        await FetchAsync(weak, strong);

        AssertDelivered();
        Assert.Equal([null, 50_000, 100_000], weak.Requests.Select(request => request.RangeStart));
        Assert.Equal([150_000], strong.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Fetch_AfterAnEarlierProcessBroke_Resumes()
    {
        using LoopbackServer server = new(request => Reply.Good(request, Content));
        LeavePart(Content[..200_000]);

        await FetchAsync(server);

        AssertDelivered();
        Assert.Equal([200_000], server.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Fetch_PartIsWholeAlready_AsksNobody()
    {
        using LoopbackServer server = new(request => Reply.Good(request, Content));
        LeavePart(Content);

        await FetchAsync(server);

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
        LeavePart(Noise(400_000)[^length..]);

        await FetchAsync(server);

        AssertDelivered();
        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task Fetch_ServerIgnoresRanges_StartsAnew()
    {
        using LoopbackServer server = new(_ => new Reply(200, Content));
        LeavePart(Content[..200_000]);

        await FetchAsync(server);

        AssertDelivered();
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Fetch_ServerGivesAnotherRange_StartsAnew()
    {
        using LoopbackServer server = new(request => request.RangeStart is null
            ? new Reply(200, Content)
            : new Reply(206, Content[100_000..]) { Headers = ["Content-Range: bytes 100000-299999/300000"] });
        LeavePart(Content[..200_000]);

        await FetchAsync(server);

        AssertDelivered();
        Assert.Equal([200_000, null], server.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Fetch_ServerRefusesTheRange_StartsAnew()
    {
        using LoopbackServer server = new(request => request.RangeStart is null ? new Reply(200, Content) : new Reply(416, []));
        LeavePart(Content[..200_000]);

        await FetchAsync(server);

        AssertDelivered();
        Assert.Equal([200_000, null], server.Requests.Select(request => request.RangeStart));
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
            () => Downloads.FetchAsync(Wanted, [server.Address], Cache, progress, cancel.Token));

        Assert.Equal(Content[..100_000], await File.ReadAllBytesAsync(Part, Token));
        await FetchAsync(server);
        AssertDelivered();
    }

    [Fact]
    public async Task Fetch_AnotherDownloadIsWriting_LeavesItAlone()
    {
        using LoopbackServer server = new(request => Reply.Good(request, Content));
        LeavePart(Content[..10]);
        await using FileStream other = new(Part, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        await Assert.ThrowsAsync<IOException>(() => FetchAsync(server));

        Assert.Equal(10, other.Length);
        Assert.Empty(server.Requests);
    }
}

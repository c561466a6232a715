using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class WorkersTests
{
    public static MatrixTheoryData<int, int> Teams => new([1, 2, 3, 7], [1, 2, 5, 64]);

    [Theory]
    [MemberData(nameof(Teams))]
    public void For_VisitsEveryIndexOnceInWholeGrains(int team, int grain)
    {
        using Workers workers = new(team);
        foreach (int count in new[] { 0, 1, 2, 3, 7, 8, 63, 64, 65, 1000 })
        {
            int[] visits = new int[count];
            CountingJob job = new() { Visits = visits, Grain = grain, Team = team };

            workers.For(count, grain, job);

            Assert.All(visits, static times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void For_UpToOneGrain_RunsOnTheCaller()
    {
        using Workers workers = new(3);
        int[] threads = new int[8];

        workers.For(8, 8, new ThreadJob { Threads = threads });

        Assert.All(threads, static thread => Assert.Equal(Environment.CurrentManagedThreadId, thread));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void For_AfterAnException_WorksAgain(int team)
    {
        using Workers workers = new(team);
        for (int bad = 0; bad < 50; bad += 7)
        {
            InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => workers.For(50, 1, new ThrowingJob(bad, bad)));
            Assert.Equal($"index {bad}", thrown.Message);

            int[] visits = new int[50];
            workers.For(50, 1, new CountingJob { Visits = visits, Grain = 1, Team = team });
            Assert.All(visits, static times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void For_WhereSeveralWorkersThrow_ThrowsThatOfTheFirstShare()
    {
        using Workers workers = new(3);

        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => workers.For(30, 1, new ThrowingJob(0, 29)));

        Assert.Equal("index 0", thrown.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void For_InsideAJob_RunsOnThatWorkerAlone(int team)
    {
        using Workers workers = new(team);
        int[] visits = new int[12 * 20];

        workers.For(12, 1, new NestingJob { Outer = workers, Inner = workers, Visits = visits, Team = team });

        Assert.All(visits, static times => Assert.Equal(1, times));
        Assert.Equal(team, workers.Available);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void For_InsideAJobOfAnotherTeam_NumbersItsOwnWorkers(int inner)
    {
        using Workers large = new(7);
        using Workers small = new(inner);
        using Barrier everyWorker = new(7);
        int[] visits = new int[7 * 20];

        large.For(7, 1, new NestingJob { Outer = large, Inner = small, Visits = visits, Team = inner, Meeting = everyWorker });

        Assert.All(visits, static times => Assert.Equal(1, times));
    }

    [Fact]
    public void For_WhileAllWorkersAreBusy_HasADistinctNumberForEach()
    {
        using Workers workers = new(5);
        using Barrier everyWorker = new(5);
        int[] numbers = new int[5];

        workers.For(5, 1, new NumberJob { Numbers = numbers, Meeting = everyWorker });

        Assert.Equal([0, 1, 2, 3, 4], numbers.Order());
    }

    [Fact]
    public void For_FromSeveralThreads_ServesOneAfterTheOther()
    {
        using Workers workers = new(3);
        int[][] visits = [.. Enumerable.Range(0, 4).Select(static _ => new int[500])];
        Thread[] callers = [.. visits.Select(mine => new Thread(() =>
        {
            for (int round = 0; round < 200; round++) workers.For(mine.Length, 10, new CountingJob { Visits = mine, Grain = 10, Team = 3 });
        }))];

        foreach (Thread caller in callers) caller.Start();
        foreach (Thread caller in callers) caller.Join();

        Assert.All(visits, static mine => Assert.All(mine, static times => Assert.Equal(200, times)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void For_ManyTinyJobs_LosesNone(int team)
    {
        using Workers workers = new(team);
        int[] visits = new int[team];

        for (int round = 0; round < 20_000; round++) workers.For(team, 1, new CountingJob { Visits = visits, Grain = 1, Team = team });

        Assert.All(visits, static times => Assert.Equal(20_000, times));
    }

    [Fact]
    public void For_AfterItsThreadsSlept_WakesThem()
    {
        using Workers workers = new(3);
        int[] visits = new int[100];
        for (int round = 0; round < 20; round++)
        {
            Thread.Sleep(2);
            workers.For(100, 1, new CountingJob { Visits = visits, Grain = 1, Team = 3 });
        }

        Assert.All(visits, static times => Assert.Equal(20, times));
    }

    [Fact]
    public void For_AllocatesNothing()
    {
        using Workers workers = new(3);
        CountingJob job = new() { Visits = new int[100], Grain = 1, Team = 3 };

        Assert.Equal(0, Allocation.Least(() => workers.For(100, 1, job)));
    }

    [Fact]
    public void For_OfTheLargestCount_CoversAllOfIt()
    {
        using Workers workers = new(3);
        long[] covered = new long[3];

        workers.For(int.MaxValue, 1_000_000, new LengthJob { Covered = covered });

        Assert.Equal(int.MaxValue, covered.Sum());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void For_WithoutAGrain_IsRefused(int grain)
    {
        using Workers workers = new(2);

        Assert.Throws<ArgumentOutOfRangeException>(() => workers.For(10, grain, new LengthJob { Covered = new long[2] }));
    }

    [Fact]
    public void For_OnADisposedTeam_IsRefused()
    {
        Workers workers = new(2);
        workers.Dispose();

        Assert.Throws<ObjectDisposedException>(() => workers.For(10, 1, new LengthJob { Covered = new long[2] }));
    }

    [Fact]
    public void Dispose_Twice_IsHarmless()
    {
        Workers workers = new(3);
        workers.Dispose();
        workers.Dispose();

        Workers.Single.Dispose();
        Workers.Single.For(1, 1, new LengthJob { Covered = new long[1] });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Constructor_WithoutWorkers_IsRefused(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Workers(count));
}

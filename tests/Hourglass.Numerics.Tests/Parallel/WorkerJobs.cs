namespace Hourglass.Numerics.Tests;

/// <summary>Counts how often each index is visited; checks worker numbers and grains.</summary>
internal struct CountingJob : IRangeJob
{
    public int[] Visits;
    public int Grain;
    public int Team;

    public readonly void Run(int start, int end, int worker)
    {
        if (worker < 0 || worker >= Team) throw new InvalidOperationException($"worker {worker} of {Team}");
        if (start % Grain != 0 || (end % Grain != 0 && end != Visits.Length)) throw new InvalidOperationException($"{start}..{end}");
        for (int i = start; i < end; i++) Interlocked.Increment(ref Visits[i]);
    }
}

/// <summary>Notes the thread of each index.</summary>
internal struct ThreadJob : IRangeJob
{
    public int[] Threads;

    public readonly void Run(int start, int end, int worker) =>
        Threads.AsSpan(start, end - start).Fill(Environment.CurrentManagedThreadId);
}

/// <summary>Throws at two indices.</summary>
internal readonly struct ThrowingJob(int first, int second) : IRangeJob
{
    public void Run(int start, int end, int worker)
    {
        for (int i = start; i < end; i++)
            if (i == first || i == second) throw new InvalidOperationException($"index {i}");
    }
}

/// <summary>Notes the number of each worker while all of them are at work.</summary>
internal struct NumberJob : IRangeJob
{
    public int[] Numbers;
    public Barrier Meeting;

    public readonly void Run(int start, int end, int worker)
    {
        Meeting.SignalAndWait();
        Numbers[start] = worker;
    }
}

/// <summary>Counts the indices that each worker covers.</summary>
internal struct LengthJob : IRangeJob
{
    public long[] Covered;

    public readonly void Run(int start, int end, int worker) => Interlocked.Add(ref Covered[worker], (long)end - start);
}

/// <summary>Calls a team from inside a job.</summary>
internal struct NestingJob : IRangeJob
{
    public Workers Outer;
    public Workers Inner;
    public int[] Visits;
    public int Team;
    public Barrier? Meeting;

    public readonly void Run(int start, int end, int worker)
    {
        Meeting?.SignalAndWait();
        for (int i = start; i < end; i++)
        {
            if (Outer.Count > 1 && Inner.Available != 1) throw new InvalidOperationException($"available {Inner.Available}");
            Inner.For(20, 1, new InnerJob { Visits = Visits, First = i * 20, Team = Team, Caller = Environment.CurrentManagedThreadId });
        }
    }
}

/// <summary>The job inside a job: stays on its thread and keeps to the numbers of its team.</summary>
internal struct InnerJob : IRangeJob
{
    public int[] Visits;
    public int First;
    public int Team;
    public int Caller;

    public readonly void Run(int start, int end, int worker)
    {
        if (Environment.CurrentManagedThreadId != Caller) throw new InvalidOperationException("another thread");
        if (worker < 0 || worker >= Team) throw new InvalidOperationException($"worker {worker} of {Team}");
        for (int i = start; i < end; i++) Interlocked.Increment(ref Visits[First + i]);
    }
}

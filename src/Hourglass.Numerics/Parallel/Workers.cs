using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Hourglass.Numerics;

/// <summary>A fixed team of threads that splits outputs, never sums.</summary>
/// <remarks>
/// <para><b>Determinism</b> Each output is computed by one worker in a fixed order, so results are the same to the bit for any
/// number of workers.</para>
/// <para>Work is cut into one share per worker; the caller takes over shares that nobody has begun, so that a busy machine costs no
/// more than one thread would.</para>
/// <para><b>Memory</b> A call allocates nothing. Between calls a worker spins for some microseconds, then yields, then sleeps, so
/// that small steps cost little and a busy machine loses nothing.</para>
/// <para>A team serves one caller at a time; a call from inside a job runs on the calling worker alone.</para>
/// </remarks>
public sealed class Workers : IDisposable
{
    private const int SpinRounds = 2000;
    private const int YieldRounds = 200;

    /// <summary>The number, from 1, of the worker that this thread is inside a job; 0 outside.</summary>
    [ThreadStatic]
    private static int _current;

    /// <summary>The team whose job this thread is inside.</summary>
    [ThreadStatic]
    private static Workers? _team;

    private readonly Thread[] _threads;
    private readonly SemaphoreSlim[] _wake;
    private readonly int[] _sleeping;
    private readonly Exception?[] _failures;
    private readonly Lock _gate = new();
    private readonly int[] _claimed;
    private int _generation;
    private int _unfinished;
    private bool _stopping;

    private unsafe delegate*<void*, int, int, int, void> _invoke;
    private unsafe void* _job;
    private int _jobCount;
    private int _jobGrain;

    /// <summary>Starts a team.</summary>
    /// <param name="count">The number of workers, the caller included; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public Workers(int count)
    {
        if (count < 1) Throw.OutOfRange(nameof(count), count, "1 or more");

        Count = count;
        _threads = new Thread[count - 1];
        _wake = new SemaphoreSlim[count - 1];
        _sleeping = new int[count - 1];
        _failures = new Exception?[count];
        _claimed = new int[count];
        for (int i = 0; i < _threads.Length; i++)
        {
            int worker = i + 1;
            _wake[i] = new SemaphoreSlim(0);
            _threads[i] = new Thread(() => Loop(worker)) { IsBackground = true, Name = $"Hourglass worker {worker}" };
            _threads[i].Start();
        }
    }

    /// <summary>Gets a team of one: the calling thread.</summary>
    public static Workers Single { get; } = new(1);

    /// <summary>Gets the number of workers, the caller included.</summary>
    public int Count { get; }

    /// <summary>Gets the number of workers that a call would use now: one from inside a job.</summary>
    public int Available => _current == 0 ? Count : 1;

    /// <summary>Runs a job over 0 .. count - 1 and returns when all of it is done; rethrows the first worker's exception.</summary>
    /// <typeparam name="TJob">The job, a struct.</typeparam>
    /// <param name="count">The number of outputs.</param>
    /// <param name="grain">Outputs come in multiples of this; a job of at most this many runs on the caller alone.</param>
    /// <param name="job">The work.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="grain"/> is below 1.</exception>
    /// <exception cref="ObjectDisposedException">The team has been disposed.</exception>
    public unsafe void For<TJob>(int count, int grain, in TJob job)
        where TJob : struct, IRangeJob
    {
        if (grain < 1) Throw.OutOfRange(nameof(grain), grain, "1 or more");
        if (count <= 0) return;
        if (Count == 1 || count <= grain || _current != 0)
        {
            // Workers of one team have their numbers; a thread from elsewhere is this team's caller.
            job.Run(0, count, ReferenceEquals(_team, this) ? _current - 1 : 0);
            return;
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping, this);
            TJob local = job;
            _invoke = &Invoke<TJob>;
            _job = Unsafe.AsPointer(ref local);
            _jobCount = count;
            _jobGrain = grain;
            Start();
            for (int share = 0; share < Count; share++) RunShare(share, _generation, 0);
            Join();
        }
    }

    /// <summary>Stops the threads.</summary>
    public void Dispose()
    {
        if (_threads.Length == 0 || _stopping) return;
        lock (_gate)
        {
            _stopping = true;
            Start();
        }

        foreach (Thread thread in _threads) thread.Join();
        foreach (SemaphoreSlim wake in _wake) wake.Dispose();
    }

    private static unsafe void Invoke<TJob>(void* job, int start, int end, int worker)
        where TJob : struct, IRangeJob => Unsafe.AsRef<TJob>(job).Run(start, end, worker);

    private void Start()
    {
        Volatile.Write(ref _unfinished, Count);
        Interlocked.Increment(ref _generation);
        for (int i = 0; i < _threads.Length; i++)
            if (Interlocked.Exchange(ref _sleeping[i], 0) == 1) _wake[i].Release();
    }

    private void Join()
    {
        for (int round = 0; Volatile.Read(ref _unfinished) != 0; round++)
        {
            if (round < SpinRounds) Thread.SpinWait(1);
            else Thread.Yield();
        }

        foreach (Exception? failure in _failures)
        {
            if (failure is null) continue;
            Array.Clear(_failures);
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Runs a share unless somebody else has it: the caller takes over what a worker has not begun.</summary>
    private unsafe void RunShare(int share, int generation, int worker)
    {
        // Every share of every generation is claimed exactly once, so the claim of a generation always follows that of the one before.
        if (Interlocked.CompareExchange(ref _claimed[share], generation, generation - 1) != generation - 1) return;

        long blocks = ((long)_jobCount + _jobGrain - 1) / _jobGrain;
        int start = (int)Math.Min(blocks * share / Count * _jobGrain, _jobCount);
        int end = (int)Math.Min(blocks * (share + 1) / Count * _jobGrain, _jobCount);
        _current = worker + 1;
        _team = this;
        try
        {
            if (start < end) _invoke(_job, start, end, worker);
        }
        catch (Exception failure)
        {
            _failures[share] = failure;
        }
        finally
        {
            _current = 0;
            _team = null;
            Interlocked.Decrement(ref _unfinished);
        }
    }

    private void Loop(int worker)
    {
        int seen = 0;
        while (true)
        {
            AwaitGeneration(worker - 1, seen);
            if (_stopping) return;
            seen = Volatile.Read(ref _generation);
            RunShare(worker, seen, worker);
        }
    }

    private void AwaitGeneration(int index, int seen)
    {
        for (int round = 0; Volatile.Read(ref _generation) == seen; round++)
        {
            if (round < SpinRounds) Thread.SpinWait(1);
            else if (round < SpinRounds + YieldRounds) Thread.Yield();
            else Sleep(index, seen);
        }
    }

    private void Sleep(int index, int seen)
    {
        Volatile.Write(ref _sleeping[index], 1);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _generation) == seen) _wake[index].Wait();
        else if (Interlocked.Exchange(ref _sleeping[index], 0) == 0) _wake[index].Wait();
    }
}

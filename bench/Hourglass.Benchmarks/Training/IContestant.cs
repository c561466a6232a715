namespace Hourglass.Benchmarks;

/// <summary>A side that trains a work when it is its turn.</summary>
internal interface IContestant
{
    /// <summary>Gets the name for tables: who, and with which setting.</summary>
    string Name { get; }

    /// <summary>Gets the number of threads that compute or spin all the time during a turn.</summary>
    int BusyThreads { get; }

    /// <summary>Trains for a while, going on where the last turn ended.</summary>
    /// <param name="seconds">How long at least.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<Measurement> TrainAsync(double seconds, CancellationToken cancellation);

    /// <summary>Trains over given batches from given weights with a fresh optimizer.</summary>
    /// <param name="start">The weights, batches and number of steps.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The loss before each step.</returns>
    Task<IReadOnlyList<double>> FollowAsync(Trajectory start, CancellationToken cancellation);
}

namespace Hourglass.Benchmarks;

/// <summary>PyTorch with one setting as a side.</summary>
internal sealed class PeerSide(PeerProcess peer) : IContestant
{
    /// <inheritdoc/>
    public string Name => $"PyTorch, {peer.Setting.Name}";

    /// <summary>Gets the number of threads that compute or spin all the time: passive ones sleep between the products.</summary>
    public int BusyThreads => peer.Setting.Spins ? peer.Setting.Threads : 1;

    /// <summary>Gets how it runs.</summary>
    public PeerSetting Setting => peer.Setting;

    /// <inheritdoc/>
    public Task<Measurement> TrainAsync(double seconds, CancellationToken cancellation) =>
        peer.AskAsync(new PeerCommand("train") { Seconds = seconds }, BenchmarkJson.Default.Measurement, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<double>> FollowAsync(Trajectory start, CancellationToken cancellation)
    {
        PeerCommand command = new("trajectory") { Init = start.WeightsFile, Order = start.OrderFile, Noise = start.NoiseFile, Steps = start.Steps };
        return (await peer.AskAsync(command, BenchmarkJson.Default.PeerTrajectory, cancellation).ConfigureAwait(false)).Losses;
    }

    /// <summary>Builds the network of a work.</summary>
    public Task BuildAsync(Work work, CancellationToken cancellation) =>
        peer.AskAsync(new PeerCommand("build") { Work = work.Name }, BenchmarkJson.Default.JsonElement, cancellation);

    /// <summary>Trains a work from the start for all its epochs, with a seed, and measures it on the test images.</summary>
    public async Task<PeerEpochs> FinishAsync(Work work, int seed, CancellationToken cancellation)
    {
        await peer.AskAsync(new PeerCommand("build") { Work = work.Name, Seed = seed }, BenchmarkJson.Default.JsonElement, cancellation).ConfigureAwait(false);
        PeerCommand command = new("epochs") { Count = work.Epochs, Eval = true };
        return await peer.AskAsync(command, BenchmarkJson.Default.PeerEpochs, cancellation).ConfigureAwait(false);
    }

    /// <summary>Asks the peer about itself.</summary>
    public Task<PeerInfo> InfoAsync(CancellationToken cancellation) =>
        peer.AskAsync(new PeerCommand("info"), BenchmarkJson.Default.PeerInfo, cancellation);
}

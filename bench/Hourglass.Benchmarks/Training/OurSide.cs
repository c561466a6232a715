using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>Hourglass as a side: steps of a plan over shuffled images, read batch by batch as the trainer reads them; or their codes.</summary>
internal sealed class OurSide : IContestant, IDisposable
{
    private const ulong Seed = 42;

    private readonly Work _work;
    private readonly Workers _workers;
    private readonly Network _network;
    private readonly Plan _plan;
    private readonly BatchOrder _order;
    private readonly WorkSource _source;
    private Optimizer _optimizer;
    private int _next;

    /// <summary>Builds the network and plans its training.</summary>
    public OurSide(Work work, ImageSet images, int threads)
    {
        RandomKey key = new(Seed);
        _work = work;
        _workers = new Workers(threads);
        _network = Network.Build(work.Model(), key);
        _plan = work.Task == WorkTask.Encode
            ? Plan.ForInference(_network, work.Batch, _workers)
            : Plan.ForTraining(_network, work.Batch, _workers, ownTarget: work.IsClassifier);
        _order = new BatchOrder(images.Count, work.Batch, key);
        _source = new WorkSource(images);
        _optimizer = work.Optimizer.Spec().Build(_network.Parameters);
    }

    /// <inheritdoc/>
    public string Name => $"Hourglass, {Text.Plural(_workers.Count, "thread")}";

    /// <inheritdoc/>
    public int BusyThreads => _workers.Count;

    /// <summary>Gets the bytes that the last turn allocated on its thread.</summary>
    public long AllocatedBytes { get; private set; }

    /// <inheritdoc/>
    public Task<Measurement> TrainAsync(double seconds, CancellationToken cancellation)
    {
        long steps = 0, samples = 0, allocated = GC.GetAllocatedBytesForCurrentThread();
        double loss, elapsed;
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = TimeProvider.System.GetTimestamp();
        do
        {
            ReadOnlyMemory<int> batch = NextBatch();
            loss = Step(batch);
            steps++;
            samples += batch.Length;
            elapsed = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        }
        while (elapsed < seconds);

        double cpuSeconds = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return Task.FromResult(new Measurement(steps, samples, elapsed, cpuSeconds, loss));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<double>> FollowAsync(Trajectory start, CancellationToken cancellation)
    {
        foreach ((Parameter parameter, float[] weights) in Trajectory.InOrder(_network).Zip(start.Weights))
            ParameterSet.Import(parameter, weights, _network.Parameters.Values);
        _optimizer = _work.Optimizer.Spec().Build(_network.Parameters);
        _plan.Key = Trajectory.NoiseKey;
        List<double> values = [];
        for (int i = 0; i < start.Steps; i++)
        {
            double loss = Step(start.Order.AsMemory(i * _work.Batch, _work.Batch));
            if (_work.Task == WorkTask.Train) values.Add(loss);
            else values.AddRange(Codes().Select(static code => (double)code));
        }

        return Task.FromResult<IReadOnlyList<double>>(values);
    }

    /// <summary>Stops the threads.</summary>
    public void Dispose() => _workers.Dispose();

    private ReadOnlyMemory<int> NextBatch()
    {
        if (_next == _order.Batches)
        {
            _order.Deal(_order.Epoch + 1);
            _next = 0;
        }

        return _order.Batch(_next++);
    }

    private double Step(ReadOnlyMemory<int> batch)
    {
        _plan.Columns = batch.Length;
        _source.Batch = batch;
        if (_work.Task == WorkTask.Encode)
        {
            _plan.Encode(_source);
            return _plan.Code[0, 0];
        }

        return _plan.Step(_optimizer, _work.Optimizer.LearningRate, _source);
    }

    private float[] Codes()
    {
        float[] codes = new float[_plan.Code.Rows * _plan.Columns];
        _plan.Code.CopyToSamples(codes);
        return codes;
    }
}

using BenchmarkDotNet.Attributes;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>A batch of images gathered from anywhere in 60,000 and widened.</summary>
public class Gather : KernelBenchmark
{
    private const int Count = 60_000, Pixels = 784;

    private readonly byte[] _images = new byte[Count * Pixels];
    private int[] _indices = [];
    private Tensor _batch;

    [Params(32, 256)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        RandomKey key = new(1);
        for (int i = 0; i < _images.Length; i++) _images[i] = (byte)i;
        _indices = [.. Enumerable.Range(0, Batch).Select(i => key.Below(i, Count))];
        _batch = new Tensor(new Shape(Pixels), Batch);
    }

    protected override void Run() => Widening.Gather(_images, _indices, 1f / byte.MaxValue, _batch, Workers.Single);
}

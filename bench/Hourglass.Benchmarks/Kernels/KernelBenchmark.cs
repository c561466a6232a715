using BenchmarkDotNet.Attributes;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>A kernel measured twice: one float at a time, and with the widest vectors of the machine.</summary>
[MemoryDiagnoser]
public abstract class KernelBenchmark
{
    /// <summary>The kernel with scalar code, what vectors are worth.</summary>
    [Benchmark(Baseline = true)]
    public void Scalar()
    {
        using Simd.Scope scope = Simd.Use(SimdWidth.Scalar);
        Run();
    }

    /// <summary>The kernel as it runs in training.</summary>
    [Benchmark]
    public void Widest() => Run();

    /// <summary>Runs the kernel on one thread.</summary>
    protected abstract void Run();

    /// <summary>Makes a tensor of random numbers.</summary>
    protected static Tensor Random(int rows, int columns, float low = -1, float high = 1)
    {
        Tensor tensor = new(new Shape(rows), columns);
        Fill(tensor.Span, low, high);
        return tensor;
    }

    /// <summary>Makes a buffer of random numbers.</summary>
    protected static BufferRange Random(int length)
    {
        BufferRange range = new(new FloatBuffer(length));
        Fill(range.Span, -0.05f, 0.05f);
        return range;
    }

    private static void Fill(Span<float> values, float low, float high) => new RandomKey(1).FillUniform(values, low, high);
}

using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>The structural similarity of 1,024 pairs of images of 28 x 28 pixels.</summary>
public class Ssim : KernelBenchmark
{
    private const int Count = 1024, Side = 28;

    private static readonly Shape Image = new(1, Side, Side);

    private readonly Tensor _x = Random(Image.Size, Count, 0, 1).Reshape(Image), _y = Random(Image.Size, Count, 0, 0.5f).Reshape(Image);
    private readonly double[] _indices = new double[Count];

    protected override void Run() => SsimKernel.Run(_x, _y, _indices, Workers.Single);
}

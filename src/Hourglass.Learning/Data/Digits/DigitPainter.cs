using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Paints digits one by one; each worker has its own, for the scratch memory.</summary>
internal sealed class DigitPainter
{
    private readonly PenPath _path = new();
    private readonly DigitTracer _tracer = new();
    private readonly PenRasterizer _rasterizer = new();
    private readonly byte[] _box = new byte[DigitNormalizer.Box * DigitNormalizer.Box];

    /// <summary>Paints one digit.</summary>
    /// <param name="key">The digit's own key.</param>
    /// <param name="picture">Receives 28 x 28 grey values.</param>
    /// <returns>What the digit was drawn from.</returns>
    public DigitFactors Paint(RandomKey key, Span<byte> picture)
    {
        DigitRandom random = new(key);
        DigitFactors factors = DigitStyle.Draw(ref random);
        _tracer.Trace(DigitSkeletons.ByClass[factors.Class][factors.Variant], factors, ref random, _path);
        (float width, float height) = DigitNormalizer.Fit(_path);
        _rasterizer.Draw(_path, ref random, _box);
        DigitNormalizer.Centre(_box, picture);
        return factors with { Width = width, Height = height };
    }
}

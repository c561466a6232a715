namespace Hourglass.Numerics;

/// <summary>Centres and scales the features of a batch.</summary>
public static class FeatureOffset
{
    /// <summary>Computes <c>x[f] = (x[f] - offset[f]) * scale[f]</c> in place; padding columns become zero.</summary>
    /// <param name="x">The batch.</param>
    /// <param name="offset">One number per feature.</param>
    /// <param name="scale">One number per feature.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">Sizes differ.</exception>
    public static unsafe void Subtract(Tensor x, ReadOnlySpan<float> offset, ReadOnlySpan<float> scale, Workers workers)
    {
        if (offset.Length != x.Rows || scale.Length != x.Rows)
            Throw.Argument(nameof(offset), $"Received {offset.Length} offsets and {scale.Length} scales for {x.Rows} features, expected one of each per feature.");
        fixed (float* offsets = offset, scales = scale)
            workers.ForVectors(x.Panels, 1, new Job { X = x.Pointer, Features = x.Rows, Offset = offsets, Scale = scales });
        x.ClearPadding();
        GC.KeepAlive(x.Buffer);
    }

    /// <summary>Items are panels.</summary>
    private unsafe struct Job : IVectorJob
    {
        public float* X;
        public int Features;
        public float* Offset;
        public float* Scale;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            for (int panel = start; panel < end; panel++)
            {
                float* x = X + ((nint)panel * Features * Tensor.PanelWidth);
                for (int feature = 0; feature < Features; feature++, x += Tensor.PanelWidth)
                {
                    TVec offset = TWidth.Broadcast(Offset[feature]), scale = TWidth.Broadcast(Scale[feature]);
                    for (int i = 0; i < Tensor.PanelWidth; i += TWidth.Count)
                        TWidth.Store(x + i, TWidth.Multiply(scale, TWidth.Subtract(TWidth.Load(x + i), offset)));
                }
            }
        }
    }
}

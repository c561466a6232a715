namespace Hourglass.Numerics;

/// <summary>Covers one block of each image.</summary>
public static class OcclusionKernel
{
    /// <summary>Computes <c>y = value</c> inside a block of each image, and x elsewhere.</summary>
    /// <remarks>
    /// <para><b>Gradient</b> The same call with a value of zero turns dY into dX.</para>
    /// <para><b>Determinism</b> The place is a function of the key and the sample's number in its batch: the upper edge is
    /// <c>key.Below(sample, 0, free rows)</c>, the left edge <c>key.Below(sample, 1, free columns)</c>.</para>
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="firstSample">The number of the first sample in its batch.</param>
    /// <param name="height">The rows of a block; at most those of an image.</param>
    /// <param name="width">The columns of a block; at most those of an image.</param>
    /// <param name="value">What the block is filled with, in all channels.</param>
    /// <param name="x">The images.</param>
    /// <param name="y">The output; may be the input.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ, or the block is larger than an image.</exception>
    public static unsafe void Run(
        RandomKey key, int firstSample, int height, int width, float value, Tensor x, Tensor y, Workers workers)
    {
        if (y.Shape != x.Shape || y.Columns != x.Columns)
            Throw.Argument(nameof(y), $"Received {y.Columns} samples of {y.Shape}, expected {x.Columns} of {x.Shape} as in the input.");
        if (height < 1 || height > x.Shape.Height || width < 1 || width > x.Shape.Width)
            Throw.Argument(nameof(height), $"Received a block of {height} x {width}, expected one that fits into {x.Shape}.");
        Job job = new()
        {
            Key = key,
            FirstSample = firstSample,
            Height = height,
            Width = width,
            Value = value,
            Shape = x.Shape,
            X = x.Pointer,
            Y = y.Pointer,
        };
        workers.ForVectors(x.Panels, 1, job);
        y.ClearPadding();
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(y.Buffer);
    }

    /// <summary>Items are panels of samples.</summary>
    private unsafe struct Job : IVectorJob
    {
        public RandomKey Key;
        public int FirstSample;
        public int Height;
        public int Width;
        public float Value;
        public Shape Shape;
        public float* X;
        public float* Y;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            float* middles = stackalloc float[2 * Tensor.PanelWidth];
            for (int panel = start; panel < end; panel++)
            {
                for (int i = 0; i < Tensor.PanelWidth; i++)
                {
                    int sample = FirstSample + (panel * Tensor.PanelWidth) + i;
                    middles[i] = Key.Below(sample, 0, Shape.Height - Height + 1) + (0.5f * (Height - 1));
                    middles[Tensor.PanelWidth + i] = Key.Below(sample, 1, Shape.Width - Width + 1) + (0.5f * (Width - 1));
                }

                nint place = (nint)panel * Shape.Size * Tensor.PanelWidth;
                for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
                    Cover<TWidth, TVec>(place + column, TWidth.Load(middles + column), TWidth.Load(middles + Tensor.PanelWidth + column));
            }
        }

        private readonly void Cover<TWidth, TVec>(nint at, TVec middleY, TVec middleX)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            TVec value = TWidth.Broadcast(Value), zero = TWidth.Broadcast(0);
            for (int row = 0; row < Shape.Height; row++)
            {
                TVec beyondY = Beyond<TWidth, TVec>(row, middleY, Height);
                for (int column = 0; column < Shape.Width; column++)
                {
                    TVec inside = TWidth.LessThan(TWidth.Max(beyondY, Beyond<TWidth, TVec>(column, middleX, Width)), zero);
                    for (int channel = 0; channel < Shape.Channels; channel++, at += Tensor.PanelWidth)
                        TWidth.Store(Y + at, TWidth.Select(inside, value, TWidth.Load(X + at)));
                }
            }
        }

        /// <summary>Computes how far a place lies outside of a block; negative inside.</summary>
        private static TVec Beyond<TWidth, TVec>(int place, TVec middle, int side)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct =>
            TWidth.Subtract(TWidth.Abs(TWidth.Subtract(TWidth.Broadcast(place), middle)), TWidth.Broadcast(0.5f * side));
    }
}

namespace Hourglass.Numerics;

/// <summary>The sizes of a batch, seen channel by channel.</summary>
internal readonly record struct ChannelsOfBatch(int Channels, int Cells, int Columns)
{
    /// <summary>Counts the samples of a panel, which padding is not.</summary>
    public int SamplesOf(int panel) => Math.Min(Tensor.PanelWidth, Columns - (panel * Tensor.PanelWidth));

    /// <summary>Counts the values of one channel of a panel.</summary>
    public long ValuesOf(int panel) => (long)Cells * SamplesOf(panel);
}

/// <summary>One channel of one panel: <see cref="Cells"/> rows of 32 samples, each <see cref="Stride"/> floats after the one before.</summary>
internal readonly record struct ChannelOfPanel(int Panel, int Channel, int Channels, int Cells, int Samples)
{
    public nint Start => (((nint)Panel * Cells * Channels) + Channel) * Tensor.PanelWidth;

    public nint Stride => (nint)Channels * Tensor.PanelWidth;

    public int Partial => 2 * ((Panel * Channels) + Channel);
}

/// <summary>What is done with one channel of one panel.</summary>
internal interface IChannelWork
{
    void Run<TWidth, TVec>(ChannelOfPanel channel)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;
}

/// <summary>Runs work over the channels of all panels.</summary>
internal struct BatchNormJob<TWork> : IVectorJob
    where TWork : struct, IChannelWork
{
    public ChannelsOfBatch Batch;
    public TWork Work;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int item = start; item < end; item++)
        {
            int panel = item / Batch.Channels;
            Work.Run<TWidth, TVec>(new(panel, item % Batch.Channels, Batch.Channels, Batch.Cells, Batch.SamplesOf(panel)));
        }
    }
}

/// <summary>Sums over the samples that exist.</summary>
internal static unsafe class Lanes
{
    /// <summary>Adds the first of 32 numbers, one for each sample; the others become zero.</summary>
    public static float Sum<TWidth, TVec>(float* lanes, int samples)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        new Span<float>(lanes + samples, Tensor.PanelWidth - samples).Clear();
        TVec sum = TWidth.Load(lanes);
        for (int i = TWidth.Count; i < Tensor.PanelWidth; i += TWidth.Count) sum = TWidth.Add(sum, TWidth.Load(lanes + i));
        return TWidth.Sum(sum);
    }
}

/// <summary>The mean of a channel of a panel, and the sum of squares around it.</summary>
internal unsafe struct MomentsOfPanel : IChannelWork
{
    public float* X;
    public float* Partials;

    public readonly void Run<TWidth, TVec>(ChannelOfPanel channel)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* lanes = stackalloc float[Tensor.PanelWidth];
        for (int i = 0; i < Tensor.PanelWidth; i += TWidth.Count)
        {
            float* x = X + channel.Start + i;
            TVec sum = TWidth.Load(x);
            for (int cell = 1; cell < channel.Cells; cell++) sum = TWidth.Add(sum, TWidth.Load(x += channel.Stride));
            TWidth.Store(lanes + i, sum);
        }

        float mean = Lanes.Sum<TWidth, TVec>(lanes, channel.Samples) / ((float)channel.Cells * channel.Samples);
        TVec center = TWidth.Broadcast(mean);
        for (int i = 0; i < Tensor.PanelWidth; i += TWidth.Count)
        {
            float* x = X + channel.Start + i;
            TVec sum = TWidth.Broadcast(0);
            for (int cell = 0; cell < channel.Cells; cell++, x += channel.Stride)
            {
                TVec away = TWidth.Subtract(TWidth.Load(x), center);
                sum = TWidth.Fma(away, away, sum);
            }

            TWidth.Store(lanes + i, sum);
        }

        Partials[channel.Partial] = mean;
        Partials[channel.Partial + 1] = Lanes.Sum<TWidth, TVec>(lanes, channel.Samples);
    }
}

/// <summary><c>y = gamma (x - mean) / sqrt(variance + epsilon) + beta</c>.</summary>
internal unsafe struct NormalizePanel : IChannelWork
{
    public float* X;
    public float* Y;
    public float* Mean;
    public float* Variance;
    public float* Gamma;
    public float* Beta;
    public float Epsilon;

    public readonly void Run<TWidth, TVec>(ChannelOfPanel channel)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec mean = TWidth.Broadcast(Mean[channel.Channel]), beta = TWidth.Broadcast(Beta[channel.Channel]);
        TVec factor = TWidth.Broadcast(Gamma[channel.Channel] / MathF.Sqrt(Variance[channel.Channel] + Epsilon));
        nint place = channel.Start;
        for (int cell = 0; cell < channel.Cells; cell++, place += channel.Stride)
            for (int i = 0; i < Tensor.PanelWidth; i += TWidth.Count)
                TWidth.Store(Y + place + i, TWidth.Fma(TWidth.Subtract(TWidth.Load(X + place + i), mean), factor, beta));
    }
}

/// <summary>The sums of <c>dy xhat</c> and of <c>dy</c> over a channel of a panel.</summary>
internal unsafe struct GradientSums : IChannelWork
{
    public float* X;
    public float* Dy;
    public float* Mean;
    public float* Variance;
    public float Epsilon;
    public float* Partials;

    public readonly void Run<TWidth, TVec>(ChannelOfPanel channel)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* products = stackalloc float[Tensor.PanelWidth];
        float* gradients = stackalloc float[Tensor.PanelWidth];
        TVec mean = TWidth.Broadcast(Mean[channel.Channel]);
        for (int i = 0; i < Tensor.PanelWidth; i += TWidth.Count)
        {
            TVec product = TWidth.Broadcast(0), gradient = TWidth.Broadcast(0);
            nint place = channel.Start + i;
            for (int cell = 0; cell < channel.Cells; cell++, place += channel.Stride)
            {
                TVec dy = TWidth.Load(Dy + place);
                product = TWidth.Fma(dy, TWidth.Subtract(TWidth.Load(X + place), mean), product);
                gradient = TWidth.Add(gradient, dy);
            }

            TWidth.Store(products + i, product);
            TWidth.Store(gradients + i, gradient);
        }

        float inverse = 1 / MathF.Sqrt(Variance[channel.Channel] + Epsilon);
        Partials[channel.Partial] = Lanes.Sum<TWidth, TVec>(products, channel.Samples) * inverse;
        Partials[channel.Partial + 1] = Lanes.Sum<TWidth, TVec>(gradients, channel.Samples);
    }
}

/// <summary><c>dx = gamma / sqrt(variance + epsilon) (dy - dbeta / n - xhat dgamma / n)</c>.</summary>
internal unsafe struct InputGradientOfPanel : IChannelWork
{
    public float* X;
    public float* Dy;
    public float* Dx;
    public float* Mean;
    public float* Variance;
    public float* Gamma;
    public float* Dgamma;
    public float* Dbeta;
    public float Epsilon;
    public long Count;

    public readonly void Run<TWidth, TVec>(ChannelOfPanel channel)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float inverse = 1 / MathF.Sqrt(Variance[channel.Channel] + Epsilon), gamma = Gamma[channel.Channel];
        TVec mean = TWidth.Broadcast(Mean[channel.Channel]), factor = TWidth.Broadcast(gamma * inverse);
        TVec offset = TWidth.Broadcast(-gamma * inverse * Dbeta[channel.Channel] / Count);
        TVec slope = TWidth.Broadcast(-gamma * inverse * inverse * Dgamma[channel.Channel] / Count);
        nint place = channel.Start;
        for (int cell = 0; cell < channel.Cells; cell++, place += channel.Stride)
        {
            for (int i = 0; i < Tensor.PanelWidth; i += TWidth.Count)
            {
                TVec line = TWidth.Fma(TWidth.Subtract(TWidth.Load(X + place + i), mean), slope, offset);
                TWidth.Store(Dx + place + i, TWidth.Fma(TWidth.Load(Dy + place + i), factor, line));
            }

            new Span<float>(Dx + place + channel.Samples, Tensor.PanelWidth - channel.Samples).Clear();
        }
    }
}

namespace Hourglass.Numerics;

/// <summary>Means and variances of each channel, or numbers that go with them.</summary>
/// <param name="Mean">One mean for each channel.</param>
/// <param name="Variance">One variance for each channel, over all values and not one less.</param>
public readonly record struct ChannelStatistics(BufferRange Mean, BufferRange Variance);

/// <summary>Normalizes each channel of a batch: over rows, columns and samples, of which padding is none.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>xhat = (x - mean) / sqrt(variance + epsilon)</c>, <c>y = gamma xhat + beta</c>.</para>
/// <para><b>Determinism</b> A channel of a panel is one sum, panels are joined in order in double precision: same bits for any number of workers.</para>
/// </remarks>
public static class BatchNormKernel
{
    /// <summary>Counts the floats that hold two numbers for each channel of each panel.</summary>
    /// <param name="channels">The channels.</param>
    /// <param name="panels">The panels of the batch.</param>
    public static int PartialLength(int channels, int panels) => checked(2 * channels * panels);

    /// <summary>Computes the statistics of a batch.</summary>
    /// <param name="x">The batch.</param>
    /// <param name="partials">Scratch of <see cref="PartialLength"/> floats.</param>
    /// <param name="statistics">Receives means and variances.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">There is too little memory.</exception>
    public static unsafe void Moments(Tensor x, BufferRange partials, ChannelStatistics statistics, Workers workers)
    {
        int channels = Check(x, statistics);
        CheckLength(partials, PartialLength(channels, x.Panels), nameof(partials));
        BatchNormJob<MomentsOfPanel> job = new() { Batch = Channels(x), Work = new() { X = x.Pointer, Partials = partials.Pointer } };
        workers.ForVectors(x.Panels * channels, Grain(x), job);
        Join(x, partials.Span, statistics);
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(partials.Buffer);
    }

    /// <summary>Normalizes.</summary>
    /// <param name="x">The batch.</param>
    /// <param name="statistics">Those of the batch, or running ones.</param>
    /// <param name="gamma">One factor for each channel.</param>
    /// <param name="beta">One number added to each channel.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="y">Receives the result.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void Normalize(
        Tensor x, ChannelStatistics statistics, BufferRange gamma, BufferRange beta, float epsilon, Tensor y, Workers workers)
    {
        int channels = Check(x, statistics);
        CheckSame(x, y, nameof(y));
        CheckLength(gamma, channels, nameof(gamma));
        CheckLength(beta, channels, nameof(beta));
        NormalizePanel work = new()
        {
            X = x.Pointer,
            Y = y.Pointer,
            Mean = statistics.Mean.Pointer,
            Variance = statistics.Variance.Pointer,
            Gamma = gamma.Pointer,
            Beta = beta.Pointer,
            Epsilon = epsilon,
        };
        workers.ForVectors(x.Panels * channels, Grain(x), new BatchNormJob<NormalizePanel> { Batch = Channels(x), Work = work });
        KeepAlive(x, y, statistics);
        GC.KeepAlive(gamma.Buffer);
        GC.KeepAlive(beta.Buffer);
    }

    /// <summary>Computes the gradients of gamma, <c>sum of dy xhat</c>, and beta, <c>sum of dy</c>, over the batch.</summary>
    /// <param name="x">The batch.</param>
    /// <param name="dy">The gradient of the result.</param>
    /// <param name="statistics">Those of the batch.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="partials">Scratch of <see cref="PartialLength"/> floats.</param>
    /// <param name="dgamma">Receives one number for each channel.</param>
    /// <param name="dbeta">Receives one number for each channel.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void ParameterGradients(
        Tensor x, Tensor dy, ChannelStatistics statistics, float epsilon, BufferRange partials, Span<float> dgamma, Span<float> dbeta, Workers workers)
    {
        int channels = Check(x, statistics);
        CheckSame(x, dy, nameof(dy));
        CheckLength(partials, PartialLength(channels, x.Panels), nameof(partials));
        GradientSums work = new()
        {
            X = x.Pointer,
            Dy = dy.Pointer,
            Mean = statistics.Mean.Pointer,
            Variance = statistics.Variance.Pointer,
            Epsilon = epsilon,
            Partials = partials.Pointer,
        };
        workers.ForVectors(x.Panels * channels, Grain(x), new BatchNormJob<GradientSums> { Batch = Channels(x), Work = work });
        Add(partials.Span, channels, x.Panels, dgamma, dbeta);
        KeepAlive(x, dy, statistics);
        GC.KeepAlive(partials.Buffer);
    }

    /// <summary>Computes <c>dx = gamma / sqrt(variance + epsilon) (dy - dbeta / n - xhat dgamma / n)</c>; padding becomes zero.</summary>
    /// <param name="x">The batch.</param>
    /// <param name="dy">The gradient of the result.</param>
    /// <param name="statistics">Those of the batch.</param>
    /// <param name="gamma">One factor for each channel.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="dgamma">The gradient of gamma over this batch.</param>
    /// <param name="dbeta">The gradient of beta over this batch.</param>
    /// <param name="dx">Receives the gradient of the batch.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void InputGradient(
        Tensor x, Tensor dy, ChannelStatistics statistics, BufferRange gamma, float epsilon, BufferRange dgamma, BufferRange dbeta, Tensor dx,
        Workers workers)
    {
        int channels = Check(x, statistics);
        CheckSame(x, dy, nameof(dy));
        CheckSame(x, dx, nameof(dx));
        CheckLength(gamma, channels, nameof(gamma));
        CheckLength(dgamma, channels, nameof(dgamma));
        CheckLength(dbeta, channels, nameof(dbeta));
        InputGradientOfPanel work = new()
        {
            X = x.Pointer,
            Dy = dy.Pointer,
            Dx = dx.Pointer,
            Mean = statistics.Mean.Pointer,
            Variance = statistics.Variance.Pointer,
            Gamma = gamma.Pointer,
            Dgamma = dgamma.Pointer,
            Dbeta = dbeta.Pointer,
            Epsilon = epsilon,
            Count = ValuesPerChannel(x),
        };
        workers.ForVectors(x.Panels * channels, Grain(x), new BatchNormJob<InputGradientOfPanel> { Batch = Channels(x), Work = work });
        KeepAlive(x, dy, statistics);
        GC.KeepAlive(dx.Buffer);
        GC.KeepAlive(gamma.Buffer);
        GC.KeepAlive(dgamma.Buffer);
        GC.KeepAlive(dbeta.Buffer);
    }

    /// <summary>Counts the values of one channel of a batch.</summary>
    private static long ValuesPerChannel(Tensor x) => (long)x.Shape.Height * x.Shape.Width * x.Columns;

    private static ChannelsOfBatch Channels(Tensor x) => new(x.Shape.Channels, x.Shape.Height * x.Shape.Width, x.Columns);

    private static int Grain(Tensor x) => 1 + (256 / (x.Shape.Height * x.Shape.Width));

    /// <summary>Joins the means and the sums of squares around them of all panels (Chan, Golub and LeVeque 1979).</summary>
    private static void Join(Tensor x, ReadOnlySpan<float> partials, ChannelStatistics statistics)
    {
        int channels = x.Shape.Channels;
        ChannelsOfBatch batch = Channels(x);
        Span<float> means = statistics.Mean.Span, variances = statistics.Variance.Span;
        double all = ValuesPerChannel(x);
        for (int channel = 0; channel < channels; channel++)
        {
            double mean = 0, squares = 0;
            for (int panel = 0; panel < x.Panels; panel++) mean += batch.ValuesOf(panel) * (double)partials[2 * ((panel * channels) + channel)] / all;
            for (int panel = 0; panel < x.Panels; panel++)
            {
                int place = 2 * ((panel * channels) + channel);
                double away = partials[place] - mean;
                squares += partials[place + 1] + (batch.ValuesOf(panel) * away * away);
            }

            means[channel] = (float)mean;
            variances[channel] = (float)(squares / all);
        }
    }

    private static void Add(ReadOnlySpan<float> partials, int channels, int panels, Span<float> first, Span<float> second)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            double sum = 0, other = 0;
            for (int panel = 0; panel < panels; panel++)
            {
                int place = 2 * ((panel * channels) + channel);
                sum += partials[place];
                other += partials[place + 1];
            }

            first[channel] = (float)sum;
            second[channel] = (float)other;
        }
    }

    private static int Check(Tensor x, ChannelStatistics statistics)
    {
        CheckLength(statistics.Mean, x.Shape.Channels, nameof(statistics));
        CheckLength(statistics.Variance, x.Shape.Channels, nameof(statistics));
        return x.Shape.Channels;
    }

    private static void CheckSame(Tensor x, Tensor other, string parameter)
    {
        if (other.Shape != x.Shape || other.Columns != x.Columns)
            Throw.Argument(parameter, $"Received {other.Columns} samples of {other.Shape}, expected {x.Columns} of {x.Shape}.");
    }

    private static void CheckLength(BufferRange range, int least, string parameter)
    {
        if (range.Length < least) Throw.Argument(parameter, $"Received {range.Length} floats, expected {least} or more.");
    }

    private static void KeepAlive(Tensor x, Tensor y, ChannelStatistics statistics)
    {
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(y.Buffer);
        GC.KeepAlive(statistics.Mean.Buffer);
        GC.KeepAlive(statistics.Variance.Buffer);
    }
}

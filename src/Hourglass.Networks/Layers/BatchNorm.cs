using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Normalizes each channel over rows, columns and samples.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>xhat = (X - mean) / sqrt(variance + epsilon)</c>, <c>Y = gamma xhat + beta</c>: in training with the statistics of the batch,
/// elsewhere with running ones.</para>
/// <para><b>Gradient</b> <c>dbeta = sum of dY</c>, <c>dgamma = sum of dY xhat</c>,
/// <c>dX = gamma / sqrt(variance + epsilon) (dY - dbeta / n - xhat dgamma / n)</c> over the n values of a channel. docs/math/normalization.md</para>
/// <para><b>Memory</b> Statistics of the batch, saved; gradients of gamma and beta, in scratch; two numbers per panel and channel in both.</para>
/// <para><b>Determinism</b> Same bits for any number of workers. Running statistics move in <see cref="BackwardParameters"/>, once per step and with
/// the other parameters: a forward pass changes nothing, and neither does a step that is given up because its loss is not finite.</para>
/// <para><b>Source</b> Ioffe and Szegedy, Batch Normalization, ICML 2015.</para>
/// </remarks>
public sealed class BatchNorm : Layer
{
    private const int Gamma = 0, Beta = 1, RunningMean = 2, RunningVariance = 3;

    private readonly double _momentum;
    private readonly float _epsilon;

    /// <summary>Describes a normalization.</summary>
    /// <param name="shape">The shape of one sample.</param>
    /// <param name="momentum">How much of the running statistics stays in a training step.</param>
    /// <param name="epsilon">Added to the variance; positive.</param>
    public BatchNorm(Shape shape, double momentum, double epsilon)
        : base(shape, shape)
    {
        _momentum = momentum;
        _epsilon = (float)epsilon;
        Parameters =
        [
            Affine.Parameter("gamma", ParameterKind.Bias, shape.Channels),
            Affine.Parameter("beta", ParameterKind.Bias, shape.Channels),
            Affine.Parameter("running_mean", ParameterKind.State, shape.Channels),
            Affine.Parameter("running_variance", ParameterKind.State, shape.Channels),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterInfo> Parameters { get; }

    /// <inheritdoc/>
    public override bool NeedsWholeBatch => true;

    /// <inheritdoc/>
    public override int SavedPerPanel => 2 * BatchNormKernel.PartialLength(Channels, panels: 1);

    /// <inheritdoc/>
    public override int ScratchPerPanel => 2 * BatchNormKernel.PartialLength(Channels, panels: 1);

    private int Channels => Input.Channels;

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        ChannelStatistics statistics = new(pass.Parameters[RunningMean], pass.Parameters[RunningVariance]);
        if (pass.Mode == PassMode.Training)
        {
            statistics = OfBatch(pass.Saved);
            BatchNormKernel.Moments(pass.X, Partials(pass.Saved), statistics, pass.Workers);
        }

        BatchNormKernel.Normalize(pass.X, statistics, pass.Parameters[Gamma], pass.Parameters[Beta], _epsilon, pass.Y, pass.Workers);
    }

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        ChannelStatistics statistics = OfBatch(pass.Saved);
        BufferRange dgamma = pass.Scratch.Slice(0, Channels), dbeta = pass.Scratch.Slice(Channels, Channels);
        BatchNormKernel.ParameterGradients(
            pass.X, pass.Dy, statistics, _epsilon, Partials(pass.Scratch), dgamma.Span, dbeta.Span, pass.Workers);
        if (pass.NeedsDx)
            BatchNormKernel.InputGradient(pass.X, pass.Dy, statistics, pass.Parameters[Gamma], _epsilon, dgamma, dbeta, pass.Dx, pass.Workers);
    }

    /// <inheritdoc/>
    public override void BackwardParameters(in LayerPass pass)
    {
        Affine.Finish(pass, Gamma, pass.Scratch.Slice(0, Channels).Span);
        Affine.Finish(pass, Beta, pass.Scratch.Slice(Channels, Channels).Span);
        ChannelStatistics statistics = OfBatch(pass.Saved);
        Follow(pass.Parameters[RunningMean].Span, statistics.Mean.Span);
        Follow(pass.Parameters[RunningVariance].Span, statistics.Variance.Span);
    }

    /// <inheritdoc/>
    public override void Initialize(int parameter, RandomKey key, Span<float> stored)
    {
        if (parameter is Gamma or RunningVariance) stored[..Channels].Fill(1);
    }

    /// <summary>The statistics come first, the sums of each panel after them.</summary>
    private ChannelStatistics OfBatch(BufferRange saved) => new(saved.Slice(0, Channels), saved.Slice(Channels, Channels));

    private BufferRange Partials(BufferRange memory) => memory.Slice(2 * Channels, memory.Length - (2 * Channels));

    private void Follow(Span<float> running, ReadOnlySpan<float> batch)
    {
        for (int i = 0; i < batch.Length; i++) running[i] = (float)((_momentum * running[i]) + ((1 - _momentum) * batch[i]));
    }
}

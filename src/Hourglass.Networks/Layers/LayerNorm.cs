using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Normalizes each sample over all its features.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>xhat = (X - mean) / sqrt(variance + epsilon)</c> with mean and variance of each sample, <c>Y = gamma xhat + beta</c> with
/// a gamma and a beta for each feature.</para>
/// <para><b>Gradient</b> <c>dbeta = sum of dY</c> and <c>dgamma = sum of dY xhat</c> over samples; with <c>g = gamma dY</c>,
/// <c>dX = (g - mean of g - xhat mean of (g xhat)) / sqrt(variance + epsilon)</c>. docs/math/normalization.md</para>
/// <para><b>Memory</b> Mean and inverse deviation of each sample, saved; sums over the samples of each panel, in scratch.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// <para><b>Source</b> Ba, Kiros and Hinton, Layer Normalization, 2016.</para>
/// </remarks>
public sealed class LayerNorm : Layer
{
    private const int Gamma = 0, Beta = 1;

    private readonly float _epsilon;

    /// <summary>Describes a normalization.</summary>
    /// <param name="shape">The shape of one sample.</param>
    /// <param name="epsilon">Added to the variance; positive.</param>
    public LayerNorm(Shape shape, double epsilon)
        : base(shape, shape)
    {
        _epsilon = (float)epsilon;
        Parameters = [Affine.Parameter("gamma", ParameterKind.Bias, shape.Size), Affine.Parameter("beta", ParameterKind.Bias, shape.Size)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterInfo> Parameters { get; }

    /// <inheritdoc/>
    public override int SavedPerPanel => LayerNormKernel.SavedPerPanel;

    /// <inheritdoc/>
    public override int ScratchPerPanel => 2 * Input.Size;

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass) =>
        LayerNormKernel.Forward(pass.X, pass.Parameters[Gamma], pass.Parameters[Beta], _epsilon, pass.Y, pass.Saved, pass.Workers);

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass) => LayerNormKernel.Backward(
        pass.X, pass.Dy, pass.Parameters[Gamma], pass.Saved, pass.NeedsDx ? pass.Dx : null, pass.Scratch, pass.Workers);

    /// <inheritdoc/>
    public override void BackwardParameters(in LayerPass pass)
    {
        Finish(pass, Gamma, 0);
        Finish(pass, Beta, Input.Size);
    }

    /// <inheritdoc/>
    public override void Initialize(int parameter, RandomKey key, Span<float> stored)
    {
        if (parameter == Gamma) stored[..Input.Size].Fill(1);
    }

    /// <summary>Adds the sums of the panels in order.</summary>
    private void Finish(in LayerPass pass, int parameter, int first)
    {
        Span<float> gradient = pass.Gradients[parameter].Span;
        if (!pass.AddGradients) gradient.Clear();
        for (int panel = 0; panel < pass.X.Panels; panel++)
        {
            ReadOnlySpan<float> sums = pass.Scratch.Slice((panel * ScratchPerPanel) + first, Input.Size).Span;
            for (int i = 0; i < sums.Length; i++) gradient[i] += sums[i];
        }

        pass.Complete(parameter);
    }
}

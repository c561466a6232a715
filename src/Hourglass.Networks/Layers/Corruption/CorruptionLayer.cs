using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Damages samples while a network learns and while its loss is measured, and passes them on unchanged where it is used.</summary>
/// <remarks>
/// <para>A network that is to undo the damage is a denoising autoencoder: put the layer first in the encoder. The target stays clean, because the
/// loss compares with the input of the network; the loss on validation samples is measured under damage too, as it would otherwise judge another
/// task than the one that is learned. For a function of one sample derive from <see cref="SampleCorruption"/>.</para>
/// <para><b>Determinism</b> Draw numbers from <see cref="LayerPass.Key"/> by the sample's number in its batch, <see cref="LayerPass.FirstSample"/>
/// and following, and by feature: the batch may come panel by panel, from several workers.</para>
/// <para><b>Source</b> Vincent et al., Extracting and Composing Robust Features with Denoising Autoencoders, ICML 2008.</para>
/// </remarks>
/// <param name="shape">The shape of one sample.</param>
public abstract class CorruptionLayer(Shape shape) : Layer(shape, shape)
{
    /// <inheritdoc/>
    public sealed override void Forward(in LayerPass pass)
    {
        if (pass.Mode != PassMode.Inference) Corrupt(pass);
        else pass.X.Span.CopyTo(pass.Y.Span);
    }

    /// <inheritdoc/>
    public sealed override void BackwardInput(in LayerPass pass)
    {
        if (!pass.NeedsDx) return;
        if (pass.Mode != PassMode.Inference) CorruptGradient(pass);
        else pass.Dy.Span.CopyTo(pass.Dx.Span);
    }

    /// <summary>Computes the damaged Y from X.</summary>
    /// <param name="pass">The memory, in training or evaluation.</param>
    protected abstract void Corrupt(in LayerPass pass);

    /// <summary>Computes Dx from Dy under the same damage; nobody asks for it where the layer stands first.</summary>
    /// <param name="pass">The memory, in training.</param>
    protected abstract void CorruptGradient(in LayerPass pass);
}

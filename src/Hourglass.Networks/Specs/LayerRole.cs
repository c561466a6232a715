namespace Hourglass.Networks;

/// <summary>What a layer is to the reader of a summary or a drawing.</summary>
public enum LayerRole
{
    /// <summary>Computes new features; drawn as an arrow to a block of its own.</summary>
    Transform,

    /// <summary>Computes the code of a model whose code is drawn at random; drawn as a block with a badge.</summary>
    Latent,

    /// <summary>Bends features one by one; written on the arrow before it.</summary>
    Activation,

    /// <summary>Scales features by their statistics; written on the arrow before it.</summary>
    Normalization,

    /// <summary>Spoils features in training; a badge on the arrow behind it.</summary>
    Noise,

    /// <summary>Adds a term to the loss; a badge on the block before it.</summary>
    Penalty,

    /// <summary>Reads the same features under another shape; not drawn.</summary>
    View,
}

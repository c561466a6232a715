namespace Hourglass.Learning;

/// <summary>How a named model damages its input in training; the words are those of the layers.</summary>
public enum NoiseKind
{
    /// <summary>Pixels are dropped: <see cref="ModelOptions.Drop"/>.</summary>
    Mask,

    /// <summary>Normal noise is added and pixels are kept in [0, 1]: <see cref="ModelOptions.Deviation"/>.</summary>
    GaussianNoise,

    /// <summary>Pixels become black or white: <see cref="ModelOptions.Share"/>.</summary>
    SaltAndPepper,

    /// <summary>A square is covered: <see cref="ModelOptions.Block"/>.</summary>
    BlockOcclusion,

    /// <summary>The image loses its sharpness: <see cref="ModelOptions.Blur"/>.</summary>
    Blur,
}

using Hourglass.Learning;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>What a generator's command made.</summary>
/// <param name="Name">What its files are called: samples, interpolation, manifold.</param>
/// <param name="Method">Where the codes came from, in a word: prior, gaussian, linear, spherical, quantiles.</param>
/// <param name="Description">The same in a sentence.</param>
/// <param name="Shape">The shape of what was decoded.</param>
/// <param name="Codes">The codes, one after the other.</param>
/// <param name="Decoded">What they decode to.</param>
internal sealed record Generated(string Name, string Method, string Description, Shape Shape, float[] Codes, float[] Decoded)
{
    /// <summary>Gets how the images are laid out.</summary>
    public required Func<ImageBatch, Bitmap> Layout { get; init; }

    /// <summary>Gets whether they move.</summary>
    public bool Moves { get; init; }

    /// <summary>Gets whether what was decoded can be drawn.</summary>
    public bool IsPicture => Shape is { Height: > 1, Width: > 1, Channels: 1 or 3 };
}

using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Words what is said of pixels and images for data that are none.</summary>
public static class SampleWords
{
    /// <summary>Tells whether samples are images.</summary>
    /// <param name="shape">The shape of one.</param>
    public static bool IsImage(Shape shape) => shape is { Height: > 1, Width: > 1 };

    /// <summary>Puts features in place of pixels, and samples in place of images, where samples are no images.</summary>
    /// <param name="shape">The shape of one.</param>
    /// <param name="text">The words.</param>
    public static string For(Shape shape, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsImage(shape)
            ? text
            : text.Replace("pixel", "feature", StringComparison.Ordinal).Replace(" an image", " a sample", StringComparison.Ordinal).Replace("image", "sample", StringComparison.Ordinal);
    }
}

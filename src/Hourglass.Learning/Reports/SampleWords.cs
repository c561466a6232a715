using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Words what is said of pixels and images for data that are none.</summary>
public static class SampleWords
{
    // What is said of images, and of other samples; in every language the longer words come first.
    private static readonly (string Image, string Other)[] Pairs =
    [
        (Phrase.Mark(" an image"), Phrase.Mark(" a sample")),
        (Phrase.Mark("images"), Phrase.Mark("samples")),
        (Phrase.Mark("image"), Phrase.Mark("sample")),
        (Phrase.Mark("pixels"), Phrase.Mark("features")),
        (Phrase.Mark("pixel"), Phrase.Mark("feature")),
    ];

    /// <summary>Tells whether samples are images.</summary>
    /// <param name="shape">The shape of one.</param>
    public static bool IsImage(Shape shape) => shape is { Height: > 1, Width: > 1 };

    /// <summary>Puts features in place of pixels, and samples in place of images, where samples are no images.</summary>
    /// <param name="shape">The shape of one.</param>
    /// <param name="text">The words, as <see cref="Phrase"/> says them.</param>
    public static string For(Shape shape, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsImage(shape)
            ? text
            : Pairs.Aggregate(text, static (said, pair) => said.Replace(Phrase.Of(pair.Image), Phrase.Of(pair.Other), StringComparison.Ordinal));
    }
}

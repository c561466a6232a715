namespace Hourglass.Learning;

/// <summary>Lays out what a decoder makes of codes, always in one look: white paper, narrow gaps, about as wide as a page.</summary>
public static class GeneratedPictures
{
    private const int PageWidth = 1200, StripWidth = 2000, MovingWidth = 320, LargestScale = 8;
    private const int Gap = 2, WideGap = 10;

    // At ten frames a second a path of ten steps takes a second; its ends are held as long, to be seen for what they are.
    private static readonly TimeSpan StepDelay = TimeSpan.FromMilliseconds(100), EndDelay = TimeSpan.FromMilliseconds(800);

    /// <summary>Lays out images that are independent of each other, in a grid that is nearly square.</summary>
    /// <param name="images">The images; at least one.</param>
    /// <param name="scale">How many pixels wide and high one pixel becomes; by default as many as fit a page.</param>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static Bitmap Samples(ImageBatch images, int? scale = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        int columns = (int)Math.Ceiling(Math.Sqrt(images.Count));
        int width = (columns * (images.Shape.Width + Gap)) - Gap;
        return ImageGrid.Wrap(images.ToBitmaps(), Math.Max(1, columns), scale ?? ScaleFor(width, PageWidth), Gap);
    }

    /// <summary>Lays out the images of a square of codes without gaps: neighbours in the code are neighbours in the picture.</summary>
    /// <param name="images">The images row by row, as many as a square has; at least one.</param>
    /// <param name="scale">How many pixels wide and high one pixel becomes; by default as many as fit a page.</param>
    /// <exception cref="ArgumentException">The images make no square.</exception>
    public static Bitmap Manifold(ImageBatch images, int? scale = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        int side = (int)Math.Round(Math.Sqrt(images.Count));
        if (side == 0 || side * side != images.Count)
            throw new ArgumentException($"Received {images.Count} images, expected a square number of them.", nameof(images));
        return ImageGrid.Wrap(images.ToBitmaps(), side, scale ?? ScaleFor(side * images.Shape.Width, PageWidth), gap: 0);
    }

    /// <summary>Lays out a path between two images: the first original, the steps, the other original.</summary>
    /// <param name="originals">The two images.</param>
    /// <param name="steps">The images along the path, of the same shape.</param>
    /// <param name="scale">How many pixels wide and high one pixel becomes; by default as many as fit a page.</param>
    /// <exception cref="ArgumentException">There are not two originals, no step, or the shapes differ.</exception>
    public static Bitmap Interpolation(ImageBatch originals, ImageBatch steps, int? scale = null)
    {
        ArgumentNullException.ThrowIfNull(originals);
        ArgumentNullException.ThrowIfNull(steps);
        if (originals.Count != 2) throw new ArgumentException($"Received {originals.Count} originals, expected 2.", nameof(originals));
        if (steps.Count == 0 || steps.Shape != originals.Shape)
        {
            throw new ArgumentException(
                $"Received {steps.Count} steps of {steps.Shape}, expected at least one of {originals.Shape}.", nameof(steps));
        }

        int width = ((steps.Count + 2) * steps.Shape.Width) + ((steps.Count - 1) * Gap) + (2 * WideGap);
        int zoom = scale ?? ScaleFor(width, StripWidth);
        Bitmap first = ImageGrid.Rows([[originals.ToBitmap(0)]], zoom), last = ImageGrid.Rows([[originals.ToBitmap(1)]], zoom);
        return ImageGrid.Beside([first, ImageGrid.Rows([steps.ToBitmaps()], zoom, Gap), last], WideGap * zoom);
    }

    /// <summary>Moves along a path and back, holding at both ends.</summary>
    /// <param name="steps">The images along the path; at least two.</param>
    /// <returns>The frames; shown again and again they move without a jump.</returns>
    /// <exception cref="ArgumentException">There are fewer than two steps.</exception>
    public static IReadOnlyList<GifFrame> ThereAndBack(ImageBatch steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Count < 2) throw new ArgumentException($"Received {steps.Count} steps, expected at least 2.", nameof(steps));
        int last = steps.Count - 1;
        return [.. Enumerable.Range(0, 2 * last).Select(i => new GifFrame(
            steps.ToBitmap(i <= last ? i : (2 * last) - i), i % last == 0 ? EndDelay : StepDelay))];
    }

    /// <summary>Gets how much a moving picture is scaled up to be looked at.</summary>
    /// <param name="picture">One of its frames.</param>
    public static int MovingScale(Bitmap picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return ScaleFor(picture.Width, MovingWidth);
    }

    private static int ScaleFor(int width, int target) => Math.Clamp(target / Math.Max(1, width), 1, LargestScale);
}

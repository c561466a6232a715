namespace Hourglass.Learning;

/// <summary>Images, their reconstructions and what is known of each.</summary>
public sealed record ReportImages
{
    /// <summary>Puts images and reconstructions side by side.</summary>
    /// <param name="originals">The images.</param>
    /// <param name="reconstructions">The reconstruction of each image.</param>
    /// <param name="errors">The error of each, in the unit of <see cref="ReportData.ErrorName"/>; empty where unknown.</param>
    /// <param name="labels">The name of each one's class; empty where unknown.</param>
    /// <exception cref="ArgumentException">Shapes or counts differ, or there is no image.</exception>
    public ReportImages(
        ImageBatch originals, ImageBatch reconstructions, IReadOnlyList<double> errors, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(originals);
        ArgumentNullException.ThrowIfNull(reconstructions);
        ArgumentNullException.ThrowIfNull(errors);
        ArgumentNullException.ThrowIfNull(labels);
        if (originals.Count == 0) throw new ArgumentException("Received no image, expected at least one.", nameof(originals));
        if (reconstructions.Shape != originals.Shape || reconstructions.Count != originals.Count)
        {
            throw new ArgumentException(
                $"Received {reconstructions.Count} reconstructions of {reconstructions.Shape}, "
                + $"expected {originals.Count} of {originals.Shape}.",
                nameof(reconstructions));
        }

        if (errors.Count != 0 && errors.Count != originals.Count)
            throw new ArgumentException($"Received {errors.Count} errors, expected none or {originals.Count}.", nameof(errors));
        if (labels.Count != 0 && labels.Count != originals.Count)
            throw new ArgumentException($"Received {labels.Count} labels, expected none or {originals.Count}.", nameof(labels));

        Originals = originals;
        Reconstructions = reconstructions;
        Errors = errors;
        Labels = labels;
    }

    /// <summary>Gets the images.</summary>
    public ImageBatch Originals { get; }

    /// <summary>Gets the reconstruction of each image.</summary>
    public ImageBatch Reconstructions { get; }

    /// <summary>Gets the error of each image; empty where unknown.</summary>
    public IReadOnlyList<double> Errors { get; }

    /// <summary>Gets the name of each image's class; empty where unknown.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Gets the damaged images that were reconstructed in place of the originals; null where those were.</summary>
    public ImageBatch? Damaged { get; init; }

    /// <summary>Draws the originals in one row, below them the damaged images if there are any, then the reconstructions.</summary>
    /// <param name="scale">How many pixels wide and high one pixel becomes; 1 by default, which keeps files small.</param>
    public Bitmap ToGrid(int scale = 1) => ImageGrid.Rows(
        Damaged is null
            ? [Originals.ToBitmaps(), Reconstructions.ToBitmaps()]
            : [Originals.ToBitmaps(), Damaged.ToBitmaps(), Reconstructions.ToBitmaps()],
        scale);
}

namespace Hourglass.Learning;

/// <summary>What a decoder makes of codes that no sample has.</summary>
public sealed record ReportGenerated
{
    /// <summary>Gets what decides which codes are usual, as in <c>the standard normal prior</c> or <c>the test codes</c>.</summary>
    public required string Distribution { get; init; }

    /// <summary>Gets the images of a square of two-number codes, row by row from the top; null where the code has another size.</summary>
    public ImageBatch? Manifold { get; init; }

    /// <summary>Gets the images of random codes; null where there is no prior to draw them from.</summary>
    public ImageBatch? Samples { get; init; }

    /// <summary>Gets the way from one image to another.</summary>
    public ReportPath? Path { get; init; }
}

/// <summary>The way from one image to another through their codes.</summary>
/// <param name="Originals">The two images.</param>
/// <param name="Steps">What the codes on the way decode to.</param>
/// <param name="Kind">The way.</param>
public sealed record ReportPath(ImageBatch Originals, ImageBatch Steps, CodePathKind Kind);

namespace Hourglass.Learning;

/// <summary>Names the sets of one experiment.</summary>
/// <param name="Train">What the network learns from.</param>
/// <param name="Validation">What decides during training; null where nothing was held back.</param>
/// <param name="Test">What the final figures are measured on, once.</param>
/// <param name="Origin">Where the samples came from, in one line.</param>
public sealed record DataSplit(IDataset Train, IDataset? Validation, IDataset Test, string Origin)
{
    /// <summary>Gets the scaling that all three sets went through; null for none.</summary>
    public Scaling? Scaling { get; init; }

    /// <summary>Gets what tells these data from others, of data of one's own; null for published sets, whose name does.</summary>
    public string? Fingerprint { get; init; }
}

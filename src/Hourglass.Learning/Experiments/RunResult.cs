namespace Hourglass.Learning;

/// <summary>The figures of a finished run.</summary>
/// <remarks><b>Units</b> Pixels in [0, 1]; <c>mse</c> and <c>bce</c> are means over all pixels of all images (bce in nats);
/// <c>sse_per_image</c> is the sum over the pixels of an image, averaged over images; rates and accuracies are parts of one; times are in
/// seconds. docs/formats.md has every figure.</remarks>
public sealed record RunResult
{
    /// <summary>The outcome of a run that the user stopped and that can be resumed.</summary>
    internal const string Cancelled = "cancelled";

    /// <summary>The outcome of a run whose loss was not finite.</summary>
    internal const string Diverged = "diverged";

    /// <summary>Gets the model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the data set's name.</summary>
    public required string Data { get; init; }

    /// <summary>Gets how training ended: completed, stopped-early, stopped, cancelled or diverged.</summary>
    public required string Outcome { get; init; }

    /// <summary>Gets why it ended, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets what the model reaches, in figures that belong to its kind, the one that says most first.</summary>
    public required RunFigures Figures { get; init; }

    /// <summary>Gets how often test samples of each class were taken for each class; null where the model does not answer with
    /// classes.</summary>
    public ConfusionMatrix? Confusion { get; init; }

    /// <summary>Gets the number of finished epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>Gets the time of training, validation included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Gets the median over epochs of training samples per second.</summary>
    public required double SamplesPerSecond { get; init; }

    /// <summary>Gets the number of trained parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>Gets the number of features of the code.</summary>
    public required int CodeSize { get; init; }

    /// <summary>Gets the size of the input over the size of the code, both in features.</summary>
    public required double CompressionRatio { get; init; }

    /// <summary>Gets the seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Gets the number of threads; it has no influence on any other figure but times.</summary>
    public required int Threads { get; init; }

    /// <summary>Gets the version of Hourglass.</summary>
    public required string Version { get; init; }

    /// <summary>Gets the run folder; files leave it out, because folders move.</summary>
    public string? Run { get; init; }
}

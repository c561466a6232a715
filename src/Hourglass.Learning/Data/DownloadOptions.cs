namespace Hourglass.Learning;

/// <summary>Says how patient a download is.</summary>
public sealed record DownloadOptions
{
    /// <summary>Gets the time that all mirrors of a file together have to answer, shared equally.</summary>
    /// <value>The default is 5 seconds: without a network a program should not keep anyone waiting longer.</value>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets the time without a single byte after which a running transfer counts as broken.</summary>
    /// <value>The default is 10 seconds: longer pauses are rarely followed by more.</value>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how often one mirror is asked to go on with a broken transfer.</summary>
    /// <value>The default is 3; what has arrived is kept, so each try is shorter than the one before.</value>
    public int Tries { get; init; } = 3;
}

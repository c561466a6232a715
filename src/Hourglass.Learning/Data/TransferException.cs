namespace Hourglass.Learning;

/// <summary>Says why a mirror did not deliver.</summary>
/// <param name="reason">What happened, without a full stop.</param>
/// <param name="moved">Whether bytes arrived before, so that asking again may bring more.</param>
internal sealed class TransferException(string reason, bool moved) : Exception(reason)
{
    /// <summary>Gets whether bytes arrived before, so that asking again may bring more.</summary>
    public bool Moved { get; } = moved;
}

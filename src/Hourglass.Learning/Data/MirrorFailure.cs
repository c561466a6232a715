namespace Hourglass.Learning;

/// <summary>Says why one mirror did not deliver a file.</summary>
/// <param name="Source">The address that was asked.</param>
/// <param name="Reason">What happened, without a full stop.</param>
public sealed record MirrorFailure(Uri Source, string Reason);

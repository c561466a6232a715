namespace Hourglass.Benchmarks;

/// <summary>The peer did not do what it was asked.</summary>
internal sealed class PeerException(string message) : Exception(message);

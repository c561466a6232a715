using System.Diagnostics.CodeAnalysis;

namespace Hourglass.Numerics;

/// <summary>Throws the argument errors of this assembly, so that hot methods stay small.</summary>
internal static class Throw
{
    [DoesNotReturn]
    public static void Argument(string parameter, string message) => throw new ArgumentException(message, parameter);

    [DoesNotReturn]
    public static void OutOfRange(string parameter, object received, string expected) =>
        throw new ArgumentOutOfRangeException(parameter, $"Received {received}, expected {expected}.");
}

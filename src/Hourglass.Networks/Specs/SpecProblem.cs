namespace Hourglass.Networks;

/// <summary>One thing that is wrong with a spec, and where.</summary>
/// <param name="Path">The place, as in <c>decoder[2].units</c>; empty for the whole spec.</param>
/// <param name="Message">What was received and what was expected.</param>
public readonly record struct SpecProblem(string Path, string Message)
{
    /// <summary>Writes <c>decoder[2].units: received 0, expected 1 or more.</c></summary>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}

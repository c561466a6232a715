namespace Hourglass.Numerics.Tests;

/// <summary>The vector widths, as rows of a theory.</summary>
public sealed class Widths : TheoryData<SimdWidth>
{
    public Widths() => AddRange(Enum.GetValues<SimdWidth>());
}

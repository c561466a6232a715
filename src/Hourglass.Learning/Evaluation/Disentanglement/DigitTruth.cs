namespace Hourglass.Learning;

/// <summary>The factors of the built-in digits against which codes are measured.</summary>
internal static class DigitTruth
{
    /// <summary>Lists the factors that a reader sees in a picture.</summary>
    /// <remarks>Jitter, elastic and pressure are left out: they are strengths of noise, of which one picture tells little; the variant because it
    /// means something else in each class; width and height because they follow from the others.</remarks>
    public static IReadOnlyList<TrueFactor> Of(IReadOnlyList<DigitFactors> digits) =>
    [
        new("class", [.. digits.Select(static digit => (float)digit.Class)], IsClass: true),
        new("slant", [.. digits.Select(static digit => digit.Slant)]),
        new("rotation", [.. digits.Select(static digit => digit.Rotation)]),
        new("aspect", [.. digits.Select(static digit => digit.Aspect)]),
        new("waist", [.. digits.Select(static digit => digit.Waist)]),
        new("taper", [.. digits.Select(static digit => digit.Taper)]),
        new("pen width", [.. digits.Select(static digit => digit.PenWidth)]),
    ];
}

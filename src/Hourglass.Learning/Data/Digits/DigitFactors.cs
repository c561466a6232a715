namespace Hourglass.Learning;

/// <summary>What a generated digit was drawn from: the true factors that a good code should find again.</summary>
/// <remarks>
/// <para><b>Units</b> Lengths are in pixels of the finished picture, or in parts of the page on which the digit is drawn before it
/// is fitted to its box; the digit is about as high as its page. The ranges are hard limits of all draws, not deviations.</para>
/// </remarks>
/// <param name="Class">The digit, 0 to 9.</param>
/// <param name="Variant">The way of writing, an index into <see cref="Digits.VariantNames"/>.</param>
/// <param name="Slant">Shift to the right per unit of height, -0.8 to 1.15; positive leans as italics do.</param>
/// <param name="Rotation">Turn in radians, -0.28 to 0.28; positive is clockwise.</param>
/// <param name="Aspect">Factor on the width against the height, 0.37 to 1.83.</param>
/// <param name="Waist">Shift of the middle downwards, in parts of the page, -0.14 to 0.14.</param>
/// <param name="Taper">Relative widening at the top, and narrowing at the bottom, -0.46 to 0.46.</param>
/// <param name="Jitter">Standard deviation of each point of the skeleton along each axis, in parts of the page, 0.006 to 0.035.</param>
/// <param name="Elastic">Root mean square displacement along each axis by the elastic field, in parts of the page, 0.009 to 0.058.</param>
/// <param name="PenWidth">Width of the pen before pressure, in pixels, 1.19 to 6.45.</param>
/// <param name="Pressure">Variation of the pen's width along its way, relative to the width, 0.04 to 0.26.</param>
/// <param name="Width">Width of the ink at half grey, in pixels, above 0; the larger of width and height is 19.6.</param>
/// <param name="Height">Height of the ink at half grey, in pixels, above 0.</param>
public readonly record struct DigitFactors(
    int Class,
    int Variant,
    float Slant,
    float Rotation,
    float Aspect,
    float Waist,
    float Taper,
    float Jitter,
    float Elastic,
    float PenWidth,
    float Pressure,
    float Width,
    float Height);

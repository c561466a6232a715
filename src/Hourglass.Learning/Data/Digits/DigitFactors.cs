namespace Hourglass.Learning;

/// <summary>What a generated digit was drawn from: the true factors that a good code should find again.</summary>
/// <remarks>
/// <para><b>Units</b> Lengths are in pixels of the finished picture or in parts of the digit's own height before it is fitted to
/// its box, as said at each. Ranges are hard limits, not deviations.</para>
/// </remarks>
/// <param name="Class">The digit, 0 to 9.</param>
/// <param name="Variant">The way of writing, 0 to <see cref="Digits.VariantNames"/>(Class).Count - 1.</param>
/// <param name="Slant">Shift to the right per unit of height; positive leans as in italics.</param>
/// <param name="Rotation">Turn in radians, positive clockwise.</param>
/// <param name="Aspect">Factor on the width over the height.</param>
/// <param name="Waist">Shift of the middle downwards, in parts of the height.</param>
/// <param name="Taper">Widening of the top against the bottom: the width grows by this part from the middle to the top.</param>
/// <param name="Jitter">Deviation of each control point, in parts of the height.</param>
/// <param name="Elastic">Root mean square displacement by the elastic field, in parts of the height.</param>
/// <param name="PenWidth">Mean width of the pen, in pixels.</param>
/// <param name="Pressure">Deviation of the pen's width along the stroke, relative to its mean.</param>
/// <param name="Width">Width of the ink, in pixels; the larger of width and height is 20.</param>
/// <param name="Height">Height of the ink, in pixels.</param>
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

namespace Hourglass.Learning;

/// <summary>The colour types of a PNG header.</summary>
internal enum PngColor : byte
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyWithOpacity = 4,
    Rgba = 6,
}

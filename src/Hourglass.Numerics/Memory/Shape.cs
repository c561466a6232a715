using System.Globalization;

namespace Hourglass.Numerics;

/// <summary>The shape of one sample: channels, height and width.</summary>
/// <remarks>A plain vector of n features is <c>new Shape(n)</c>. Features are ordered <c>[y][x][channel]</c>.</remarks>
/// <param name="Channels">Features at one place; at least 1.</param>
/// <param name="Height">Rows of the image; 1 for a vector.</param>
/// <param name="Width">Columns of the image; 1 for a vector.</param>
public readonly record struct Shape(int Channels, int Height = 1, int Width = 1)
{
    /// <summary>Gets the number of features of one sample.</summary>
    public int Size => checked(Channels * Height * Width);

    /// <summary>Gets whether the shape is a plain vector.</summary>
    public bool IsVector => Height == 1 && Width == 1;

    /// <summary>Writes the shape as <c>784</c> for a vector and as <c>28x28x1</c> (height, width, channels) for an image.</summary>
    public override string ToString() => IsVector
        ? Channels.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Height}x{Width}x{Channels}");
}

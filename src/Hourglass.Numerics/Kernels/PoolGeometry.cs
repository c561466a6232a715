namespace Hourglass.Numerics;

/// <summary>Where windows stand along one side of an image.</summary>
/// <param name="Input">The cells of the input along this side.</param>
/// <param name="Size">The cells of a window.</param>
/// <param name="Stride">The cells from one window to the next.</param>
/// <param name="Same">Whether windows reach past the border so that there are <c>ceil(input / stride)</c> of them, the missing cells shared
/// by both ends and the odd one at the far end, as in Keras; otherwise every window lies inside.</param>
public readonly record struct PoolAxis(int Input, int Size, int Stride, bool Same)
{
    /// <summary>Gets the number of windows; 0 where none fits.</summary>
    public int Output =>
        Input < 1 || Size < 1 || Stride < 1 ? 0
        : Same ? 1 + ((Input - 1) / Stride)
        : Input < Size ? 0
        : 1 + ((Input - Size) / Stride);

    /// <summary>Gets whether every cell of the input lies in one window and no more.</summary>
    internal bool Tiles => Stride == Size && (Same || Input % Size == 0);

    /// <summary>Gets whether a cell of the input may lie in two windows.</summary>
    internal bool Overlaps => Stride < Size;

    /// <summary>Gets the missing cells before the first cell of the input.</summary>
    private int Before => Same ? Math.Max(0, ((Output - 1) * Stride) + Size - Input) / 2 : 0;

    /// <summary>Cuts a window to the cells that exist.</summary>
    /// <param name="output">The number of the window.</param>
    /// <param name="first">The first cell.</param>
    /// <returns>The number of cells; 1 or more.</returns>
    internal int Window(int output, out int first)
    {
        int start = (output * Stride) - Before;
        first = Math.Max(0, start);
        return Math.Min(Input, start + Size) - first;
    }
}

/// <summary>Where the windows of a pooling layer stand in an image.</summary>
/// <param name="Channels">The features of one cell, pooled each on its own.</param>
/// <param name="Y">The windows from top to bottom.</param>
/// <param name="X">The windows from left to right.</param>
public readonly record struct PoolGeometry(int Channels, PoolAxis Y, PoolAxis X)
{
    /// <summary>Gets the shape of the input.</summary>
    public Shape Input => new(Channels, Y.Input, X.Input);

    /// <summary>Gets the shape of the output: one cell for each window.</summary>
    public Shape Output => new(Channels, Y.Output, X.Output);

    /// <summary>Gets whether every cell of the input lies in one window and no more.</summary>
    internal bool Tiles => Y.Tiles && X.Tiles;

    /// <summary>Gets whether a cell of the input may lie in two windows.</summary>
    internal bool Overlaps => Y.Overlaps || X.Overlaps;
}

using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The size of a drawn block.</summary>
/// <param name="Width">The width of a bar or of one map.</param>
/// <param name="Height">The height of a bar or of one map.</param>
/// <param name="Sheets">How many maps lie behind each other; 0 for a bar.</param>
internal readonly record struct NetworkBlock(double Width, double Height, int Sheets)
{
    /// <summary>How far a map lies to the right of the one before it, and above it.</summary>
    public const double Step = 3.5;

    /// <summary>Gets how far the last map lies to the right of the first.</summary>
    public double Depth => Math.Max(Sheets - 1, 0) * Step;

    public double FullWidth => Width + Depth;

    public double FullHeight => Height + Depth;
}

/// <summary>Gives the features of a network their sizes in a drawing.</summary>
/// <remarks>
/// <b>Computes</b> The height of a bar grows with the logarithm of its features, from 16 pixels for a 64th of the largest vector, or less,
/// to 116. The sides of a map are as its image's, the largest 92. The number of maps grows with the logarithm of the channels.
/// </remarks>
internal sealed class NetworkScale
{
    private const double BarWidth = 13, ShortestBar = 16, TallestBar = 116, SmallestSide = 12, LargestSide = 92, Range = 64;
    private const int MostSheets = 9;

    private readonly double _side, _top, _low;

    public NetworkScale(IEnumerable<Shape> shapes)
    {
        Shape[] all = [.. shapes];
        _side = all.Where(static shape => !shape.IsVector).Select(static shape => Math.Max(shape.Height, shape.Width)).DefaultIfEmpty(1).Max();
        double[] features = [.. all.Select(static shape => Math.Log(shape.Size))];
        _top = features.Max();
        _low = Math.Min(features.Min(), _top - Math.Log(Range));
    }

    public NetworkBlock Block(Shape shape)
    {
        if (shape.IsVector)
            return new(BarWidth, ShortestBar + ((TallestBar - ShortestBar) * (Math.Log(shape.Size) - _low) / (_top - _low)), 0);
        return new(Side(shape.Width), Side(shape.Height), Sheets(shape.Channels));
    }

    private double Side(int pixels) => Math.Max(LargestSide * pixels / _side, SmallestSide);

    // An image of one or three colours has one or three maps; 8 channels have 5, 16 have 6, 64 have 8.
    private static int Sheets(int channels) => channels <= 3 ? channels : Math.Min(2 + (int)Math.Log2(channels), MostSheets);
}

namespace Hourglass.Numerics;

/// <summary>Copies blocks of matrices into the order in which the tile reads them.</summary>
internal static unsafe class Packing
{
    /// <summary>Rows in one packed strip of a left operand.</summary>
    public const int Rows = 8;

    /// <summary>Columns in one packed strip of a right operand.</summary>
    public const int Columns = Tensor.PanelWidth;

    /// <summary>Packs a block as strips <c>[k][width]</c> of the lines that lie <paramref name="lineStride"/> apart.</summary>
    /// <param name="source">Line 0, k 0.</param>
    /// <param name="lineStride">Floats between lines (rows of a left operand, columns of a right one).</param>
    /// <param name="depthStride">Floats between values of k.</param>
    /// <param name="lines">The number of lines; strips past it are padded with zeros.</param>
    /// <param name="depth">The number of values of k.</param>
    /// <param name="width">Lines per strip.</param>
    /// <param name="destination">Receives the strips, one after the other.</param>
    public static void Pack(float* source, nint lineStride, nint depthStride, int lines, int depth, int width, float* destination)
    {
        for (int line = 0; line < lines; line += width)
        {
            int present = Math.Min(width, lines - line);
            float* strip = source + (line * lineStride);
            if (lineStride == 1 && present == width) CopyLines(strip, depthStride, depth, width, destination);
            else if (depthStride == 1 && present == width) TransposeLines(strip, lineStride, depth, width, destination);
            else Gather(strip, lineStride, depthStride, present, depth, width, destination);
            destination += (nint)width * depth;
        }
    }

    private static void CopyLines(float* source, nint depthStride, int depth, int width, float* destination)
    {
        for (int k = 0; k < depth; k++)
            new ReadOnlySpan<float>(source + (k * depthStride), width).CopyTo(new Span<float>(destination + (k * width), width));
    }

    /// <summary>Reads rows along k; blocks of 16 keep both sides in whole cache lines.</summary>
    private static void TransposeLines(float* source, nint lineStride, int depth, int width, float* destination)
    {
        int k = 0;
        for (; k + Transpose.Side <= depth && width % Transpose.Side == 0; k += Transpose.Side)
            for (int line = 0; line < width; line += Transpose.Side)
                Transpose.Block(source + (line * lineStride) + k, lineStride, destination + (k * width) + line, width);
        if (k < depth) Gather(source + k, lineStride, 1, width, depth - k, width, destination + (k * width));
    }

    private static void Gather(
        float* source, nint lineStride, nint depthStride, int present, int depth, int width, float* destination)
    {
        for (int k = 0; k < depth; k++)
        {
            for (int i = 0; i < width; i++)
                destination[(k * width) + i] = i < present ? source[(i * lineStride) + (k * depthStride)] : 0;
        }
    }
}

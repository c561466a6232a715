using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hourglass.Numerics;

/// <summary>Copies blocks of matrices into the order in which the tile reads them.</summary>
internal static unsafe class Packing
{
    /// <summary>Rows in one packed strip of a left operand.</summary>
    public const int Rows = 8;

    /// <summary>Columns in one packed strip of a right operand.</summary>
    public const int Columns = Tensor.PanelWidth;

    /// <summary>Strips filled side by side: source rows are read in longer runs, and fewer strips are open than a cache set has ways.</summary>
    private const int StripsAtOnce = 8;

    /// <summary>Packs a block as strips <c>[k][width]</c> of the lines that lie <paramref name="lineStride"/> apart.</summary>
    /// <param name="source">Line 0, k 0.</param>
    /// <param name="lineStride">Floats between lines (rows of a left operand, columns of a right one).</param>
    /// <param name="depthStride">Floats between values of k.</param>
    /// <param name="lines">The number of lines; the last strip is padded with zeros.</param>
    /// <param name="depth">The number of values of k.</param>
    /// <param name="width">Lines per strip: 8 or 32.</param>
    /// <param name="destination">Receives the strips, one after the other.</param>
    public static void Pack(float* source, nint lineStride, nint depthStride, int lines, int depth, int width, float* destination)
    {
        int whole = lines - (lines % Math.Max(width, Transpose.Side));
        if (lineStride == 1) CopyLines(source, depthStride, whole, depth, width, destination);
        else if (depthStride == 1) TransposeLines(source, lineStride, whole, depth, width, destination);
        else whole = 0;
        for (int line = whole; line < lines; line += width)
        {
            float* strip = destination + ((nint)line * depth);
            Gather(source + (line * lineStride), lineStride, depthStride, Math.Min(width, lines - line), 0, depth, width, strip);
        }
    }

    /// <summary>Lines lie side by side: copies whole vectors.</summary>
    private static void CopyLines(float* source, nint depthStride, int lines, int depth, int width, float* destination)
    {
        for (int line = 0; line < lines; line += StripsAtOnce * width)
        {
            int end = Math.Min(line + (StripsAtOnce * width), lines);
            for (int k = 0; k < depth; k++)
            {
                float* from = source + (k * depthStride), to = destination + (k * width);
                for (int strip = line; strip < end; strip += width)
                    for (int i = 0; i < width; i += Vector256<float>.Count) Vector256.Load(from + strip + i).Store(to + ((nint)strip * depth) + i);
            }
        }
    }

    /// <summary>Lines run along k: transposes blocks of 16 by 16, of two strips where those are narrower.</summary>
    private static void TransposeLines(float* source, nint lineStride, int lines, int depth, int width, float* destination)
    {
        float* block = stackalloc float[Transpose.Side * Transpose.Side];
        int whole = depth - (depth % Transpose.Side);
        for (int line = 0; line < lines; line += Transpose.Side)
        {
            float* from = source + (line * lineStride), strip = destination + ((nint)(line / width * width) * depth) + (line % width);
            for (int k = 0; k < whole; k += Transpose.Side)
            {
                if (width >= Transpose.Side)
                {
                    Transpose.Block(from + k, lineStride, strip + (k * width), width);
                    continue;
                }

                Transpose.Block(from + k, lineStride, block, Transpose.Side);
                Split(block, strip + (k * width), (nint)width * depth);
            }
        }

        for (int line = 0; line < lines; line += width)
            Gather(source + (line * lineStride), lineStride, 1, width, whole, depth, width, destination + ((nint)line * depth));
    }

    /// <summary>Copies the halves of 16 rows of 16 into two strips of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split(float* block, float* strip, nint nextStrip)
    {
        for (int k = 0; k < Transpose.Side; k++)
        {
            Vector256.Load(block + (k * Transpose.Side)).Store(strip + (k * Rows));
            Vector256.Load(block + (k * Transpose.Side) + Rows).Store(strip + nextStrip + (k * Rows));
        }
    }

    private static void Gather(
        float* source, nint lineStride, nint depthStride, int present, int firstK, int depth, int width, float* strip)
    {
        for (int k = firstK; k < depth; k++)
        {
            for (int i = 0; i < width; i++)
                strip[(k * width) + i] = i < present ? source[(i * lineStride) + (k * depthStride)] : 0;
        }
    }
}

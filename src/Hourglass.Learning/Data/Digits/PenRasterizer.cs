namespace Hourglass.Learning;

/// <summary>Draws a path into a box of grey values by the distance of each pixel from the pen's way.</summary>
internal sealed class PenRasterizer
{
    /// <summary>Half the width of the grey edge, in pixels; a little softer than exact coverage, as in shrunk scans.</summary>
    private const float EdgeHalf = 0.55f;

    /// <summary>Unevenness of paper and scanner: how far a pixel's own edge may lie from the pen's, in pixels.</summary>
    private const float GrainReach = 0.2f;

    private const int Side = DigitNormalizer.Box;
    /// <summary>Grey per pixel across the edge.</summary>
    private const float EdgeSlope = 1 / (2 * EdgeHalf);

    private readonly float[] _ink = new float[Side * Side];
    private readonly float[] _grain = new float[Side * Side];

    /// <summary>Draws a path.</summary>
    /// <param name="path">The path, in pixels.</param>
    /// <param name="random">The digit's random numbers.</param>
    /// <param name="pixels">Receives 20 x 20 grey values.</param>
    public void Draw(PenPath path, ref DigitRandom random, Span<byte> pixels)
    {
        random.FillGrain(_grain);
        Array.Clear(_ink);
        // Pieces overlap at their joints; the darkest counts, so that a joint is not seen.
        for (int i = 1; i < path.Count; i++)
            if (!path.Starts[i]) DrawPiece(path, i - 1, i);

        for (int i = 0; i < _ink.Length; i++) pixels[i] = (byte)((255 * _ink[i]) + 0.5f);
    }

    /// <summary>The pixel of a coordinate, held inside the box.</summary>
    private static int Cell(float value) => Math.Clamp((int)value, 0, Side - 1);

    private void DrawPiece(PenPath path, int from, int to)
    {
        float ax = path.X[from], ay = path.Y[from], bx = path.X[to], by = path.Y[to];
        float startRadius = path.Radius[from], growth = path.Radius[to] - startRadius;
        float reach = MathF.Max(startRadius, path.Radius[to]) + EdgeHalf + GrainReach;
        int left = Cell(MathF.Min(ax, bx) - reach), right = Cell(MathF.Max(ax, bx) + reach);
        int top = Cell(MathF.Min(ay, by) - reach), bottom = Cell(MathF.Max(ay, by) + reach);
        float dx = bx - ax, dy = by - ay;
        float inverse = 1 / MathF.Max((dx * dx) + (dy * dy), 1e-9f);
        for (int y = top; y <= bottom; y++)
        {
            float py = y + 0.5f - ay;
            for (int x = left; x <= right; x++)
            {
                float px = x + 0.5f - ax;
                float along = Math.Clamp(((px * dx) + (py * dy)) * inverse, 0f, 1f);
                float ex = px - (along * dx), ey = py - (along * dy);
                float square = (ex * ex) + (ey * ey);
                if (square >= reach * reach) continue;

                float inside = startRadius + (along * growth) - MathF.Sqrt(square);
                int at = (y * Side) + x;
                float ink = Math.Clamp((inside + (GrainReach * _grain[at]) + EdgeHalf) * EdgeSlope, 0f, 1f);
                ref float pixel = ref _ink[at];
                pixel = MathF.Max(pixel, ink);
            }
        }
    }
}

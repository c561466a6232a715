namespace Hourglass.Learning.Tests;

public sealed class RasterizerTests
{
    private static readonly PixelBox Page = new(0, 0, 40, 40);

    [Fact]
    public void Draw_ARectangleBetweenPixels_CoversExactShares()
    {
        int[,] coverage = Draw(Page, Box(1.25, 2.5, 3.75, 4.25));

        // Columns 1 to 3 by 3/4, 1, 3/4; rows 2 to 4 by 1/2, 1, 1/4.
        double[] across = [0.75, 1, 0.75], down = [0.5, 1, 0.25];
        for (int y = 0; y < 6; y++)
        {
            for (int x = 0; x < 6; x++)
            {
                double share = x is >= 1 and <= 3 && y is >= 2 and <= 4 ? across[x - 1] * down[y - 2] : 0;
                Assert.Equal(share * Rasterizer.Full, coverage[y, x]);
            }
        }
    }

    [Theory]
    [InlineData(3.0)]
    [InlineData(12.3)]
    public void Draw_ACircle_CoversItsArea(double radius)
    {
        int[,] coverage = Draw(Page, [.. new CanvasPath().Circle(new(20.3, 19.6), radius).Flatten(new CanvasMap(1, 0, 0))[0].Points]);

        // Curves are broken into lines up to 0.06 pixels inside them, which takes away less than 0.06 times the circumference.
        double area = Math.PI * radius * radius;
        Assert.InRange(Sum(coverage), area - (0.06 * 2 * Math.PI * radius), area + 0.05);
    }

    [Fact]
    public void Draw_ShapesThatOverlap_AreCoveredOnce()
    {
        int[,] coverage = Draw(Page, Box(2, 2, 10, 10), Box(6, 6, 14, 14));

        Assert.Equal(64 + 64 - 16, Sum(coverage));
        Assert.Equal(Rasterizer.Full, coverage[8, 8]);
    }

    [Fact]
    public void Draw_AShapeThatWindsTheOtherWay_CutsAHole()
    {
        CanvasPoint[] hole = Box(4, 4, 8, 8);
        Array.Reverse(hole);

        int[,] coverage = Draw(Page, Box(2, 2, 10, 10), hole);

        Assert.Equal(64 - 16, Sum(coverage));
        Assert.Equal(0, coverage[6, 6]);
    }

    [Fact]
    public void AddConvex_EitherDirection_WindsTheSameWay()
    {
        CanvasPoint[] reversed = Box(6, 6, 14, 14);
        Array.Reverse(reversed);
        Rasterizer rasterizer = new();
        rasterizer.AddConvex(Box(2, 2, 10, 10));
        rasterizer.AddConvex(reversed);

        Assert.Equal(64 + 64 - 16, Sum(Draw(rasterizer, Page)));
    }

    [Fact]
    public void Draw_ShapesBeyondTheClip_AreCutThere()
    {
        PixelBox clip = new(5, 6, 9, 11);

        int[,] coverage = Draw(clip, Box(-1e7, -50, 7.5, 1e7));

        Assert.Equal(2.5 * 5, Sum(coverage));
        Assert.Equal(Rasterizer.Full / 2, coverage[8, 7]);
        Assert.Equal(0, Sum(Draw(new PixelBox(5, 5, 5, 9), Box(0, 0, 20, 20))));
    }

    [Fact]
    public void Draw_Twice_ForgetsTheFirst()
    {
        Rasterizer rasterizer = new();
        rasterizer.Add(Box(0, 0, 10, 10));
        Draw(rasterizer, Page);
        rasterizer.Add(Box(20, 20, 22, 22));

        Assert.Equal(4, Sum(Draw(rasterizer, Page)));
    }

    private static CanvasPoint[] Box(double left, double top, double right, double bottom) =>
        [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];

    private static int[,] Draw(PixelBox clip, params CanvasPoint[][] shapes)
    {
        Rasterizer rasterizer = new();
        foreach (CanvasPoint[] shape in shapes) rasterizer.Add(shape);
        return Draw(rasterizer, clip);
    }

    private static int[,] Draw(Rasterizer rasterizer, PixelBox clip)
    {
        int[,] coverage = new int[Page.Bottom, Page.Right];
        rasterizer.Draw(clip, (y, left, row) =>
        {
            for (int i = 0; i < row.Length; i++) coverage[y, left + i] += row[i];
        });
        return coverage;
    }

    private static double Sum(int[,] coverage) => coverage.Cast<int>().Sum(static value => (double)value) / Rasterizer.Full;
}

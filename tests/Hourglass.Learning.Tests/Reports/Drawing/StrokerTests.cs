namespace Hourglass.Learning.Tests;

public sealed class StrokerTests
{
    // A disc of 24 corners on a circle is smaller than it by sin(2 pi / 24) / (2 pi / 24).
    private const double Disc = 0.98862;

    [Fact]
    public void Add_ACutLine_CoversLengthTimesWidth() =>
        Assert.Equal(30, Area(new CanvasLine([new(5, 5), new(15, 5)], Closed: false), 3, roundEnds: false), 1e-9);

    [Fact]
    public void Add_ARoundLine_AddsACircleAtItsEnds() =>
        Assert.Equal(40 + (Math.PI * 4 * Disc), Area(new CanvasLine([new(5, 10), new(15, 10)], Closed: false), 4, roundEnds: true), 0.05);

    [Fact]
    public void Add_ACorner_IsRoundAndCoveredOnce()
    {
        double area = Area(new CanvasLine([new(5, 5), new(15, 5), new(15, 15)], Closed: false), 2, roundEnds: false);

        // Two boxes that share a quarter of the square around the corner, and a quarter circle outside.
        Assert.Equal(20 + 20 - 1 + (Math.PI / 4 * Disc), area, 0.05);
    }

    [Fact]
    public void Add_AGentleCurve_HasNoGaps()
    {
        CanvasLine curve = new CanvasPath().MoveTo(5, 20).QuarterTo(20, 5, horizontal: false).Flatten(new CanvasMap(1, 0, 0))[0];

        // A quarter of a ring of radius 15 and width 2.
        Assert.Equal(Math.PI / 2 * 15 * 2, Area(curve, 2, roundEnds: false), 0.3);
    }

    [Fact]
    public void Add_AClosedLine_GoesAllAround() =>
        Assert.Equal(40 * 2, Area(new CanvasLine([new(5, 5), new(15, 5), new(15, 15), new(5, 15)], Closed: true), 2, roundEnds: false) + (4 * (1 - (Math.PI / 4 * Disc))), 0.1);

    [Fact]
    public void Add_AllPointsInOnePlace_IsADotOrNothing()
    {
        CanvasLine dot = new([new(10, 10), new(10, 10)], Closed: false);

        Assert.Equal(Math.PI * 4 * Disc, Area(dot, 4, roundEnds: true), 0.05);
        Assert.Equal(0, Area(dot, 4, roundEnds: false));
    }

    [Fact]
    public void Dash_ALineWithACorner_CutsStrokesOfTheRightLengths()
    {
        CanvasLine line = new([new(0, 0), new(10, 0), new(10, 10)], Closed: false);

        CanvasLine[] strokes = [.. Stroker.Dash(line, [6, 3])];

        Assert.Equal([6, 6, 2], strokes.Select(Length));
        Assert.Equal([new(9, 0), new(10, 0), new(10, 5)], strokes[1].Points);
    }

    private static double Length(CanvasLine line) => line.Points.Zip(line.Points.Skip(1), static (a, b) => (b - a).Length).Sum();

    private static double Area(CanvasLine line, double width, bool roundEnds)
    {
        Rasterizer rasterizer = new();
        new Stroker(rasterizer).Add(line, width, roundEnds);
        double area = 0;
        rasterizer.Draw(new PixelBox(0, 0, 40, 40), (_, _, row) => area += row.ToArray().Sum(static value => (double)value) / Rasterizer.Full);
        return area;
    }
}

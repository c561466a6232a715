namespace Hourglass.Learning;

/// <summary>What charts draw on; as an SVG drawing or as pixels, by the same calls.</summary>
/// <remarks><b>Units</b> Pixels of a picture at scale 1, to the right and down from the top left corner of the chart.</remarks>
internal interface ICanvas
{
    /// <summary>Draws lines and curves.</summary>
    void Path(CanvasPath path, in Paint paint);

    /// <summary>Draws a rectangle.</summary>
    void Rectangle(CanvasBox box, in Paint paint, double round = 0);

    /// <summary>Draws a circle.</summary>
    void Circle(CanvasPoint center, double radius, in Paint paint);

    /// <summary>Draws the same marker at many places.</summary>
    void Markers(in MarkerStyle style, ReadOnlySpan<CanvasPoint> places);

    /// <summary>Draws more points than are worth a shape each: those of later classes do not cover earlier ones.</summary>
    /// <param name="box">Where the points lie; they are cut at its edges.</param>
    /// <param name="cloud">The points.</param>
    void Cloud(CanvasBox box, PointCloud cloud);

    /// <summary>Writes a line of text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="x">Where it begins, has its middle or ends, after its anchor.</param>
    /// <param name="y">The line that the letters stand on.</param>
    /// <param name="style">How it is written.</param>
    void Text(string text, double x, double y, in TextStyle style);

    /// <summary>Draws a picture of pixels, which stay squares however large they become.</summary>
    void Image(Bitmap image, CanvasBox box);

    /// <summary>Moves what follows until <see cref="EndGroup"/>, and cuts it at the edges of a box where there is one.</summary>
    void StartGroup(double x, double y, CanvasBox? clip = null);

    /// <summary>Ends the group started last.</summary>
    void EndGroup();
}

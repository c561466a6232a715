using System.Globalization;

namespace Hourglass.Learning;

/// <summary>The layers of a network as bars; an autoencoder looks like an hourglass.</summary>
/// <remarks><b>Units</b> Heights are the square roots of sizes: for an image, its side.</remarks>
public sealed record NetworkChart : Chart
{
    private const double BarWidth = 12, Tallest = 110, Middle = 76;

    /// <summary>Gets the number of features of the input and after each layer that changes it.</summary>
    public required IReadOnlyList<int> Sizes { get; init; }

    /// <summary>Gets the index of the code in <see cref="Sizes"/>; none where negative.</summary>
    public required int Code { get; init; }

    /// <inheritdoc/>
    public override double Height => 170;

    private protected override void Draw(HtmlWriter svg)
    {
        double margin = 4 + Sizes.Max(size => ChartText.Width(Label(size))) / 2;
        double pitch = Sizes.Count > 1 ? (Width - (2 * margin)) / (Sizes.Count - 1) : 0;
        double largest = Math.Sqrt(Sizes.Max());
        double X(int index) => Sizes.Count > 1 ? margin + (index * pitch) : Width / 2;
        double Half(int index) => Math.Max(Math.Sqrt(Sizes[index]) / largest * Tallest / 2, 3);

        for (int i = 1; i < Sizes.Count; i++)
        {
            double from = X(i - 1) + (BarWidth / 2), to = X(i) - (BarWidth / 2), before = Half(i - 1), half = Half(i);
            svg.Empty("path", ("class", "c0"), ("fill", "currentColor"), ("fill-opacity", "0.16"), ("d", FormattableString.Invariant(
                $"M{from:0.#} {Middle - before:0.#}L{to:0.#} {Middle - half:0.#}V{Middle + half:0.#}L{from:0.#} {Middle + before:0.#}z")));
        }

        double free = double.NegativeInfinity;
        for (int i = 0; i < Sizes.Count; i++)
        {
            svg.Empty("rect", ("class", i == Code ? "c1" : "c0"), ("fill", "currentColor"), ("x", X(i) - (BarWidth / 2)),
                ("y", Middle - Half(i)), ("width", BarWidth), ("height", 2 * Half(i)), ("rx", 2));
            double text = ChartText.Width(Label(Sizes[i])) / 2;
            bool covered = X(i) - text < free || (i < Code && X(i) + text + 4 > X(Code) - (ChartText.Width(Label(Sizes[Code])) / 2));
            if (covered && i != Code) continue;
            DrawLabel(svg, i, X(i));
            free = X(i) + text + 4;
        }
    }

    private void DrawLabel(HtmlWriter svg, int index, double x)
    {
        const double Bottom = Middle + (Tallest / 2);
        svg.Element("text", Label(Sizes[index]), ("x", x), ("y", Bottom + 18), ("text-anchor", "middle"), ("class", "ink"));
        if (index == Code) svg.Element("text", "code", ("x", x), ("y", Bottom + 34), ("text-anchor", "middle"), ("class", "tint c1"));
    }

    private static string Label(int size) => size.ToString("#,##0", CultureInfo.InvariantCulture);
}

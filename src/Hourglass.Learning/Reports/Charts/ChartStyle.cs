using System.Globalization;
using System.Text;

namespace Hourglass.Learning;

/// <summary>The colours and the style sheet that all charts share.</summary>
/// <remarks>
/// <b>Source</b> The first six colours are Okabe and Ito's (Color Universal Design, 2008), without their yellow, which white paper swallows.
/// Black, olive, wine and indigo are placed so that all ten stay as far apart for readers with protanopia, deuteranopia and tritanopia as
/// the six are; those for dark paper likewise, with lighter colours of about the same hues.
/// </remarks>
internal static class ChartStyle
{
    /// <summary>The font of the system, whichever it is.</summary>
    public const string Fonts = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

    /// <summary>The width of the paper that surrounds letters over lines and points, half of it on either side.</summary>
    public const double HaloWidth = 4;

    /// <summary>Where the colours of series begin among all.</summary>
    public const int FirstSeries = 5;

    /// <summary>The classes of pictures for light and for dark paper, one of which is shown.</summary>
    public const string LightOnly = "light", DarkOnly = "dark";

    private static readonly (string Name, int Light, int Dark)[] Inks =
    [
        ("ink", 0x1a1a1a, 0xe8e8e8), ("text", 0x555555, 0xa8a8a8), ("line", 0x9a9a9a, 0x6a6a6a), ("grid", 0xe6e6e6, 0x303030),
        ("paper", 0xffffff, 0x161616),
        ("0", 0x0072b2, 0x7da1f2), ("1", 0xd55e00, 0xc0510a), ("2", 0x009e73, 0x00d483), ("3", 0xcc79a7, 0xb38694), ("4", 0xe69f00, 0xffda0b),
        ("5", 0x56b4e9, 0xb4f1ff), ("6", 0x222222, 0xf7ffd3), ("7", 0x9ba64b, 0xa1cc53), ("8", 0x790a54, 0xaf4298), ("9", 0x290a7d, 0x855df9),
    ];

    /// <summary>Gets the number of colours of series.</summary>
    public static int Colors => Inks.Length - FirstSeries;

    /// <summary>Gets the rules of all charts; each colour is stated plainly first, for viewers that know no variables.</summary>
    public static string Rules { get; } = BuildRules();

    /// <summary>Gets a colour as 0xRRGGBB.</summary>
    public static int Rgb(Ink ink, bool dark) => ink.Index < 0 ? ink.Rgb : dark ? Inks[ink.Index].Dark : Inks[ink.Index].Light;

    /// <summary>Gets a colour on white paper as SVG writes it.</summary>
    public static string Hex(Ink ink) => Hex(Rgb(ink, dark: false));

    /// <summary>Gets the class that fills with a colour; with s- before it, it strokes.</summary>
    public static string Class(Ink ink) => ink.Index < FirstSeries ? Inks[ink.Index].Name : "c" + Inks[ink.Index].Name;

    /// <summary>Gets the variables for light or dark paper.</summary>
    public static string Variables(bool dark)
    {
        StringBuilder text = new();
        foreach ((string name, int light, int darker) in Inks) text.Append(CultureInfo.InvariantCulture, $"--chart-{name}:{Hex(dark ? darker : light)};");
        return text.ToString();
    }

    private static string BuildRules()
    {
        StringBuilder text = new();
        text.Append(".chart{font:12px ").Append(Fonts).Append(";font-variant-numeric:tabular-nums}.chart path,.chart rect,.chart circle{fill:none}");
        text.Append(Rule("text", "fill", Ink.Text));
        for (int i = 0; i < Inks.Length; i++)
        {
            Ink ink = new(i, 0);
            text.Append(Rule("." + Class(ink), "fill", ink)).Append(Rule(".s-" + Class(ink), "stroke", ink));
        }

        text.Append(Rule(".halo", "stroke", Ink.Paper));
        text.Append(CultureInfo.InvariantCulture, $".chart .halo{{stroke-width:{HaloWidth};stroke-linejoin:round;paint-order:stroke}}");
        text.Append(CultureInfo.InvariantCulture, $".chart .{DarkOnly}{{display:none}}@media screen and (prefers-color-scheme:dark)");
        text.Append(CultureInfo.InvariantCulture, $"{{.chart .{LightOnly}{{display:none}}.chart .{DarkOnly}{{display:inline}}}}");
        return text.ToString();
    }

    private static string Rule(string selector, string property, Ink ink)
    {
        string color = Hex(ink);
        return $".chart {selector}{{{property}:{color};{property}:var(--chart-{Inks[ink.Index].Name},{color})}}";
    }

    private static string Hex(int rgb) => "#" + rgb.ToString("x6", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;

namespace Hourglass.Learning;

/// <summary>The colours and the style sheet that all charts share.</summary>
/// <remarks>
/// <b>Source</b> The first colours are Okabe and Ito's (Color Universal Design, 2008), without their yellow, which white paper swallows,
/// and with olive, wine and indigo from Tol's muted set for ten classes. Dark paper gets lighter ones of the same hues.
/// </remarks>
internal static class ChartStyle
{
    /// <summary>The font of the system, whichever it is.</summary>
    public const string Fonts = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

    private static readonly string[] Light =
        ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#444444", "#999933", "#882255", "#332288"];

    private static readonly string[] Dark =
        ["#4da3dc", "#f0813a", "#2fc39a", "#e39cc2", "#f2b93b", "#8fd0f7", "#d0d0d0", "#c6c65c", "#d1658f", "#9d8df1"];

    private static readonly (string Name, string Light, string Dark)[] Inks =
    [
        ("ink", "#1a1a1a", "#e8e8e8"), ("text", "#555555", "#a8a8a8"), ("line", "#9a9a9a", "#6a6a6a"), ("grid", "#e6e6e6", "#303030"),
        ("paper", "#ffffff", "#161616"),
    ];

    public static int Colors => Light.Length;

    /// <summary>Gets the rules of all charts; each colour is stated plainly first, for viewers that know no variables.</summary>
    public static string Rules { get; } = BuildRules();

    /// <summary>Gets the variables for light or dark paper.</summary>
    public static string Variables(bool dark)
    {
        StringBuilder text = new();
        foreach ((string name, string light, string darker) in Inks)
            text.Append(CultureInfo.InvariantCulture, $"--chart-{name}:{(dark ? darker : light)};");
        string[] colors = dark ? Dark : Light;
        for (int i = 0; i < colors.Length; i++) text.Append(CultureInfo.InvariantCulture, $"--chart-{i}:{colors[i]};");
        return text.ToString();
    }

    private static string BuildRules()
    {
        StringBuilder text = new();
        text.Append(".chart{font:12px ").Append(Fonts).Append(";font-variant-numeric:tabular-nums}");
        text.Append(Rule("text", "fill", "text")).Append(Rule(".ink", "fill", "ink")).Append(Rule(".grid", "stroke", "grid"));
        text.Append(Rule(".axis", "stroke", "line")).Append(Rule(".halo", "stroke", "paper")).Append(Rule(".paper", "fill", "paper"));
        text.Append(".chart .halo{stroke-width:4;stroke-linejoin:round;paint-order:stroke}.chart .big{font-weight:600;font-size:14px}");
        text.Append(".chart .tint{fill:currentColor;font-weight:600}");
        for (int i = 0; i < Light.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $".chart .c{i}{{color:{Light[i]};color:var(--chart-{i},{Light[i]})}}");
        return text.ToString();
    }

    private static string Rule(string selector, string property, string ink)
    {
        string color = Inks.First(candidate => candidate.Name == ink).Light;
        return $".chart {selector}{{{property}:{color};{property}:var(--chart-{ink},{color})}}";
    }
}

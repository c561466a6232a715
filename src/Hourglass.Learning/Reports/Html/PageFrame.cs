using System.Globalization;

namespace Hourglass.Learning;

/// <summary>What all pages share: head, style sheet, title.</summary>
internal static class PageFrame
{
    // Says to the browser what the page promises: nothing is loaded from anywhere and no script runs.
    private const string ContentPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /// <summary>Begins a page, up to where its sections follow.</summary>
    /// <param name="html">The page.</param>
    /// <param name="title">Its title.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="style">Rules of this page alone.</param>
    /// <param name="policy">What the page may load; nothing by default.</param>
    public static void Begin(HtmlWriter html, string title, string description, string style = "", string policy = ContentPolicy)
    {
        html.Raw("<!DOCTYPE html>");
        html.Start("html", ("lang", "en"));
        html.Start("head");
        html.Empty("meta", ("charset", "utf-8"));
        html.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", policy));
        html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Empty("meta", ("name", "description"), ("content", description));
        html.Element("title", title);
        html.Start("style");
        html.Raw(ReportStyle.Sheet + style);
        html.End();
        html.End();
        html.Start("body");
        html.Start("main");
    }

    /// <summary>Ends a page.</summary>
    /// <returns>The page.</returns>
    public static string End(HtmlWriter html)
    {
        html.End();
        html.End();
        html.Raw("\n");
        html.End();
        return html + "\n";
    }

    /// <summary>Writes what a page is about.</summary>
    public static void WriteTitle(HtmlWriter html, string kind, string title, string description, DateTimeOffset? written)
    {
        html.Start("header");
        html.Element("p", kind, ("class", "eyebrow"));
        html.Element("h1", title);
        html.Element("p", description, ("class", "lead"));
        if (written is { } created)
        {
            string format = "d MMMM yyyy, HH:mm 'UTC'" + (created.Offset == TimeSpan.Zero ? "" : "zzz");
            html.Element("time", created.ToString(format, CultureInfo.InvariantCulture),
                ("datetime", created.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)));
        }

        html.End();
    }
}

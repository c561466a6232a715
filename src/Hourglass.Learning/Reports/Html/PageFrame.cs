using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>What all pages share: head, style sheet, title.</summary>
internal static class PageFrame
{
    // Says to the browser what the page promises: nothing is loaded from anywhere and no script runs.
    private const string ContentPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private static readonly string[] Months =
    [
        Phrase.Mark("January"), Phrase.Mark("February"), Phrase.Mark("March"), Phrase.Mark("April"), Phrase.Mark("May"), Phrase.Mark("June"),
        Phrase.Mark("July"), Phrase.Mark("August"), Phrase.Mark("September"), Phrase.Mark("October"), Phrase.Mark("November"), Phrase.Mark("December"),
    ];

    /// <summary>Begins a page, up to where its sections follow.</summary>
    /// <param name="html">The page.</param>
    /// <param name="title">Its title.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="style">Rules of this page alone.</param>
    /// <param name="policy">What the page may load; nothing by default.</param>
    public static void Begin(HtmlWriter html, string title, string description, string style = "", string policy = ContentPolicy)
    {
        html.Raw("<!DOCTYPE html>");
        html.Start("html", ("lang", Phrase.Language));
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
            html.Element("time", Word(created),
                ("datetime", created.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)));
        }

        html.End();
    }

    private static string Word(DateTimeOffset time)
    {
        string clock = time.ToString(time.Offset == TimeSpan.Zero ? "HH:mm 'UTC'" : "HH:mm 'UTC'zzz", CultureInfo.InvariantCulture);
        return Phrase.Of($"{time.Day} {Phrase.Of(Months[time.Month - 1])} {time.Year:0000}, {clock}");
    }
}

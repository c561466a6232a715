using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Hourglass.Networks;

namespace Hourglass.Learning.Tests;

/// <summary>A language in which every text that has a Spanish translation stands in « », so that a text which is not said as a phrase shows.</summary>
internal sealed partial class PseudoLanguage : Assembly
{
    private const string Resource = "all.pseudo.json";

    /// <summary>What stands on pages in every language: names of models, options, data, figures and layers, and units.</summary>
    private static readonly HashSet<string> Names =
    [
        "Hourglass", "NET", "PSNR", "SSIM", "dB", "kB", "s", "ms", "min", "h", "µs", "UTC", "x", "e", "N",
        "tiny", "classifier", "stacked", "pca", "table", "digits", "blobs", "zero", "one", "two", "three", "mse", "bce", "cross", "entropy",
        "dense", "relu", "sigmoid", "softmax", "conv", "d", "mask", "dropped", "gaussian", "latent", "beta",
    ];

    public static Translation Read() => Translation.Read("pseudo", new PseudoLanguage());

    public override string[] GetManifestResourceNames() => [Resource];

    public override Stream GetManifestResourceStream(string name)
    {
        Dictionary<string, string> texts = [];
        foreach (Assembly assembly in (Assembly[])[typeof(Report).Assembly, typeof(Phrase).Assembly])
        {
            foreach (string resource in assembly.GetManifestResourceNames().Where(static resource => resource.EndsWith(".es.json", StringComparison.Ordinal)))
            {
                using JsonDocument document = JsonDocument.Parse(assembly.GetManifestResourceStream(resource)!);
                foreach (JsonProperty text in document.RootElement.EnumerateObject()) texts[text.Name] = $"«{text.Name}»";
            }
        }

        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(texts));
    }

    /// <summary>Lists the texts of a page that hold a word which no phrase says.</summary>
    public static string[] Unsaid(XDocument page) => [.. Texts(page).Where(static text => Word().Matches(Outside(text)).Any(static word => !Names.Contains(word.Value)))];

    /// <summary>Lists what a person reads or hears. Commands, recipes and versions are the same in all languages, and so are the names of layers.</summary>
    private static IEnumerable<string> Texts(XDocument page)
    {
        IEnumerable<string> shown = page.DescendantNodes().OfType<XText>()
            .Where(static text => text.Parent!.Name.LocalName is not ("style" or "pre") && !text.Ancestors().Any(IsSameEverywhere))
            .Select(static text => text.Value);
        IEnumerable<string> heard = page.Descendants().Attributes()
            .Where(static attribute => IsHeard(attribute.Parent!, attribute.Name.LocalName))
            .Select(static attribute => attribute.Value);
        return shown.Concat(heard);
    }

    private static bool IsHeard(XElement element, string attribute) =>
        attribute is "alt" or "aria-label" || (attribute == "content" && (string?)element.Attribute("name") == "description");

    private static bool IsSameEverywhere(XElement element) => (element.Name.LocalName, (string?)element.Attribute("class")) switch
    {
        ("code", _) => true,
        ("dd", null) => (string?)element.Parent!.Parent!.Attribute("class") == "versions",
        ("th", _) => (string?)element.Attribute("scope") == "row" && element.Ancestors().Any(static table => (string?)table.Attribute("class") == "model"),
        _ => false,
    };

    private static string Outside(string text)
    {
        int depth = 0;
        List<char> outside = [];
        foreach (char letter in text)
        {
            if (letter == '«') depth++;
            if (depth == 0) outside.Add(letter);
            if (letter == '»') depth--;
        }

        Assert.True(depth == 0 || text.EndsWith('…'), $"A phrase is cut off: {text}");
        return string.Concat(outside);
    }

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}

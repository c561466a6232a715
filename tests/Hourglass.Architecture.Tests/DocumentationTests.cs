using System.Text.RegularExpressions;
using Hourglass.Testing;

namespace Hourglass.Architecture.Tests;

/// <summary>What the pages say about the repository is so.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Pages =>
    [
        .. PagesIn("", SearchOption.TopDirectoryOnly),
        .. PagesIn("docs", SearchOption.AllDirectories),
        .. PagesIn("bench", SearchOption.AllDirectories),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfAPage_LeadSomewhere(string page)
    {
        string path = Path.Combine(Repository.Root, page), text = Code().Replace(File.ReadAllText(path), "");

        foreach (string link in Link().Matches(text).Select(static match => match.Groups[1].Value))
        {
            if (link.StartsWith("https://", StringComparison.Ordinal)) continue;
            string[] parts = link.Split('#');
            string target = parts[0].Length == 0 ? path : Path.Combine(Path.GetDirectoryName(path)!, parts[0]);

            Assert.True(File.Exists(target), $"{page} links to {link}, and there is no such file.");
            if (parts.Length > 1) Assert.True(Anchors(target).Contains(parts[1]), $"{page} links to {link}, and there is no such heading.");
        }
    }

    [Fact]
    public void Readme_ShowsTheFirstExampleAsItIs()
    {
        string example = File.ReadAllText(Path.Combine(Repository.Root, "examples", "01-first-autoencoder.cs")).ReplaceLineEndings("\n");
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");

        Assert.Contains($"```csharp\n{example.Trim()}\n```", readme, StringComparison.Ordinal);
    }

    private static IEnumerable<string> PagesIn(string folder, SearchOption depth) =>
        Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.md", depth)
            .Select(static path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>Names the headings of a page as links do: lower case, hyphens for spaces, no punctuation.</summary>
    private static IEnumerable<string> Anchors(string path) => Heading().Matches(File.ReadAllText(path))
        .Select(static match => Punctuation().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}

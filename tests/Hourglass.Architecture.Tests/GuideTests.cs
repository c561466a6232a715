using System.Text.RegularExpressions;
using Hourglass.Testing;

namespace Hourglass.Architecture.Tests;

/// <summary>README and guide are the same in English and in Spanish, as far as a program can tell.</summary>
public sealed partial class GuideTests
{
    private const string English = "docs/guide", Spanish = "docs/guide/es";

    public static TheoryData<string, string> Pages =>
        [("README.md", "README.es.md"), .. Names(English).Select(static name => ($"{English}/{name}", $"{Spanish}/{name}"))];

    [Fact]
    public void Guide_OfEachLanguage_HasPagesOfTheSameNames() => Assert.Equal(Names(English), Names(Spanish));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Pages_OfTheSameContent_LeadToEachOther(string english, string spanish)
    {
        Assert.Equal($"[Español]({Link(english, spanish)})", Read(english).Split('\n')[2]);
        Assert.Equal($"[English]({Link(spanish, english)})", Read(spanish).Split('\n')[2]);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Pages_OfTheSameContent_HaveTheSameHeadingsBlocksAndCode(string english, string spanish)
    {
        string first = Read(english), second = Read(spanish);

        Assert.Equal(HeadingLevels(first), HeadingLevels(second));
        Assert.Equal(Block().Count(first), Block().Count(second));
        Assert.Equal(Code(first), Code(second));
    }

    [Fact]
    public void Code_OfAPage_IsItsCommandsAndItsCSharpUpToTheComments()
    {
        const string Page = """"
            # Title

                $ hourglass train   # a command
                hourglass: an output
                dotnet test

            ## Second

            ```csharp
            # no heading
            int n = 2;    // two

                // a comment
            ```

            ```text
            hourglass models
            ```
            text
                of the paragraph
            and its end
            """";

        Assert.Equal([1, 2], HeadingLevels(Page));
        Assert.Equal(3, Block().Count(Page));
        Assert.Equal(["$ hourglass train", "dotnet test", "", "int n = 2;", "", "", "hourglass models"], Code(Page));
    }

    private static string[] Names(string folder) =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.md")
            .Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
    ];

    private static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");

    private static string Link(string from, string to) =>
        Path.GetRelativePath(Path.GetDirectoryName(Path.Combine(Repository.Root, from))!, Path.Combine(Repository.Root, to)).Replace('\\', '/');

    private static int[] HeadingLevels(string page) =>
        [.. Heading().Matches(Block().Replace(page, "")).Select(static match => match.Groups[1].Length)];

    /// <summary>Lists the lines that must not be translated: all of C#, and of other blocks the commands; samples of output are left to the eye.</summary>
    private static string[] Code(string page) =>
    [
        .. from block in Block().Matches(page)
           let isCSharp = block.Groups["language"].Value == "csharp"
           from line in block.Groups["lines"].Value.TrimEnd('\n').Split('\n')
           where isCSharp || Command().IsMatch(line)
           select Comment().Replace(line, "").Trim(),
    ];

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<lines>.*?)^```$|(?<=\n\n)(?<lines>(?: {4}[^\n]*\n)+)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(#+) ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s*(\$ )?(hourglass|dotnet) ")]
    private static partial Regex Command();

    [GeneratedRegex(@"(^|\s)\s*(#|//) .*$")]
    private static partial Regex Comment();
}

using System.Text.RegularExpressions;
using Hourglass.Testing;

namespace Hourglass.Architecture.Tests;

/// <summary>The guide is the same in English and in Spanish, as far as a program can tell.</summary>
public sealed partial class GuideTests
{
    private static readonly string English = Path.Combine(Repository.Root, "docs", "guide"), Spanish = Path.Combine(English, "es");

    public static TheoryData<string> Pages => [.. Names(English)];

    [Fact]
    public void Pages_OfTheLanguages_HaveTheSameNames() => Assert.Equal(Names(English), Names(Spanish));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Pages_OfTheSameName_LeadToEachOther(string name)
    {
        Assert.Equal($"[Español](es/{name})", Read(English, name).Split('\n')[2]);
        Assert.Equal($"[English](../{name})", Read(Spanish, name).Split('\n')[2]);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Pages_OfTheSameName_HaveTheSameHeadingsBlocksAndCode(string name)
    {
        string english = Read(English, name), spanish = Read(Spanish, name);

        Assert.Equal(HeadingLevels(english), HeadingLevels(spanish));
        Assert.Equal(Block().Count(english), Block().Count(spanish));
        Assert.Equal(Code(english), Code(spanish));
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
        [.. Directory.GetFiles(folder, "*.md").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string Read(string folder, string name) => File.ReadAllText(Path.Combine(folder, name)).ReplaceLineEndings("\n");

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

namespace Hourglass.Architecture.Tests;

/// <summary>Texts that are not found would go without a translation unnoticed.</summary>
public sealed class PhraseKeysTests
{
    [Fact]
    public void In_TextsOfAllKinds_FindsTheirKeys()
    {
        const string Text = """"
            internal sealed class A(int n)
            {
                private const string Name = "name";
                private static readonly string[] Table = [Phrase.Mark("marked"), .. Others.Select(Phrase.Of)];

                public string All(string other) => true
                    ? Phrase.Of("plain \"quoted\" {braces}") + Phrase.Of("first "
                        + @"second \")
                    : Phrase.Of($"{n} of {(n > 0 ? $"{n}" : "x"),3:0.0} {{{Name}}}\n") + Phrase.Of(other)
                    + Hourglass.Networks.Phrase.Of($$"""a {n} "b" {{n}}""") + Phrase.Of($@"c:\{n}""")
                    + Phrase.Of(n == 1 ? "one" : n switch { 2 => "two", _ => throw new X() });
            }
            """";

        PhraseKeys keys = PhraseKeys.In(new SourceFile("a.cs", Text));

        Assert.Empty(keys.Problems);
        Assert.Equal(
            new HashSet<string>
            {
                "marked", "plain \"quoted\" {braces}", "first second \\", "{0} of {1} {{{2}}}\n", "a {{n}} \"b\" {0}", "c:\\{0}\"", "one", "two",
            },
            keys.Places.Keys.ToHashSet());
        Assert.Equal("a.cs:4", keys.Places["marked"]);
    }

    [Theory]
    [InlineData("Phrase.Of(\"a \" + b)")]
    [InlineData("Phrase.Of($\"{b} a \" + $\"{c}\")")]
    [InlineData("Phrase.Of(b ? $\"{b}\" : \"c\")")]
    [InlineData("Phrase.Of($\"no holes\")")]
    [InlineData("Phrase.Of($\"{Name}: {A.Name}\")")]
    [InlineData("Phrase.Mark(b)")]
    [InlineData("Phrase.Mark($\"{b}\")")]
    public void In_TextsWithoutAKey_FindsProblems(string code)
    {
        PhraseKeys keys = PhraseKeys.In(new SourceFile("a.cs", $$"""class A { const string Name = "A"; string B => {{code}}; }"""));

        Assert.StartsWith("a.cs:1: ", Assert.Single(keys.Problems), StringComparison.Ordinal);
    }
}

using System.Xml.Linq;

namespace Hourglass.Learning.Tests;

public sealed class HtmlWriterTests
{
    [Fact]
    public void Element_TextAndAttributes_AreEscaped()
    {
        HtmlWriter html = new();
        html.Element("p", "a < b && c > 'd' \"e\"", ("title", "<\"'&>"));

        Assert.Equal("<p title=\"&lt;&quot;&#39;&amp;&gt;\">a &lt; b &amp;&amp; c &gt; &#39;d&#39; &quot;e&quot;</p>", html.ToString());
    }

    [Fact]
    public void Text_EveryCharacter_SurvivesXmlOrBecomesTheReplacement()
    {
        string text = string.Concat(Enumerable.Range(1, 0xFFFF).Where(i => i != '\r').Select(i => (char)i));
        HtmlWriter html = new();
        html.Element("p", text, ("title", "x"));

        string read = XElement.Parse(html.ToString(), LoadOptions.PreserveWhitespace).Value;

        Assert.Contains("\t\n\uFFFD", read, StringComparison.Ordinal);
        Assert.Contains(" !\"#$%&'()", read, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0085', read);
        Assert.Contains('\uFFFC', read);
    }

    [Fact]
    public void Text_PairedSurrogates_StayAndLoneOnesAreReplaced()
    {
        HtmlWriter html = new();
        html.Text("\U0001F600\uD83D!");

        Assert.Equal("\U0001F600\uFFFD!", html.ToString());
    }

    [Theory]
    [InlineData(0.04, "0")]
    [InlineData(-0.04, "0")]
    [InlineData(12.345, "12.3")]
    [InlineData(1234567.0, "1234567")]
    public void Attribute_Number_IsRoundedInvariantly(double value, string expected)
    {
        HtmlAttribute attribute = ("x", value);

        Assert.Equal(expected, attribute.Value);
    }

    [Fact]
    public void ToString_OpenElement_Fails()
    {
        HtmlWriter html = new();
        html.Start("p");

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(html.ToString);
        Assert.Equal("The element 'p' is still open.", error.Message);
    }
}

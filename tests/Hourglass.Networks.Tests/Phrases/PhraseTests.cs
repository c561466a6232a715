using System.Globalization;

namespace Hourglass.Networks.Tests;

public sealed class PhraseTests
{
    [Fact]
    public void Of_WithoutTranslation_SaysTheEnglishText()
    {
        Assert.Equal("en", Phrase.Language);
        Assert.Equal("nothing to report", Phrase.Of("nothing to report"));
        Assert.Equal("3 of 1,000 {epochs}: 0.50", Phrase.Of($"{3} of {1000:N0} {{epochs}}: {0.5:0.00}"));
    }

    [Fact]
    public void Of_InAnotherCulture_WritesNumbersTheSame()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = (CultureInfo)before.Clone();
            CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator = ",";

            Assert.Equal("loss 0.5", Phrase.Of($"loss {0.5}"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Of_WithATranslation_PutsHolesWhereItHasThem()
    {
        Phrase.Translation = Translation.Read("test", typeof(PhraseTests).Assembly);

        Assert.Equal("test", Phrase.Language);
        Assert.Equal("es ist 5 mehr als 2", Phrase.Of($"{2} is less, by far, than {5}"));
        Assert.Equal("nichts", Phrase.Of("nothing"));
        Assert.Equal("no translation of 7", Phrase.Of($"no translation of {7}"));
    }

    [Fact]
    public async Task Translation_SetInAFlow_DoesNotReachOthers()
    {
        await Task.Run(static () => Phrase.Translation = Translation.Read("test", typeof(PhraseTests).Assembly), TestContext.Current.CancellationToken);

        Assert.Null(Phrase.Translation);
    }
}

namespace Hourglass.Cli.Tests;

public sealed class CommandTextTests
{
    [Fact]
    public void Repeat_KeepsWhatHasAnInfluenceAndNamesTheData()
    {
        string[] words = ["train", "my model.json", "--epochs", "3", "--out", "runs/a", "-q", "--json", "--threads", "2", "--lang", "es", "--data", "auto", "--verbose", "--seed", "7"];

        Assert.Equal(
            $"hourglass train {CommandText.Quote("my model.json")} --epochs 3 --seed 7 --data digits",
            CommandText.Repeat(words, "digits"));
    }

    [Theory]
    [InlineData("runs/a-1.2", "runs/a-1.2")]
    [InlineData("my run", "'my run'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("", "''")]
    [InlineData("$HOME", "'$HOME'")]
    public void Quote_MakesOneWordForAShell(string word, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other quotes.");

        Assert.Equal(expected, CommandText.Quote(word));
    }
}

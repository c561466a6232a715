namespace Hourglass.Architecture.Tests;

/// <summary>Nine of ten files and functions stay small, and none grows past the limit.</summary>
public sealed class SizeTests
{
    private const int LongFile = 400, UsualFile = 200, LongFunction = 80, UsualFunction = 30;

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void Files_OfAFolder_StayWithinTheirSizes(string folder)
    {
        SourceFile[] files = SourceFile.In(folder);

        string[] tooLong = [.. files.Where(static file => file.Lines > LongFile).Select(static file => $"{file.Name}: {file.Lines}")];
        string[] unusual = [.. files.Where(static file => file.Lines > UsualFile).Select(static file => $"{file.Name}: {file.Lines}")];

        Assert.True(tooLong.Length == 0, Lines($"Files of more than {LongFile} lines", tooLong));
        Assert.True(
            10 * unusual.Length <= files.Length,
            Lines($"More than a tenth of {files.Length} files have more than {UsualFile} lines", unusual));
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void Functions_OfAFolder_StayWithinTheirSizes(string folder)
    {
        Function[] functions = [.. SourceFile.In(folder).SelectMany(Functions.Of)];

        string[] tooLong = [.. functions.Where(static f => f.Lines > LongFunction).Select(static f => $"{f.Name}: {f.Lines}")];
        string[] unusual = [.. functions.Where(static f => f.Lines > UsualFunction).Select(static f => $"{f.Name}: {f.Lines}")];

        Assert.True(tooLong.Length == 0, Lines($"Functions of more than {LongFunction} lines", tooLong));
        Assert.True(
            10 * unusual.Length <= functions.Length,
            Lines($"More than a tenth of {functions.Length} functions have more than {UsualFunction} lines", unusual));
    }

    private static string Lines(string title, string[] found) => $"{title}:\n{string.Join('\n', found)}";
}

using System.Runtime.InteropServices;

namespace Hourglass.Learning.Tests;

public class DataFoldersTests
{
    private static readonly string Home = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "someone"));

    [Fact]
    public void For_EachPlatform_TakesItsCacheFolder()
    {
        Assert.Equal(Path.Combine(Home, ".cache", "hourglass"), Cache(OSPlatform.Linux));
        Assert.Equal(Path.Combine(Home, "Library", "Caches", "hourglass"), Cache(OSPlatform.OSX));
        Assert.Equal(Path.Combine(Home, "AppData", "Local", "hourglass", "cache"), Cache(OSPlatform.Windows));
    }

    [Fact]
    public void For_VariableOfThePlatform_IsHonoured()
    {
        string elsewhere = Path.Combine(Home, "elsewhere");

        Assert.Equal(Path.Combine(elsewhere, "hourglass"), Cache(OSPlatform.Linux, ("XDG_CACHE_HOME", elsewhere)));
        Assert.Equal(Path.Combine(elsewhere, "hourglass", "cache"), Cache(OSPlatform.Windows, ("LOCALAPPDATA", elsewhere)));
        Assert.Equal(Cache(OSPlatform.OSX), Cache(OSPlatform.OSX, ("XDG_CACHE_HOME", elsewhere)));
        Assert.Equal(Cache(OSPlatform.Linux), Cache(OSPlatform.Linux, ("XDG_CACHE_HOME", "relative")));
    }

    [Fact]
    public void For_NoHome_UsesTheFolderForTemporaryFiles() =>
        Assert.Equal(
            Path.Combine(Path.GetTempPath(), ".cache", "hourglass"), DataFolders.For(OSPlatform.Linux, _ => null, "").Cache);

    [Fact]
    public void For_OwnFolder_IsMadeAbsoluteAndEmptyIsNone()
    {
        Assert.Equal(Path.GetFullPath("sets"), Own("sets"));
        Assert.Null(Own(""));
        Assert.Null(Own(" "));
        Assert.Null(Own(null));
    }

    [Fact]
    public void FromEnvironment_GivesAbsoluteFolders()
    {
        DataFolders folders = DataFolders.FromEnvironment();

        Assert.True(Path.IsPathFullyQualified(folders.Cache));
        Assert.Equal(Environment.GetEnvironmentVariable("HOURGLASS_DATA") is { Length: > 0 }, folders.Own is not null);
    }

    private static string Cache(OSPlatform platform, params (string Name, string Value)[] variables) =>
        DataFolders.For(platform, name => variables.FirstOrDefault(variable => variable.Name == name).Value, Home).Cache;

    private static string? Own(string? value) =>
        DataFolders.For(OSPlatform.Linux, name => name == "HOURGLASS_DATA" ? value : null, Home).Own;
}

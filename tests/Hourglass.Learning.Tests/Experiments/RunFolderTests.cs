using Hourglass.Testing;

namespace Hourglass.Learning.Tests;

public sealed class RunFolderTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("run")]
    [InlineData("a/b/run")]
    public void Create_NewFolder_CanBeOpened(string name)
    {
        string path = _folder.At(name.Split('/'));
        RunFolder made = RunFolder.Create(path, TinyRun.Recipe);
        RunFolder opened = RunFolder.Open(path);

        Assert.Equal(path, opened.Path);
        Assert.Equal(made.Path, opened.Path);
        Assert.Equal(TinyRun.Recipe, opened.ReadRecipe());
        Assert.Equal(["hourglass.txt", "recipe.json"], Names(path));
    }

    [Fact]
    public void Create_EmptyFolder_IsTaken()
    {
        Directory.CreateDirectory(_folder.At("run"));

        Assert.Equal(2, Names(RunFolder.Create(_folder.At("run"), TinyRun.Recipe).Path).Length);
    }

    [Fact]
    public void Create_RelativePath_BecomesFull() =>
        Assert.True(Path.IsPathFullyQualified(RunFolder.Create(Path.GetRelativePath(Environment.CurrentDirectory, _folder.At("run")), TinyRun.Recipe).Path));

    [Fact]
    public void Create_FolderThatHoldsSomething_IsRefusedAndLeftAsItWas()
    {
        _folder.Write("run/notes.txt", [1, 2, 3]);

        IOException error = Assert.Throws<IOException>(() => RunFolder.Create(_folder.At("run"), TinyRun.Recipe));

        Assert.Equal(
            $"{_folder.At("run")}: the folder is not empty. Choose another --out, or go on with that run by 'hourglass resume'.", error.Message);
        Assert.Equal(["notes.txt"], Names(_folder.At("run")));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(_folder.At("run", "notes.txt")));
    }

    [Fact]
    public void Create_OverAFile_IsRefusedAndLeavesIt()
    {
        _folder.Write("run", [1]);

        IOException error = Assert.Throws<IOException>(() => RunFolder.Create(_folder.At("run"), TinyRun.Recipe));

        Assert.Equal($"{_folder.At("run")}: found a file, expected a folder or nothing. Choose another --out.", error.Message);
        Assert.Equal([1], File.ReadAllBytes(_folder.At("run")));
    }

    [Fact]
    public void Create_BelowAFile_IsRefusedAndLeavesIt()
    {
        _folder.Write("file", [1]);

        Assert.ThrowsAny<IOException>(() => RunFolder.Create(_folder.At("file", "run"), TinyRun.Recipe));

        Assert.Equal([1], File.ReadAllBytes(_folder.At("file")));
    }

    [Fact]
    public void Create_WhereNothingMayBeWritten_IsRefused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs Linux's /proc, where nobody may make a folder.");

        SystemException error = Assert.ThrowsAny<SystemException>(() => RunFolder.Create("/proc/hourglass-run", TinyRun.Recipe));

        Assert.True(error is IOException or UnauthorizedAccessException);
        Assert.Contains("/proc/hourglass-run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoFolder_SaysHowToMakeOne()
    {
        DirectoryNotFoundException error = Assert.Throws<DirectoryNotFoundException>(() => RunFolder.Open(_folder.At("none")));

        Assert.Equal($"{_folder.At("none")}: there is no such folder. 'hourglass train' makes one.", error.Message);
    }

    [Fact]
    public void Open_FolderOfSomethingElse_IsRefused()
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => RunFolder.Open(_folder.Root));

        Assert.StartsWith($"{_folder.Root}: found no hourglass.txt, expected the folder of a run.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hourglass-run 2\n", "'hourglass-run 2'")]
    [InlineData("", "''")]
    [InlineData("\u001b[31mred\u0007", "'?[31mred?'")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789", "'0123456789012345678901234567890123456789012345678901234567890123'")]
    public void Open_AnotherVersion_IsRefusedWithoutItsControlCharacters(string text, string shown)
    {
        RunFolder.Create(_folder.At("run"), TinyRun.Recipe);
        File.WriteAllText(_folder.At("run", "hourglass.txt"), text);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => RunFolder.Open(_folder.At("run")));

        Assert.Equal(
            $"{_folder.At("run", "hourglass.txt")}: found {shown}, expected 'hourglass-run 1'. This run was written by another version of Hourglass; use that one, or train again.",
            error.Message);
    }

    [Fact]
    public void Open_VersionWithWindowsLineEnd_IsFine()
    {
        RunFolder.Create(_folder.At("run"), TinyRun.Recipe);
        File.WriteAllText(_folder.At("run", "hourglass.txt"), "hourglass-run 1\r\n");

        Assert.Equal(TinyRun.Recipe, RunFolder.Open(_folder.At("run")).ReadRecipe());
    }

    [Fact]
    public void ReadRecipe_MissingFile_NamesIt()
    {
        RunFolder folder = RunFolder.Create(_folder.At("run"), TinyRun.Recipe);
        File.Delete(folder.RecipeFile);

        FileNotFoundException error = Assert.Throws<FileNotFoundException>(folder.ReadRecipe);

        Assert.Contains(folder.RecipeFile, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NewName_NamesModelAndTimeAndCountsOn()
    {
        string name = RunFolder.NewName("my model/../x", new FakeTimeProvider(), Path.GetTempPath());

        Assert.Equal(Path.Combine("runs", "my-model----x-20260102-030405"), name);
    }

    private static string[] Names(string path) =>
        [.. Directory.GetFileSystemEntries(path).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];
}

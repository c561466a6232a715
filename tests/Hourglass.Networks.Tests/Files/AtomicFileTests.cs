namespace Hourglass.Networks.Tests;

public class AtomicFileTests
{
    [Fact]
    public void Write_ExistingFile_IsReplacedAndNothingElseStays()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("x");
        File.WriteAllText(path, "a longer old text");

        AtomicFile.Write(path, stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Write_FailsHalfway_LeavesWhatWasThere()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("x");
        File.WriteAllText(path, "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Write_IntoAFolderThatIsNotThere_IsAnIOException()
    {
        using TemporaryFolder folder = new();

        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(folder.File("no/x"), static stream => stream.WriteByte(1)));
    }
}

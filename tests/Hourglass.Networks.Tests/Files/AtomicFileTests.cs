namespace Hourglass.Networks.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hourglass-").FullName;

    private string Target => Path.Combine(_folder, "file.bin");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_NewFile_HoldsTheContentAndLeavesNothingElse()
    {
        AtomicFile.Write(Target, stream => stream.Write([1, 2, 3]));

        Assert.Equal([1, 2, 3], File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Write_OverALongerFile_ReplacesAllOfIt()
    {
        File.WriteAllBytes(Target, new byte[100]);

        AtomicFile.Write(Target, stream => stream.WriteByte(7));

        Assert.Equal([7], File.ReadAllBytes(Target));
    }

    [Fact]
    public void Write_WhileWriting_TheOldFileStands()
    {
        File.WriteAllBytes(Target, [9]);

        AtomicFile.Write(Target, stream =>
        {
            stream.Write(new byte[200_000]);
            stream.Flush();
            Assert.Equal([9], File.ReadAllBytes(Target));
        });

        Assert.Equal(200_000, new FileInfo(Target).Length);
    }

    [Fact]
    public void Write_FailingHalfway_LeavesTheOldFileAndNoTemporaryOne()
    {
        File.WriteAllBytes(Target, [9]);

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write(new byte[200_000]);
            throw new InvalidOperationException("halfway");
        }));

        Assert.Equal("halfway", error.Message);
        Assert.Equal([9], File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Write_OverAFolder_FailsAndLeavesNoTemporaryFile()
    {
        Directory.CreateDirectory(Target);

        Assert.ThrowsAny<SystemException>(() => AtomicFile.Write(Target, stream => stream.WriteByte(1)));

        Assert.Empty(Directory.GetFiles(_folder));
        Assert.True(Directory.Exists(Target));
    }

    [Fact]
    public void Write_IntoAMissingFolder_Fails() =>
        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(Path.Combine(_folder, "missing", "file"), stream => stream.WriteByte(1)));
}

namespace Hourglass.Learning.Tests;

public sealed class CsvFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_ATable_WritesNamesAndTheShortestNumbers()
    {
        string path = _folder.At("a.csv");

        CsvFile.Write(path, ["a", "b,\"c\""], new[] { 0.1f, -2, 1e-20f, float.NaN });

        Assert.Equal("a,\"b,\"\"c\"\"\"\n0.1,-2\n1E-20,NaN\n", File.ReadAllText(path));
    }

    [Fact]
    public void Write_AnyFloat_ReadsBackTheSame()
    {
        string path = _folder.At("a.csv");
        float[] values = [float.MaxValue, float.Epsilon, 1f / 3, -0f];

        CsvFile.Write(path, ["x"], values);

        Assert.Equal(values, File.ReadAllLines(path).Skip(1).Select(static line => float.Parse(line, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Write_NoWholeRows_IsRefusedAndLeavesTheOldFile()
    {
        string path = _folder.At("a.csv");
        File.WriteAllText(path, "old");

        Assert.Throws<ArgumentException>(() => CsvFile.Write(path, ["a", "b"], new float[3]));

        Assert.Equal("old", File.ReadAllText(path));
    }
}

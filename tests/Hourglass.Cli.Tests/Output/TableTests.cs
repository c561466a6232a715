namespace Hourglass.Cli.Tests;

public sealed class TableTests
{
    [Fact]
    public void Write_AlignsColumnsAndLeavesNoBlanksAtTheEnd()
    {
        Table table = new(1);
        table.Add("layer", "parameters", "");
        table.Add("dense 32, relu", "25,120", "<- code");
        table.Add("total", "7");
        using StringWriter writer = new() { NewLine = "\n" };

        table.Write(writer);

        Assert.Equal("layer           parameters\ndense 32, relu      25,120  <- code\ntotal                    7\n", writer.ToString());
    }
}

using System.Text;

namespace Hourglass.Learning.Tests;

public sealed class CsvReadTests
{
    [Theory]
    [InlineData("a.csv", "x,y\n1,2\n3,4\n")]
    [InlineData("a.csv", "x;y\r\n1;2\r\n3;4")]
    [InlineData("a.csv", "x\ty\n1\t2\n3\t4\n")]
    [InlineData("a.tsv", "x\ty\n1\t2\n\n3\t4\n\n")]
    [InlineData("a.csv", "\uFEFF\"x\", y \n \"1\" , 2.0\n3,4e0\n")]
    public void Read_AnyDelimiterAndEndOfLine_GivesNamesAndNumbers(string name, string text)
    {
        CsvTable table = Read(text, name: name);

        Assert.Equal(["x", "y"], table.Columns);
        Assert.Equal([1, 2, 3, 4], table.Values);
        Assert.Equal(2, table.Rows);
    }

    [Fact]
    public void Read_WhatNumpyWrites_GivesTheSameNumbers()
    {
        // numpy.savetxt(file, numpy.array([[0.1, -2e-20], [numpy.pi, 1e30]]), delimiter=',').
        string text = "1.000000000000000056e-01,-1.999999999999999903e-20\n3.141592653589793116e+00,1.000000000000000020e+30\n";

        CsvTable table = Read(text);

        Assert.Equal(["column0", "column1"], table.Columns);
        Assert.Equal([0.1f, -2e-20f, MathF.PI, 1e30f], table.Values);
    }

    [Theory]
    [InlineData("species")]
    [InlineData("2")]
    [InlineData("-1")]
    public void Read_WithLabels_TakesTheColumnOut(string labels)
    {
        CsvTable table = Read("a,b,species\n1,2,\"Iris, \"\"wild\"\"\"\n3,4,x\n", new CsvOptions(Labels: labels));

        Assert.Equal(["a", "b"], table.Columns);
        Assert.Equal([1, 2, 3, 4], table.Values);
        Assert.Equal(["Iris, \"wild\"", "x"], table.Labels);
    }

    [Theory]
    [InlineData("5.1,3.5,setosa\n4.9,3,setosa\n", "column0")]
    [InlineData("a,b,species\n4.9,3,setosa\n", "a")]
    [InlineData("label,0,species\n4.9,3,setosa\n", "label")]
    public void Read_AFirstLineOfNames_IsFound(string text, string first) =>
        Assert.Equal(first, Read(text, new CsvOptions(Labels: "-1")).Columns[0]);

    [Fact]
    public void Read_NumbersAsNames_AreNamesIfOneSaysSo()
    {
        Assert.Equal([0, 1, 2, 3], Read("0,1\n2,3\n").Values);
        Assert.Equal([2, 3], Read("0,1\n2,3\n", new CsvOptions(Header: true)).Values);
    }

    [Theory]
    [InlineData("x,y\n1,2\n3,\n", "t.csv, line 3: found no value ('') in column 1 ('y'), expected a number. Fill it in, or remove the row.")]
    [InlineData("x,y\n1,NA\n", "t.csv, line 2: found no value ('NA') in column 1 ('y'), expected a number.")]
    [InlineData("x,y\n1,nan\n", "t.csv, line 2: found no value ('nan') in column 1 ('y'), expected a number.")]
    [InlineData("x,y\n1,2\n3,4,5\n", "t.csv, line 3: found 3 fields, expected 2 as in the first record.")]
    [InlineData("x;y\n1,5;2\n", "t.csv, line 2: found '1,5' in column 0 ('x'), expected a number that fits float32, with a decimal point.")]
    [InlineData("x,y\n1,1e60\n", "t.csv, line 2: found '1e60' in column 1 ('y'), expected a number that fits float32, with a decimal point. Scale the numbers down.")]
    [InlineData("x,y\n1,\"2\n", "t.csv, line 2: found the end of the file within a quoted field, expected a closing quote.")]
    [InlineData("x,y\n\"1\"2,3\n", "t.csv, line 2: found '2' behind a closing quote, expected a delimiter or the end of the line.")]
    [InlineData("", "t.csv, line 1: found no record, expected a table.")]
    [InlineData("x,y\n", "t.csv, line 1: found no row of numbers, expected at least one.")]
    public void Read_WhatIsNoTable_NamesLineAndColumn(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_Utf16_SaysHowToSave() => Assert.Contains(
        "found a text in UTF-16, expected UTF-8", Assert.Throws<InvalidDataException>(() => CsvFile.Read(new MemoryStream(Encoding.Unicode.GetPreamble()), "t.csv")).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_BeyondTheLimit_IsRefused() => Assert.Contains(
        "found more than 2 numbers", Assert.Throws<InvalidDataException>(() => CsvFile.Read(Stream("1\n2\n3\n"), "t.csv", limit: 8)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("t.csv")]
    [InlineData("t.tsv")]
    public void WriteAndRead_GiveTheSameNumbersAndLabels(string name)
    {
        using ScratchFolder folder = new();
        float[] values = [.. Enumerable.Range(0, 6000).Select(static i => MathF.Sin(i) * MathF.Pow(10, i % 60 - 30))];
        string[] labels = [.. Enumerable.Range(0, 2000).Select(static i => $"a\"b,\t{i % 3}")];

        CsvFile.Write(folder.At(name), ["x", "y", "z"], values, labels);
        CsvTable table = CsvFile.Read(folder.At(name), new CsvOptions(Labels: "label"));

        Assert.Equal(values, table.Values);
        Assert.Equal("a\"b,?1", table.Labels[1]);
    }

    private static CsvTable Read(string text, CsvOptions? options = null, string name = "t.csv") => CsvFile.Read(Stream(text), name, options);

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}

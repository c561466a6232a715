namespace Hourglass.Cli.Tests;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.009771, "0.009771")]
    [InlineData(0.01, "0.01000")]
    [InlineData(7.66, "7.660")]
    [InlineData(27.591, "27.59")]
    [InlineData(123456, "123456")]
    [InlineData(1.23456e-5, "1.235e-5")]
    [InlineData(1.5e9, "1.500e9")]
    [InlineData(-0.5, "-0.5000")]
    [InlineData(double.NaN, "not a number")]
    [InlineData(double.PositiveInfinity, "infinite")]
    public void Significant_WritesFourDigits(double value, string expected) => Assert.Equal(expected, Figures.Significant(value));

    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(12.4, "12 s")]
    [InlineData(59.6, "1 min 00 s")]
    [InlineData(245, "4 min 05 s")]
    [InlineData(7620, "2 h 07 min")]
    public void Duration_IsWhatPeopleSay(double seconds, string expected) => Assert.Equal(expected, Figures.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0 s left")]
    [InlineData(0.2, "1 s left")]
    [InlineData(9.5, "10 s left")]
    [InlineData(-1, "0 s left")]
    public void Left_CountsWholeSeconds(double seconds, string expected) => Assert.Equal(expected, Figures.Left(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(950, "950 B")]
    [InlineData(2_560_000, "2.6 MB")]
    [InlineData(1.2e9, "1.2 GB")]
    public void Bytes_HaveAUnit(double bytes, string expected) => Assert.Equal(expected, Figures.Bytes(bytes));

    [Theory]
    [InlineData(1, "1 sample")]
    [InlineData(10_000, "10,000 samples")]
    public void Samples_AgreeWithTheirNumber(int count, string expected) => Assert.Equal(expected, Figures.Samples(count));
}

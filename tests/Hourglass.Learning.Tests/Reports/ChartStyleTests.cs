namespace Hourglass.Learning.Tests;

/// <summary>The colours of classes stay apart for every reader.</summary>
/// <remarks>
/// How colours look without one kind of cones: Machado, Oliveira and Fernandes (2009), severity 1, on linear light. Distances are CIE76 in
/// L*a*b*, in which 2.3 is just seen; matplotlib's tab10 has pairs at 1.5 (protanopia: blue and purple, green and orange about 5).
/// </remarks>
public sealed class ChartStyleTests
{
    private static readonly double[][] Normal = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
    private static readonly double[][] Protanopia = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
    private static readonly double[][] Deuteranopia = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
    private static readonly double[][] Tritanopia = [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]];

    // Okabe and Ito's own six come as near as 16 to each other (tritanopia, sky blue and green); nothing added may come nearer.
    [Theory]
    [InlineData(false, 16)]
    [InlineData(true, 24)]
    public void Colors_OfTenClasses_StayApartForColorBlindReaders(bool dark, double least)
    {
        foreach (double[][] eye in (double[][][])[Normal, Protanopia, Deuteranopia, Tritanopia])
        {
            double[][] seen = [.. Enumerable.Range(0, ChartStyle.Colors).Select(i => Lab(See(eye, Linear(ChartStyle.Rgb(Ink.Series(i), dark)))))];
            for (int i = 0; i < seen.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    double distance = Math.Sqrt(seen[i].Zip(seen[j], static (a, b) => (a - b) * (a - b)).Sum());
                    Assert.True(distance >= least, $"colours {j} and {i} are {distance:0.0} apart");
                }
            }
        }
    }

    // 2.2 is what Okabe and Ito's orange and sky blue have on white; texts keep WCAG's 4.5 but for names in colour, which are bold.
    [Theory]
    [InlineData(false, 2.2)]
    [InlineData(true, 3.4)]
    public void Colors_OfTenClasses_StandOutFromThePaper(bool dark, double least)
    {
        double paper = Luminance(ChartStyle.Rgb(Ink.Paper, dark));
        for (int i = 0; i < ChartStyle.Colors; i++)
            Assert.InRange(Contrast(paper, Luminance(ChartStyle.Rgb(Ink.Series(i), dark))), least, 21);
        Assert.InRange(Contrast(paper, Luminance(ChartStyle.Rgb(Ink.Text, dark))), 4.5, 21);
        Assert.InRange(Contrast(paper, Luminance(ChartStyle.Rgb(Ink.Strong, dark))), 7, 21);
    }

    [Fact]
    public void SequentialMap_FromNoneToAll_DarkensSteadilyAndKeepsItsLettersReadable()
    {
        double before = 2;
        for (int i = 0; i <= 100; i++)
        {
            double luminance = Luminance(SequentialMap.Shade(i / 100.0).Rgb), letters = Luminance(SequentialMap.LettersOn(i / 100.0).Rgb);
            Assert.True(luminance < before, $"{i} % is no darker than the share before");

            // 4.0 where black and white letters are equally hard to read, in the middle of the map.
            Assert.True(Contrast(luminance, letters) >= 4.0, $"letters on {i} % have a contrast of {Contrast(luminance, letters):0.0}");
            before = luminance;
        }
    }

    private static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    private static double Luminance(int rgb) => Linear(rgb) is [double r, double g, double b] ? (0.2126 * r) + (0.7152 * g) + (0.0722 * b) : 0;

    private static double[] Linear(int rgb) => [.. new[] { rgb >> 16, (rgb >> 8) & 255, rgb & 255 }.Select(static value =>
        value <= 10 ? value / 255.0 / 12.92 : Math.Pow(((value / 255.0) + 0.055) / 1.055, 2.4))];

    private static double[] See(double[][] matrix, double[] color) =>
        [.. matrix.Select(row => Math.Clamp(row.Zip(color, static (a, b) => a * b).Sum(), 0, 1))];

    private static double[] Lab(double[] rgb)
    {
        double x = F(((0.4124 * rgb[0]) + (0.3576 * rgb[1]) + (0.1805 * rgb[2])) / 0.9505);
        double y = F((0.2126 * rgb[0]) + (0.7152 * rgb[1]) + (0.0722 * rgb[2]));
        double z = F(((0.0193 * rgb[0]) + (0.1192 * rgb[1]) + (0.9505 * rgb[2])) / 1.089);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];
    }

    private static double F(double value) => value > 0.008856 ? Math.Cbrt(value) : (7.787 * value) + (16.0 / 116);
}

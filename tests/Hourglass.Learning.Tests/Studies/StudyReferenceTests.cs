namespace Hourglass.Learning.Tests;

public class StudyReferenceTests
{
    [Theory]
    [InlineData(104, true)]
    [InlineData(105.9, true)]
    [InlineData(106.1, false)]
    [InlineData(double.NaN, false)]
    public void A_figure_is_among_seeds_up_to_two_deviations_above_their_mean(double value, bool reached)
    {
        StudyReference reference = StudyReference.AmongSeeds(105, 0.5, "elsewhere", ReferenceKind.PyTorch);

        Assert.Equal(reached, new StudyFigure("bound", value, Reference: reference).Judge().IsReached);
    }

    [Fact]
    public void What_is_beyond_the_seeds_is_missed_by_the_distance_to_their_mean()
    {
        StudyReference reference = StudyReference.AmongSeeds(105, 0.5, "elsewhere", ReferenceKind.PyTorch);

        StudyFigure figure = new StudyFigure("bound", 106.25, Reference: reference) { Decimals = 2 }.Judge();

        Assert.Equal("missed by 1.25", figure.Verdict);
        Assert.Equal("105.00", figure.ReferenceText);
    }
}

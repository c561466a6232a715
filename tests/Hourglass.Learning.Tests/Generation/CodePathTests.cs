namespace Hourglass.Learning.Tests;

public sealed class CodePathTests
{
    [Theory]
    [InlineData(CodePathKind.Linear)]
    [InlineData(CodePathKind.Spherical)]
    public void Between_BeginsAndEndsAtTheCodes(CodePathKind kind)
    {
        float[] from = [0.1f, -2.3f, 0.7f], to = [1.9f, 0.3f, -0.4f];

        float[] path = CodePath.Between(from, to, 7, kind);

        Assert.Equal(21, path.Length);
        Assert.Equal(from, path[..3]);
        Assert.Equal(to, path[18..]);
    }

    [Fact]
    public void Between_Linear_HasEqualSteps() =>
        Assert.Equal([0, 4, 0.25f, 3, 0.5f, 2, 0.75f, 1, 1, 0], CodePath.Between([0, 4], [1, 0], 5, CodePathKind.Linear));

    [Fact]
    public void Between_Spherical_KeepsTheLengthAndTheAngleOfEachStep()
    {
        float[] path = CodePath.Between([3, 0], [0, 3], 4, CodePathKind.Spherical);

        for (int step = 0; step < 4; step++)
        {
            Assert.Equal(3 * Math.Cos(step * Math.PI / 6), path[2 * step], 1e-6);
            Assert.Equal(3 * Math.Sin(step * Math.PI / 6), path[(2 * step) + 1], 1e-6);
        }
    }

    [Theory]
    [InlineData(2f)]
    [InlineData(-1f)]
    [InlineData(0f)]
    public void Between_Spherical_OnOneLineThroughTheOrigin_IsLinear(float factor)
    {
        float[] from = [1, 2], to = [factor, 2 * factor];

        Assert.Equal(CodePath.Between(from, to, 5, CodePathKind.Linear), CodePath.Between(from, to, 5, CodePathKind.Spherical));
    }

    [Fact]
    public void Between_WrongSizes_Fail()
    {
        Assert.Throws<ArgumentException>(() => CodePath.Between([1], [1, 2], 3, CodePathKind.Linear));
        Assert.Throws<ArgumentException>(() => CodePath.Between([], [], 3, CodePathKind.Linear));
        Assert.Throws<ArgumentOutOfRangeException>(() => CodePath.Between([1], [2], 1, CodePathKind.Linear));
    }
}

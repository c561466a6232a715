namespace Hourglass.Networks.Tests;

public class NearestNameTests
{
    private static readonly string[] Known = ["linear", "sigmoid", "tanh", "relu", "leaky-relu", "elu", "softmax", "learningRate"];

    [Theory]
    [InlineData("relu", "relu")]
    [InlineData("RELU", "relu")]
    [InlineData("rellu", "relu")]
    [InlineData("rleu", "relu")]
    [InlineData("leakyrelu", "leaky-relu")]
    [InlineData("leaky_relu", "leaky-relu")]
    [InlineData("sigmod", "sigmoid")]
    [InlineData("soft-max", "softmax")]
    [InlineData("learning-rate", "learningRate")]
    [InlineData("tan", "tanh")]
    public void Find_Mistyped_IsWhatWasMeant(string received, string meant) => Assert.Equal(meant, NearestName.Find(received, Known));

    [Theory]
    [InlineData("")]
    [InlineData("swish")]
    [InlineData("x")]
    [InlineData("convolution")]
    public void Find_SomethingElse_IsNothing(string received) => Assert.Null(NearestName.Find(received, Known));

    [Fact]
    public void Find_ExchangeOfNeighbours_CountsOnce() => Assert.Equal("ab", NearestName.Find("ba", ["cd", "ab"]));

    [Fact]
    public void Find_EquallyNear_IsTheFirst() => Assert.Equal("bat", NearestName.Find("aat", ["bat", "cat"]));

    [Fact]
    public void Find_VeryLong_IsNothing() => Assert.Null(NearestName.Find(new string('a', 65), [new string('a', 64)]));

    [Fact]
    public void Explain_LongName_IsCutShort() =>
        Assert.Equal($"received \"{new string('a', 64)}...\", expected one of b.", NearestName.Explain(new string('a', 10_000), ["b"]));
}

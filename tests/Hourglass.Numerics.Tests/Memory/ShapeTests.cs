namespace Hourglass.Numerics.Tests;

public class ShapeTests
{
    [Theory]
    [InlineData(784, 1, 1, 784, "784")]
    [InlineData(1, 28, 28, 784, "28x28x1")]
    [InlineData(3, 2, 1, 6, "2x1x3")]
    public void Shape_CountsAndWritesItsFeatures(int channels, int height, int width, int size, string text)
    {
        Shape shape = new(channels, height, width);

        Assert.Equal(size, shape.Size);
        Assert.Equal(text, shape.ToString());
        Assert.Equal(height == 1 && width == 1, shape.IsVector);
    }

    [Fact]
    public void Size_TooLarge_Overflows() => Assert.Throws<OverflowException>(static () => new Shape(1 << 16, 1 << 15).Size);
}

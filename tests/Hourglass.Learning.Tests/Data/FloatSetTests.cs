using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class FloatSetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(45)]
    public void Read_AnyOrder_CopiesSamplesAndClearsPadding(int columns)
    {
        float[] values = new float[50 * 3];
        for (int i = 0; i < values.Length; i++) values[i] = i - 70.5f;
        FloatSet set = new("table", new Shape(3), values);
        int[] indices = new int[columns];
        for (int i = 0; i < columns; i++) indices[i] = i * 7 % 50;
        Tensor batch = new(set.Shape, columns);
        batch.Span.Fill(float.NaN);

        set.Read(indices, batch, Workers.Single);

        for (int column = 0; column < batch.Panels * Tensor.PanelWidth; column++)
            for (int row = 0; row < 3; row++)
                Assert.Equal(column < columns ? values[(indices[column] * 3) + row] : 0f, batch[row, column]);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Constructor_ValueNotFinite_NamesSampleAndFeature(float value)
    {
        float[] values = new float[12];
        values[7] = value;

        ArgumentException error = Assert.Throws<ArgumentException>(() => new FloatSet("table", new Shape(3), values));

        Assert.Contains("sample 2, feature 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_IndexOutside_IsRefused()
    {
        FloatSet set = new("table", new Shape(3), new float[6]);

        Assert.Throws<ArgumentOutOfRangeException>(() => set.Read([2], new Tensor(set.Shape, 1), Workers.Single));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Read([-1], new Tensor(set.Shape, 1), Workers.Single));
    }
}

using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

/// <summary>Moments and offsets of features and rows.</summary>
public class FeatureKernelTests
{
    public static MatrixTheoryData<SimdWidth, int> Sizes => new(Enum.GetValues<SimdWidth>(), [1, 3, 16, 33, 70]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Subtract_CentresAndScalesEachFeatureAndClearsPadding(SimdWidth width, int columns)
    {
        using Simd.Scope scope = Simd.Use(width);
        float[] values = Draw.Uniform(3, 5 * columns), offset = Draw.Uniform(4, 5), scale = Draw.Uniform(5, 5);
        GuardedMemory memory = new(Tensor.LengthOf(new Shape(5), columns));
        Tensor batch = memory.Tensor(new Shape(5), columns);
        Draw.Set(batch, values, padding: 9);

        FeatureOffset.Subtract(batch, offset, scale, Workers.Single);

        Close.Identical([.. values.Select((value, i) => scale[i % 5] * (value - offset[i % 5]))], batch.Samples(), "values");
        for (int column = columns; column < batch.Panels * Tensor.PanelWidth; column++) Assert.Equal(0, batch[4, column]);
        memory.Verify("subtract");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Add_OfOffsets_ReachesEveryRow(SimdWidth width, int columns)
    {
        using Simd.Scope scope = Simd.Use(width);
        float[] values = Draw.Uniform(3, 3 * columns), offset = Draw.Uniform(4, columns), scale = Draw.Uniform(5, columns);
        GuardedMemory memory = new(2 * 3 * columns);
        MatrixView x = memory.Matrix(3, columns, columns), y = memory.Matrix(3, columns, columns);
        for (int i = 0; i < values.Length; i++) x[i / columns, i % columns] = values[i];

        RowOffset.Add(x, offset, -2, y, Workers.Single, scale);

        for (int i = 0; i < values.Length; i++)
            Assert.Equal(scale[i % columns] * MathF.FusedMultiplyAdd(-2, offset[i % columns], values[i]), y[i / columns, i % columns]);
        memory.Verify("rows");
    }

    [Fact]
    public void Moments_OverBatches_AreThoseOfAllSamples()
    {
        // Far from zero, where squares of single precision would have lost every digit.
        float[] values = Draw.Normal(8, 70 * 4, 0.25, 1000);
        FeatureMoments moments = new(4);

        foreach ((int start, int count) in (ReadOnlySpan<(int, int)>)[(0, 33), (33, 37)])
        {
            Tensor batch = new(new Shape(4), count);
            Draw.Set(batch, values.AsSpan(start * 4, count * 4), padding: float.NaN);
            moments.Add(batch, Workers.Single);
        }

        for (int j = 0; j < 4; j++)
        {
            double[] column = [.. Enumerable.Range(0, 70).Select(i => (double)values[(i * 4) + j])];
            double mean = column.Average();
            Assert.Equal(mean, moments.Mean()[j], 1e-9);
            Assert.Equal(column.Average(value => (value - mean) * (value - mean)), moments.Variance()[j], 1e-9);
        }
    }

    [Fact]
    public void Rows_MadeOrthonormal_SpanTheSameAndReplaceWhatDepends()
    {
        double[][] vectors = [[3, 0, 4, 0], [6, 0, 8, 0], [0, 0, 0, 0], [1, 1, 1, 1]];

        OrthonormalRows.MakeFrom(vectors, Workers.Single);

        Close.Equal([0.6, 0, 0.8, 0], vectors[0], 1e-15, 0, "the first keeps its direction");
        for (int i = 0; i < 4; i++)
            for (int j = 0; j <= i; j++) Assert.Equal(i == j ? 1 : 0, vectors[i].Zip(vectors[j], static (x, y) => x * y).Sum(), 1e-14);
    }

    [Fact]
    public void Sizes_ThatDiffer_AreRefused()
    {
        FloatBuffer buffer = new(12);
        MatrixView x = new(buffer, 3, 4);
        Tensor batch = new(new Shape(3), 2);

        Assert.Throws<ArgumentException>(() => RowOffset.Add(x, new float[3], 1, x, Workers.Single));
        Assert.Throws<ArgumentException>(() => RowOffset.Add(x, new float[4], 1, x, Workers.Single, new float[3]));
        Assert.Throws<ArgumentException>(() => RowOffset.Add(x.Transposed, new float[3], 1, x.Transposed, Workers.Single));
        Assert.Throws<ArgumentException>(() => FeatureOffset.Subtract(batch, new float[2], new float[3], Workers.Single));
        Assert.Throws<ArgumentException>(() => new FeatureMoments(2).Add(batch, Workers.Single));
        Assert.Throws<ArgumentException>(() => OrthonormalRows.MakeFrom([[1], [2]], Workers.Single));
        Assert.Throws<ArgumentException>(() => Gathering.Gather(x, [0], batch, Workers.Single));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gathering.Gather(new MatrixView(buffer, 4, 3), [0, 4], batch, Workers.Single));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public void Gather_OfRows_TakesTheChosenOnes(bool transposed, bool isRun)
    {
        foreach (int features in (int[])[1, 16, 37])
        {
            foreach (int columns in (int[])[1, 31, 32, 70])
            {
                GuardedMemory memory = new((80 * features) + Tensor.LengthOf(new Shape(features), columns));
                MatrixView rows = transposed ? memory.Matrix(features, 80, 80).Transposed : memory.Matrix(80, features, features);
                for (int i = 0; i < 80; i++)
                    for (int j = 0; j < features; j++) rows[i, j] = (100 * i) + j;
                Tensor batch = memory.Tensor(new Shape(features), columns);
                int[] indices = [.. Enumerable.Range(0, columns).Select(i => isRun ? i + 3 : i * 7 % 80)];

                Gathering.Gather(rows, indices, batch, Workers.Single);

                Close.Identical([.. indices.SelectMany(i => Enumerable.Range(0, features).Select(j => (float)((100 * i) + j)))], batch.Samples(), $"{features} x {columns}");
                for (int column = columns; column < batch.Panels * Tensor.PanelWidth; column++) Assert.Equal(0, batch[features - 1, column]);
                memory.Verify("gather");
            }
        }
    }
}

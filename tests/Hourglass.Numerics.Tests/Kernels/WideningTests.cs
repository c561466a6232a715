using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class WideningTests
{
    [Theory]
    [ClassData(typeof(Widths))]
    public void Gather_OverRaggedSizes_ScalesTheChosenSamples(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        foreach (int rows in new[] { 1, 15, 16, 17, 33, 784 })
        {
            byte[] samples = [.. Enumerable.Range(0, rows * 9).Select(static i => (byte)(i * 37))];
            foreach (int columns in new[] { 1, 15, 16, 17, 32, 33, 70 })
            {
                int[] indices = [.. Enumerable.Range(0, columns).Select(static i => i * 5 % 9)];
                GuardedMemory memory = new(Tensor.LengthOf(new Shape(rows), columns));
                Tensor batch = memory.Tensor(new Shape(rows), columns);

                Widening.Gather(samples, indices, 1 / 255f, batch, Workers.Single);

                float[] expected = [.. indices.SelectMany(i => samples.Skip(i * rows).Take(rows).Select(static b => b * (1 / 255f)))];
                Close.Identical(expected, batch.Samples(), $"{rows} x {columns}");
                for (int column = columns; column < batch.Panels * Tensor.PanelWidth; column++) Assert.Equal(0, batch[rows - 1, column]);
                memory.Verify($"{rows} x {columns}");
            }
        }
    }

    [Fact]
    public void Gather_OfBadIndices_IsRefused()
    {
        byte[] samples = new byte[30];
        Tensor batch = new(new Shape(10), 2);

        Assert.Throws<ArgumentException>(() => Widening.Gather(samples, [0], 1, batch, Workers.Single));
        Assert.Throws<ArgumentOutOfRangeException>(() => Widening.Gather(samples, [0, 3], 1, batch, Workers.Single));
        Assert.Throws<ArgumentOutOfRangeException>(() => Widening.Gather(samples, [-1, 0], 1, batch, Workers.Single));
        Assert.Throws<ArgumentOutOfRangeException>(() => Widening.Gather(samples.AsSpan(0, 29), [0, 2], 1, batch, Workers.Single));
    }

    [Fact]
    public void Gather_WithAnyTeam_HasTheSameBits()
    {
        byte[] samples = [.. Enumerable.Range(0, 50 * 300).Select(static i => (byte)(i * 31))];
        int[] indices = [.. Enumerable.Range(0, 200).Select(static i => i * 7 % 300)];
        Tensor alone = new(new Shape(50), 200), together = new(new Shape(50), 200);
        using Workers workers = new(3);

        Widening.Gather(samples, indices, 0.01f, alone, Workers.Single);
        Widening.Gather(samples, indices, 0.01f, together, workers);

        Close.Identical(alone.Span, together.Span, "3 workers");
    }
}

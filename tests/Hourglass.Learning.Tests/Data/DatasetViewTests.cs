using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class DatasetViewTests
{
    private static readonly FloatSet Source = Make(2000);

    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(1500)]
    public void Read_AnyNumberOfColumns_ReadsTheChosenSamples(int columns)
    {
        int[] chosen = new int[1800];
        for (int i = 0; i < chosen.Length; i++) chosen[i] = 1999 - i;
        DatasetView view = Source.Subset(chosen);
        int[] indices = new int[columns];
        for (int i = 0; i < columns; i++) indices[i] = i * 7 % 1800;
        Tensor batch = new(view.Shape, columns);
        batch.Span.Fill(float.NaN);

        view.Read(indices, batch, Workers.Single);

        for (int column = 0; column < batch.Panels * Tensor.PanelWidth; column++)
            Assert.Equal(column < columns ? chosen[indices[column]] : 0f, batch[0, column]);
    }

    [Fact]
    public void Read_AfterTheFirst_AllocatesNothing()
    {
        IDataset view = Source.Take(1000);
        int[] indices = new int[600];
        Tensor batch = new(view.Shape, indices.Length);
        view.Read(indices, batch, Workers.Single);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) view.Read(indices, batch, Workers.Single);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Subset_OfASubset_ReadsTheFirstSet()
    {
        DatasetView view = Source.Subset([10, 20, 30]).Subset([2, 0, 2], "nested");
        Tensor batch = new(view.Shape, 3);

        view.Read([0, 1, 2], batch, Workers.Single);

        Assert.Equal([30f, 10f, 30f], new[] { batch[0, 0], batch[0, 1], batch[0, 2] });
        Assert.Equal([0, 1, 0], view.Labels.ToArray());
        Assert.Equal("nested", view.Name);
        Assert.Equal(Source.ClassNames, view.ClassNames);
    }

    [Fact]
    public void Take_GivesTheFirstSamples()
    {
        Assert.Same(Source, Source.Take(2000));
        Assert.Equal(Source.Labels[..5].ToArray(), Source.Take(5).Labels.ToArray());
        Assert.Equal(5, Source.Take(5).Count);
    }

    [Fact]
    public void InSourceOrder_OfAMixedView_HasTheSameSamplesInTheirOrder()
    {
        DatasetView mixed = Source.Subset([1999, 10, 30, 0], "mixed");

        IDataset ordered = mixed.Take(3).InSourceOrder();

        Assert.Equal([10, 30, 1999], Representations.Read(ordered, Workers.Single).Values.ToArray());
        Assert.Equal([Source.Labels.Span[10], Source.Labels.Span[30], Source.Labels.Span[1999]], ordered.Labels.ToArray());
        Assert.Equal("mixed", ordered.Name);
        Assert.Same(Source, Source.InSourceOrder());
    }

    [Fact]
    public void ViewsWithoutSamplesOrOutside_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Source.Take(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Source.Take(2001));
        Assert.Throws<ArgumentException>(() => Source.Subset([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Source.Subset([2000]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Source.Take(5).Read([5], new Tensor(Source.Shape, 1), Workers.Single));
        Assert.Throws<ArgumentOutOfRangeException>(() => Source.Take(5).Subset([5]));
    }

    private static FloatSet Make(int count)
    {
        float[] values = new float[count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) (values[i], labels[i]) = (i, i / 10 % 3 == 0 ? 0 : 1);
        labels[10] = 1;
        labels[30] = 0;
        return new FloatSet("numbers", new Shape(1), values, labels);
    }
}

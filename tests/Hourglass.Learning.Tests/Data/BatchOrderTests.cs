using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class BatchOrderTests
{
    private static readonly RandomKey Key = new(42);

    [Theory]
    [InlineData(10, 3, 4, 1)]
    [InlineData(10, 5, 2, 5)]
    [InlineData(10, 10, 1, 10)]
    [InlineData(1, 1, 1, 1)]
    public void Batch_CoversEverySampleOnceAndKeepsTheRaggedLast(int count, int size, int batches, int last)
    {
        BatchOrder order = new(count, size, Key);

        Assert.Equal(batches, order.Batches);
        Assert.Equal(last, order.Batch(batches - 1).Length);
        Assert.Equal(Enumerable.Range(0, count), All(order).Order());
    }

    [Fact]
    public void Deal_SameKeyAndEpoch_GivesTheSameOrderWhateverCameBefore()
    {
        BatchOrder straight = new(1000, 64, Key);
        BatchOrder winding = new(1000, 64, Key);
        straight.Deal(7);
        winding.Deal(3);
        winding.Deal(9);
        winding.Deal(7);

        Assert.Equal(All(straight), All(winding));
        Assert.Equal(7, winding.Epoch);
    }

    [Fact]
    public void Deal_OtherEpochOrKey_GivesAnotherOrder()
    {
        BatchOrder order = new(1000, 64, Key);
        int[] first = All(order);
        order.Deal(1);

        Assert.NotEqual(first, All(order));
        Assert.NotEqual(first, All(new BatchOrder(1000, 64, new RandomKey(43))));
    }

    [Fact]
    public void Deal_WithoutShuffle_KeepsTheSetsOrder()
    {
        BatchOrder order = new(100, 7, Key, shuffle: false);
        order.Deal(5);

        Assert.Equal(Enumerable.Range(0, 100), All(order));
    }

    [Fact]
    public void Deal_AfterTheFirst_AllocatesNothing()
    {
        BatchOrder order = new(1000, 64, Key);
        order.Deal(1);
        int sum = 0;

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int epoch = 2; epoch < 5; epoch++)
        {
            order.Deal(epoch);
            for (int batch = 0; batch < order.Batches; batch++) sum += order.Batch(batch).Span[0];
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(sum > 0);
    }

    [Fact]
    public void Constructor_BatchThatDoesNotFit_IsRefused()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new BatchOrder(10, 11, Key));
        Assert.Contains("Received a batch of 11, expected 1 to 10", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchOrder(10, 0, Key));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchOrder(0, 1, Key));
    }

    [Fact]
    public void Batch_OutsideTheEpoch_IsRefused()
    {
        BatchOrder order = new(10, 3, Key);

        Assert.Throws<ArgumentOutOfRangeException>(() => order.Batch(4).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => order.Batch(-1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => order.Deal(-1));
    }

    private static int[] All(BatchOrder order)
    {
        List<int> all = [];
        for (int batch = 0; batch < order.Batches; batch++) all.AddRange(order.Batch(batch).Span);
        return [.. all];
    }
}

using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class ModelSummaryTests
{
    [Fact]
    public void Widths_OfLayersOfOneSize_ListEach()
    {
        ModelSpec model = new(
            "stacked", new Shape(1, 4, 4), [new MaskSpec(0.1), new DenseSpec(30), new DenseSpec(30), new SparsitySpec(0.1, 1)],
            [new DenseSpec(16), new ReshapeSpec(new Shape(1, 4, 4))], new LossSpec(LossKind.Mse));

        Assert.Equal([16, 30, 30, 16], ModelSummary.Widths(model));
    }
}

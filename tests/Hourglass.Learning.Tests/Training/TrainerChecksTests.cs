using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class TrainerChecksTests
{
    [Fact]
    public void New_ManyProblems_NamesAllOfThem()
    {
        TrainingOptions options = new()
        {
            Epochs = 0,
            Batch = 500,
            Patience = 0,
            CheckpointEvery = -1,
            Optimizer = new AdamSpec(-1, Beta1: 2),
            Schedule = new StepSchedule(0),
        };

        SpecException error = Assert.Throws<SpecException>(() => Make(options, new FloatSet("wide", new Shape(7), new float[70])));

        Assert.Equal(
            """
            training.epochs: received 0, expected 1 or more.
            training.patience: received 0, expected 1 or more.
            training.checkpointEvery: received -1, expected 1 or more.
            training.optimizer.learningRate: received -1, expected a positive number.
            training.optimizer.beta1: received 2, expected 0 or more and less than 1.
            training.schedule.every: received 0, expected 1 or more.
            training.batch: received 500, expected at most 75, the number of training samples.
            model.input: received 2x3x1 (6 features), expected 7 (7 features) as in wide.
            """,
            error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(76)]
    [InlineData(int.MaxValue)]
    public void New_ImpossibleBatch_IsRefused(int batch)
    {
        SpecException error = Assert.Throws<SpecException>(() => Make(Tiny.Options with { Batch = batch }, null));

        Assert.Equal("training.batch", Assert.Single(error.Problems).Path);
    }

    [Fact]
    public void New_BatchAsLargeAsTheSet_IsFine() =>
        Assert.Equal(4, Make(Tiny.Options with { Batch = 75 }, null).Train().State.Steps);

    [Fact]
    public void New_BatchLargerThanTheValidationSet_IsFine() =>
        Assert.Equal(4, Make(Tiny.Options with { Batch = 75 }, Tiny.Set(1, 3)).Train().State.Steps);

    private static Trainer Make(TrainingOptions options, IDataset? validation) => Tiny.Trainer(options, validation);
}

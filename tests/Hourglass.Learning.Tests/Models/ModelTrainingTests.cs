using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class ModelTrainingTests
{
    private const int Count = 96;

    private static readonly Lazy<ImageSet> Set = new(static () =>
    {
        DigitSheet sheet = Digits.Generate(Count, new RandomKey(3), Workers.Single);
        return new ImageSet("digits", new Shape(1, Digits.Side, Digits.Side), sheet.Pixels, sheet.Labels, [.. "0123456789".Select(static c => c.ToString())]);
    });

    public static TheoryData<string> Names { get; } = [.. Models.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryModel_TrainsOnDigits_AndComesBackFromItsFileToTheBit(string name)
    {
        NamedModel model = Models.Get(name);
        Network network = Network.Build(model.Create(Set.Value.Shape), new RandomKey(1));
        TrainingOptions options = model.Training with { Epochs = 2, Batch = 32 };

        DataSplit split = SplitTargets.With(
            new DataSplit(Set.Value, null, Set.Value, "drawn"), new DataSpec { Target = model.Target, Partners = model.Target == TargetKind.SameClass ? 2 : null }, new RandomKey(2));

        TrainingResult result = new Trainer(network, split.Train, null, options, Workers.Single).Run(cancellation: TestContext.Current.CancellationToken);

        double[] losses = [.. result.State.History.Select(static epoch => epoch.Loss)];
        Assert.Equal(TrainingOutcome.Completed, result.Outcome);
        Assert.True(losses[1] < losses[0], $"the loss went from {losses[0]} to {losses[1]}");

        string path = Path.GetTempFileName();
        try
        {
            ModelFile.Save(network, path);
            Network loaded = ModelFile.Load(path);

            float[] samples = Representations.Read(Set.Value, [.. Enumerable.Range(0, 5)], Workers.Single);
            Assert.Equal(network.Spec, loaded.Spec);
            Assert.Equal(new Inference(network).Reconstruct(samples), new Inference(loaded).Reconstruct(samples));
        }
        finally
        {
            File.Delete(path);
        }
    }
}

using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class TargetTrainingTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 3, Batch = 34, Seed = 7, Optimizer = new AdamSpec(0.01) };

    private static readonly ModelSpec Classifier = Models.Classifier(TinyRun.Shape, new ModelOptions { Layers = [12], Classes = 4 });

    [Fact]
    public void Run_WithTheInputAsItsTarget_GivesTheBitsOfReconstruction()
    {
        Trainer plain = Make(Tiny.Model, Tiny.Points, Tiny.Validation);
        Trainer targeted = Make(Tiny.Model, new TargetedSet(Tiny.Points, Tiny.Points), new TargetedSet(Tiny.Validation, Tiny.Validation));

        TrainingBits.AssertSame(TrainingBits.Of(plain, plain.Train()), TrainingBits.Of(targeted, targeted.Train()));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_WithTargets_GivesTheSameBitsForAnyNumberOfWorkers(int threads)
    {
        using Workers workers = new(threads);
        Trainer one = MakeClassifier(Workers.Single), many = MakeClassifier(workers);

        TrainingBits.AssertSame(TrainingBits.Of(one, one.Train()), TrainingBits.Of(many, many.Train()));
    }

    [Fact]
    public void Run_OnLabels_LearnsTheClasses()
    {
        Trainer trainer = Make(Classifier, Classes(TinyRun.Split.Train), Classes(TinyRun.Split.Validation!), Options with { Epochs = 30 });

        TrainingResult result = trainer.Train();

        // Guessing costs ln 4 = 1.39 nats; the quarters lie apart, so that next to nothing is left to guess.
        Assert.True(result.State.History[^1].ValidationLoss < 0.1);
        Assert.Equal(1, ClassificationQuality.Measure(trainer.Network, TinyRun.Split.Test, Workers.Single).Accuracy);
    }

    [Theory]
    [InlineData(TargetKind.Label)]
    [InlineData(TargetKind.SameClass)]
    public void Step_WithTargets_AllocatesNothing(TargetKind target)
    {
        long[] allocated = new long[100];
        int steps = 0;
        Hook hook = new() { Step = _ => allocated[steps++] = GC.GetAllocatedBytesForCurrentThread() };
        IDataset train = SplitTargets.With(TinyRun.Split, new DataSpec(Target: target), new RandomKey(1)).Train.Subset([.. Enumerable.Range(0, 90)]);
        ModelSpec model = target == TargetKind.Label ? Classifier : TinyRun.Model(2);

        new Trainer(Network.Build(model, new RandomKey(1)), train, null, Options with { Epochs = 1, Batch = 1 }, Workers.Single, [hook]).Train();

        // One step is allowed for what the runtime allocates once.
        Assert.Equal(90, steps);
        Assert.InRange(Enumerable.Range(20, 70).Count(i => allocated[i] != allocated[i - 1]), 0, 1);
    }

    [Fact]
    public void New_OutputThatIsNoTarget_SaysWhatWasReceivedAndExpected()
    {
        SpecException error = Assert.Throws<SpecException>(() => Make(Tiny.Model, new TargetedSet(Tiny.Points, new FloatSet("answers", new Shape(3), new float[225])), null));

        Assert.Equal("model.decoder: received an output of 2x3x1, expected the 3 features of the targets, answers.", error.Message);
    }

    [Fact]
    public void New_ClassifierWithoutTargets_SaysThatReconstructionIsTaught()
    {
        SpecException error = Assert.Throws<SpecException>(() => Make(Classifier, TinyRun.Split.Train, null));

        Assert.Equal("model.decoder: received an output of 4, expected the 64 features of the input: without targets a trainer teaches reconstruction.", error.Message);
    }

    [Fact]
    public void New_ValidationWithoutTheTargetsOfTraining_IsRefused()
    {
        SpecException error = Assert.Throws<SpecException>(() => Make(Classifier, Classes(TinyRun.Split.Train), TinyRun.Split.Validation));

        Assert.Equal("data: received no targets for validation, expected targets of 4 as for training.", error.Message);
    }

    private static TargetedSet Classes(IDataset set) => new(set, new OneHotLabels(set));

    private static Trainer MakeClassifier(Workers workers) =>
        new(Network.Build(Classifier, new RandomKey(1)), Classes(TinyRun.Split.Train), Classes(TinyRun.Split.Validation!), Options, workers);

    private static Trainer Make(ModelSpec model, IDataset train, IDataset? validation, TrainingOptions? options = null) =>
        new(Network.Build(model, new RandomKey(1)), train, validation, options ?? Options, Workers.Single);
}

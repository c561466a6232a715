using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class TargetEvaluationTests
{
    private static readonly Network Classifier = Network.Build(Models.Classifier(TinyRun.Shape, new ModelOptions { Layers = [5], Classes = 4 }), new RandomKey(8));

    [Fact]
    public void Measure_OfClasses_IsWhatTheDefinitionsSay()
    {
        IDataset set = TinyRun.Split.Test;
        float[][] outputs = [.. Naive.Samples(set).Select(static x => new Inference(Classifier).Reconstruct(x))];
        int[] answers = [.. outputs.Select(static y => Array.IndexOf(y, y.Max()))], labels = set.Labels.ToArray();

        ClassificationQuality quality = ClassificationQuality.Measure(Classifier, set, Workers.Single);

        Assert.Equal(answers, quality.Answers);
        Assert.Equal(answers.Zip(labels).Count(static pair => pair.First != pair.Second), quality.Mistakes);
        Assert.InRange(quality.Mistakes, 1, 40); // An untrained network is neither all right nor all wrong here.
        Assert.Equal(quality.Mistakes / 41.0, quality.ErrorRate);
        Assert.Equal(1, quality.ErrorRate + quality.Accuracy, 1e-15);

        // Single precision rounds each probability to 6e-8.
        Assert.Equal(outputs.Zip(labels).Average(static pair => -Math.Log(pair.First[pair.Second])), quality.CrossEntropy, 1e-6);
        for (int label = 0; label < 4; label++)
            for (int answer = 0; answer < 4; answer++)
                Assert.Equal(answers.Zip(labels).Count(pair => pair == (answer, label)), quality.Confusion[label, answer]);
    }

    [Fact]
    public void Measure_MoreSamplesThanABatch_CountsAllOfThem()
    {
        DatasetView many = TinyRun.Split.Test.Subset([.. Enumerable.Range(0, 600).Select(static i => i % 41)]);

        ClassificationQuality quality = ClassificationQuality.Measure(Classifier, many, Workers.Single);

        int[] once = [.. ClassificationQuality.Measure(Classifier, TinyRun.Split.Test, Workers.Single).Answers];
        Assert.Equal(Enumerable.Range(0, 600).Select(i => once[i % 41]), quality.Answers);
    }

    [Fact]
    public void Measure_ProbabilityOfZero_CostsWhatTheClampSays()
    {
        Network network = Network.Build(new ModelSpec("sure", new Shape(1), [new FlattenSpec()], [new DenseSpec(2, ActivationKind.Softmax)], new LossSpec(LossKind.CrossEntropy)), new RandomKey(1));
        ParameterSet.Import(network.Parameters["decoder.0.weight"], [-500, 500], network.Parameters.Values);

        ClassificationQuality quality = ClassificationQuality.Measure(network, new FloatSet("one", new Shape(1), [1], [0], ["no", "yes"]), Workers.Single);

        Assert.Equal((1.0, -Math.Log(1e-7)), (quality.ErrorRate, quality.CrossEntropy));
    }

    [Fact]
    public void Measure_OutputsThatAreNoClasses_AreRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(static () =>
            ClassificationQuality.Measure(Network.Build(TinyRun.Model(3), new RandomKey(1)), TinyRun.Split.Test, Workers.Single));

        Assert.StartsWith("Received 64 outputs, expected 4, one per class of blobs, test.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfCommonestClass_AnswersEverySampleWithIt()
    {
        FloatSet train = new("train", new Shape(1), [0, 0, 0, 0], [2, 1, 1, 0]), test = new("test", new Shape(1), [0, 0, 0], [1, 2, 1]);

        Assert.Equal(1 / 3.0, ClassificationQuality.OfCommonestClass(train, test), 1e-15);
    }

    [Fact]
    public void Measure_AgainstTargets_IsWhatTheDefinitionSays()
    {
        Network network = Network.Build(TinyRun.Model(3), new RandomKey(8));
        IDataset pairs = SameClassPairs.Of(TinyRun.Split.Test, new RandomKey(1), 1);
        double expected = Naive.Samples(pairs).Zip(Naive.Samples(pairs.Targets!)).Average(pair =>
            new Inference(network).Reconstruct(pair.First).Zip(pair.Second, static (y, t) => ((double)y - t) * ((double)y - t)).Average());

        Assert.Equal(expected, ReconstructionQuality.Measure(network, pairs, Workers.Single, pairs.Targets).Mse, 1e-7);
    }

    [Fact]
    public void Measure_TargetsOfAnotherSize_AreRefused() => Assert.Throws<ArgumentException>(static () =>
        ReconstructionQuality.Measure(Classifier, TinyRun.Split.Test, Workers.Single));

    [Fact]
    public void OfClassMeans_IsTheErrorOfTheMeanOfEachClass()
    {
        IDataset train = TinyRun.Split.Train, test = TinyRun.Split.Test;
        double[][] means = [.. Enumerable.Range(0, 4).Select(label => Naive.Mean(train.Subset([.. Where(train, label)])))];
        double expected = Naive.Samples(test)
            .Select((x, i) => x.Zip(means[test.Labels.Span[i]], static (a, b) => (a - b) * (a - b)).Average())
            .Average();

        Assert.Equal(expected, ReconstructionQuality.OfClassMeans(train, test, Workers.Single), 1e-7);
    }

    [Fact]
    public void Measure_AUsersOwnTargets_HasTheirErrorsAndNoOther()
    {
        DataSplit split = new(
            new TargetedSet(TinyRun.Split.Train, Answers(90)), null, new TargetedSet(TinyRun.Split.Test, Answers(41)), "made up");
        ModelSpec model = new("answers", TinyRun.Shape, [new DenseSpec(4)], [new DenseSpec(3)], new LossSpec(LossKind.Mse));

        RunEvaluation evaluation = RunEvaluation.Measure(Network.Build(model, new RandomKey(2)), split, Workers.Single);

        Assert.Equal(
            [FigureNames.TestTargetMse, FigureNames.TestTargetSsePerImage, FigureNames.TrainTargetMse, FigureNames.MeanTargetMse],
            evaluation.Figures.Select(static figure => figure.Name));
    }

    private static FloatSet Answers(int count) => new("answers", new Shape(3), [.. Enumerable.Range(0, 3 * count).Select(static i => i % 5 / 5f)]);

    private static IEnumerable<int> Where(IDataset set, int label) => Enumerable.Range(0, set.Count).Where(i => set.Labels.Span[i] == label);
}

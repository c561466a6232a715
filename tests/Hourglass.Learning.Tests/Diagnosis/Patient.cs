using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>A run made up for the doctor: healthy, unless a test makes it ill.</summary>
internal sealed record Patient
{
    public static readonly Shape Shape = new(1, 4, 4);

    public ModelSpec Model { get; init; } = Dense(ActivationKind.Tanh, ActivationKind.Sigmoid);

    public TrainingOptions Training { get; init; } = new() { Epochs = 30 };

    public IDataset Data { get; init; } = Pixels(0, 1);

    public TrainingOutcome Outcome { get; init; } = TrainingOutcome.Completed;

    public double TestMse { get; init; } = 0.01;

    public double TrainMse { get; init; } = 0.009;

    /// <summary>Figures beside those of every reconstruction.</summary>
    public RunFigure[] MoreFigures { get; init; } = [];

    /// <summary>All figures; null for those of a reconstruction.</summary>
    public RunFigure[]? Figures { get; init; }

    /// <summary>The training losses; the validation losses are the same unless given.</summary>
    public double[] Losses { get; init; } = [1, 0.5, 0.3, 0.21, 0.202, 0.201, 0.2];

    public double[]? ValidationLosses { get; init; }

    public Action<Network> Change { get; init; } = static _ => { };

    /// <summary>16 pixels, a code of 3, 16 pixels.</summary>
    public static ModelSpec Dense(ActivationKind code, ActivationKind output, LossKind loss = LossKind.Mse, int size = 3) => new(
        "patient", Shape, [new FlattenSpec(), new DenseSpec(size, code)], [new DenseSpec(16, output), new ReshapeSpec(Shape)], new LossSpec(loss));

    public static FloatSet Pixels(float low, float high, int count = 100)
    {
        RandomKey key = new(11);
        return new FloatSet("pixels", Shape, [.. Enumerable.Range(0, count * Shape.Size).Select(i => low + ((high - low) * key.Uniform(i)))]);
    }

    /// <summary>Sets the bias of a unit so low or high that it decides alone.</summary>
    public static void Push(Network network, string layer, int unit, float bias)
    {
        Parameter parameter = network.Parameters.All.First(p => p.Name == $"{layer}.bias");
        parameter.In(network.Parameters.Values).Span[unit] = bias;
    }

    public IReadOnlyList<Finding> Examine(Workers? workers = null) => Doctor.Examine(Run(), workers ?? Workers.Single);

    /// <summary>The findings of one name.</summary>
    public IReadOnlyList<Finding> Examine(string name) => [.. Examine().Where(finding => finding.Name == name)];

    private TrainedRun Run()
    {
        Network network = Network.Build(Model, new RandomKey(3));
        Change(network);
        EpochRecord[] history = [.. Losses.Select((loss, i) => new EpochRecord(
            i + 1, loss, ValidationLosses is { } validation ? validation[i] : loss, Training.Optimizer.LearningRate, 1, 100, 0))];
        RunResult result = new()
        {
            Model = Model.Name,
            Data = Data.Name,
            Outcome = SpecNames.Of(Outcome),
            Reason = Phrase.Of("The reason."),
            Figures = new RunFigures(Figures ?? [new(FigureNames.TestMse, TestMse), new(FigureNames.TrainMse, TrainMse), new(FigureNames.MeanImageMse, 0.08), .. MoreFigures]),
            Epochs = history.Length,
            Seconds = 1,
            SamplesPerSecond = 100,
            Parameters = network.Parameters.Count,
            CodeSize = Model.CodeSize,
            CompressionRatio = Model.CompressionRatio,
            Seed = 1,
            Threads = 1,
            Version = "1",
        };
        return new TrainedRun(new Recipe(new DataSpec(), Model, Training), network, new DataSplit(Data, null, Data, "made up"), history, result);
    }
}

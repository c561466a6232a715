using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Benchmarks;

/// <summary>A classifier whose layers are pre-trained one by one, against the same without.</summary>
internal static class PretrainingProtocol
{
    /// <summary>Gets the protocol.</summary>
    public static Protocol Stacked { get; } = new(
        "stacked",
        "784-1000-1000-10 sigmoid, each layer pre-trained 15 epochs by Adam, then SGD .01, momentum .9, batch 25, 50 epochs on 60,000",
        [
            new("test error after fine-tuning less that without pre-training, %", "below 0", double.NegativeInfinity, -double.Epsilon, 2),
            ProtocolFigure.Shown("test error without pre-training, %", 2),
            ProtocolFigure.Shown("test error before fine-tuning, %", 2),
            ProtocolFigure.Shown("test error after fine-tuning, %", 2),
        ],
        Train);

    private static IReadOnlyList<double> Train(ProtocolData data, ulong seed)
    {
        using TemporaryFolder temporary = new();
        Recipe recipe = new(
            new DataSpec("mnist", Validation: 0, Target: TargetKind.Label),
            Models.Create("stacked", data.Train.Shape),
            new TrainingOptions { Epochs = 50, Batch = 25, Optimizer = new SgdSpec(0.01, Momentum: 0.9), Seed = seed },
            new PretrainingSpec());
        DataSplit split = SplitTargets.With(new DataSplit(data.Train, null, data.Test, "mnist"), recipe.Data, new Numerics.RandomKey(seed));
        RunFolder folder = RunFolder.Create(Path.Combine(temporary.Path, "stacked"), recipe);
        RunResult result = new Experiment(recipe, split, folder, data.Workers).Run(cancellation: data.Cancellation);
        double after = Percent(FigureNames.TestErrorRate), without = Percent(FigureNames.TestErrorRate + FigureNames.WithoutPretraining);
        return [after - without, without, Percent(FigureNames.TestErrorRate + FigureNames.BeforeFineTuning), after];

        double Percent(string name) => 100 * result.Figures[name];
    }
}

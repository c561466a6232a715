using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>A code larger than the input, most of which a penalty keeps at rest, against the same without.</summary>
internal sealed class SparseThousand : Study
{
    private const int Steps = 1001, Passes = 60, Filters = 48;
    private const double Target = 0.032, Weight = 0.2, KnownError = 9.33, KnownActivation = 0.058, Slack = 0.1;

    // A sigmoid above this takes part in the answer.
    private const float Active = 0.1f;

    /// <inheritdoc/>
    public override string Name => "sparse-1000";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ComponentsNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("What does a code of more numbers than pixels learn when most of it has to be at rest?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        int units = bench.Pick(1000, 200);
        ModelSpec penalised = ModelOf(bench, "sparse", units, new SparsitySpec(Target, Weight));
        StudyRun known = bench.Train("sparse-as-noted", FirstDigits.Recipe(bench, penalised, Steps));
        StudyRun sparse = bench.Train("sparse", FirstDigits.InBatches(bench, penalised, Passes));
        StudyRun plain = bench.Train("plain", FirstDigits.InBatches(bench, ModelOf(bench, "plain", units), Passes));
        RunFigures ofKnown = bench.Once("activity-sparse-as-noted", () => ActivityOf(known));
        RunFigures ofSparse = bench.Once("activity-sparse", () => ActivityOf(sparse)), ofPlain = bench.Once("activity-plain", () => ActivityOf(plain));
        double error = sparse[FigureNames.TrainSsePerImage], plainError = plain[FigureNames.TrainSsePerImage];

        StudyReport report = bench.Report;
        string unit = Phrase.Of("squared error per image");
        report.Expect(new(Phrase.Of("training error"), known[FigureNames.TrainSsePerImage], unit, StudyReference.Within(KnownError, "PyTorch", ReferenceKind.PyTorch, Slack * KnownError)) { Decimals = 2 });
        report.Expect(new(Phrase.Of("mean activation"), ofKnown["mean"], "", StudyReference.Within(KnownActivation, "PyTorch", ReferenceKind.PyTorch, Slack * KnownActivation)) { Decimals = 4 });
        report.Table(
            Phrase.Of("With and without the penalty"),
            ["", Phrase.Of("training error"), Phrase.Of("test error"), Phrase.Of("mean activation"), Phrase.Of("active units per image"), Phrase.Of("units active in no image")],
            [Row(Phrase.Of("with"), sparse, ofSparse), Row(Phrase.Of("without"), plain, ofPlain)],
            Phrase.Of($"Squared error per image. Active is a unit above {Active:0.0}; activity is that of {sparse.Split.Train.Count} training digits in {units} units. Both are trained in batches, for {sparse.Result.Epochs} passes."));
        report.Chart("filters", Phrase.Of("What sparse units look for"), ImageChart.Filters(sparse.Filters(Filters)), Phrase.Of("The weights to the first units of the network with the penalty."));
        report.Chart("filters-plain", Phrase.Of("The same without the penalty"), ImageChart.Filters(plain.Filters(Filters)), Phrase.Of("The weights to the first units of the network without."));
        report.Compare([known, sparse, plain]);
        report.Losses("loss", Phrase.Of("Training"), [(sparse.Name, sparse), (plain.Name, plain)], Phrase.Of("loss"), Phrase.Of("The loss after each pass on a logarithmic axis, of the sparse network with its penalty."));
        report.Remark(Phrase.Of($"The mean activation stays above its target of {Target}: the penalty is a part of the loss, and units are paid for the error that they spare."));
        report.Say(ofSparse["active"] < ofPlain["active"]
            ? Phrase.Of($"With the penalty {ofSparse["active"]:0} of {units} units are active in an image, without it {ofPlain["active"]:0}.")
            : Phrase.Of($"With the penalty {ofSparse["active"]:0} of {units} units are active in an image, no fewer than without it, where {ofPlain["active"]:0} are."));
        report.Say(error > plainError
            ? Phrase.Of($"It costs error: {error:0.00} per image against {plainError:0.00} without.")
            : Phrase.Of($"It costs no error: {error:0.00} per image against {plainError:0.00} without."));
        report.Say(Phrase.Of($"The mean activation is {ofSparse["mean"]:0.0000} with the penalty, whose target is {Target}, and {ofPlain["mean"]:0.0000} without."));
    }

    private static ModelSpec ModelOf(StudyBench bench, string name, int units, params LayerSpec[] penalty)
    {
        Shape shape = FirstDigits.ShapeOf(bench);
        return new ModelSpec(name, shape, [new DenseSpec(units, ActivationKind.Sigmoid), .. penalty], FirstDigits.Output(shape), new LossSpec(LossKind.Mse, LossReduction.Sum));
    }

    private static RunFigures ActivityOf(StudyRun run)
    {
        Points codes = run.Encode(run.Split.Train);
        int[] images = new int[codes.Dimensions];
        double sum = 0;
        for (int i = 0; i < codes.Values.Length; i++)
        {
            sum += codes.Values[i];
            if (codes.Values[i] > Active) images[i % codes.Dimensions]++;
        }

        return new([new("mean", sum / codes.Values.Length), new("active", (double)images.Sum() / codes.Count), new("never", images.Count(static count => count == 0))]);
    }

    private static IReadOnlyList<string> Row(string name, StudyRun run, RunFigures activity) =>
    [
        name,
        FormattableString.Invariant($"{run[FigureNames.TrainSsePerImage]:0.00}"),
        FormattableString.Invariant($"{run.Sse:0.00}"),
        FormattableString.Invariant($"{activity["mean"]:0.0000}"),
        FormattableString.Invariant($"{activity["active"]:0}"),
        FormattableString.Invariant($"{activity["never"]:0}"),
    ];
}

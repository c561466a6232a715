using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class RunCheckTests
{
    private static readonly double[] Falling = [.. Enumerable.Range(0, 12).Select(static i => Math.Pow(0.9, i))];

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, FindingSeverity.Warning)]
    [InlineData(3, FindingSeverity.Problem)]
    public void DeadUnits_OfTheCode_AreFound(int dead, FindingSeverity? expected) => AssertFound(
        new Patient { Model = Patient.Dense(ActivationKind.Relu, ActivationKind.Sigmoid), Change = network => Kill(network, "encoder.1", dead) },
        "dead-units",
        expected,
        expected is null ? null : $"{dead} of the 3 relu units of encoder.1 (dense 3, relu) (");

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, FindingSeverity.Note)]
    [InlineData(16, FindingSeverity.Warning)]
    [InlineData(20, FindingSeverity.Problem)]
    public void DeadUnits_OfAHiddenLayer_AreFoundWhereTheyAreMany(int dead, FindingSeverity? expected)
    {
        ModelSpec model = Patient.Dense(ActivationKind.Tanh, ActivationKind.Sigmoid);
        model = model with { Encoder = [new DenseSpec(20, ActivationKind.Relu), new DenseSpec(3)] };

        AssertFound(new Patient { Model = model, Change = network => Kill(network, "encoder.0", dead) }, "dead-units", expected, "relu units of encoder.0 (dense 20, relu)");
    }

    [Fact]
    public void DeadUnits_UnitThatAnswersOneSampleOnly_IsAlive()
    {
        float[] values = new float[200 * 16];
        Array.Fill(values, 1, 57 * 16, 16);
        Patient patient = new()
        {
            Model = Patient.Dense(ActivationKind.Relu, ActivationKind.Sigmoid),
            Data = new FloatSet("one", Patient.Shape, values),
            Change = static network =>
            {
                network.Parameters.Values.Span.Fill(0.1f);
                for (int unit = 0; unit < 3; unit++) Patient.Push(network, "encoder.1", unit, -1);
            },
        };

        AssertFound(patient, "dead-units", null);
    }

    [Theory]
    [InlineData(ActivationKind.Relu, FindingSeverity.Warning)]
    [InlineData(ActivationKind.Sigmoid, null)]
    public void DeadOutputs_OfRelu_AreFound(ActivationKind output, FindingSeverity? expected) => AssertFound(
        new Patient
        {
            Model = Patient.Dense(ActivationKind.Linear, output),
            Change = static network =>
            {
                for (int i = 0; i < 16; i++) Patient.Push(network, "decoder.0", i, i < 2 ? -100 : 100);
            },
        },
        "dead-outputs",
        expected,
        "2 of the 16 features whose mean is above 0.05 are reconstructed as zero in all 100 samples");

    [Fact]
    public void DeadOutputs_WhereTheDataAreDarkToo_AreRight() => AssertFound(
        new Patient
        {
            Model = Patient.Dense(ActivationKind.Linear, ActivationKind.Relu),
            Data = Patient.Pixels(0, 0.05f),
            Change = static network => Kill(network, "decoder.0", 16),
        },
        "dead-outputs",
        null);

    [Theory]
    [InlineData(ActivationKind.Sigmoid, 0, null)]
    [InlineData(ActivationKind.Sigmoid, 1, FindingSeverity.Note)]
    [InlineData(ActivationKind.Sigmoid, 2, FindingSeverity.Warning)]
    [InlineData(ActivationKind.Tanh, 2, FindingSeverity.Warning)]
    [InlineData(ActivationKind.Linear, 3, null)]
    public void SaturatedUnits_AreFound(ActivationKind activation, int saturated, FindingSeverity? expected) => AssertFound(
        new Patient
        {
            Model = Patient.Dense(activation, ActivationKind.Sigmoid),
            Change = network =>
            {
                for (int i = 0; i < saturated; i++) Patient.Push(network, "encoder.1", i, i % 2 == 0 ? 10 : -10);
            },
        },
        "saturated-units",
        expected,
        $"{saturated} of the 3 units of encoder.1 ");

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, FindingSeverity.Warning)]
    [InlineData(3, FindingSeverity.Problem)]
    public void UnusedCode_NumbersThatDoNotVary_AreFound(int unused, FindingSeverity? expected) => AssertFound(
        new Patient
        {
            Model = Patient.Dense(ActivationKind.Linear, ActivationKind.Sigmoid),
            Change = network => Silence(network, unused),
        },
        "unused-code",
        expected,
        $"{unused} of the 3 numbers of the code are the same for all 100 samples");

    [Theory]
    [InlineData(0, 0.001, FindingSeverity.Problem)]
    [InlineData(4, 9, FindingSeverity.Note)]
    [InlineData(5, 10, null)]
    [InlineData(10, 21.7, null)]
    public void PosteriorCollapse_UnitsThatCarryNothing_AreFound(int active, double divergence, FindingSeverity? expected) => AssertFound(
        new Patient
        {
            Model = Patient.Dense(ActivationKind.Linear, ActivationKind.Sigmoid, size: 10),
            MoreFigures = [new(FigureNames.TestActiveUnits, active), new(FigureNames.TestDivergence, divergence)],
        },
        "posterior-collapse",
        expected,
        " of the 10 units of the code ");

    [Theory]
    [InlineData(0.08, FindingSeverity.Problem)]
    [InlineData(0.0795, FindingSeverity.Problem)]
    [InlineData(0.07, null)]
    [InlineData(double.NaN, null)]
    public void MeanImage_NoBetterThanIt_IsFound(double testMse, FindingSeverity? expected) =>
        AssertFound(new Patient { TestMse = testMse, TrainMse = testMse }, "mean-image", expected, "is no better than that of the mean image, 0.08.");

    [Theory]
    [InlineData(FigureNames.TestDenoisedMse, FigureNames.MeanImageMse, "The denoising error per pixel, 0.5, is no better than that of the mean image, 0.25.")]
    [InlineData(FigureNames.TestTargetMse, FigureNames.MeanTargetMse, "The test error against targets per pixel, 0.5, is no better than that of the mean target, 0.25.")]
    [InlineData(FigureNames.TestErrorRate, FigureNames.CommonestClassErrorRate, "The test error, 50 %, is no better than that of the commonest class, 25 %.")]
    public void MeanImage_OfAnotherTask_SaysWhatItIsComparedWith(string test, string baseline, string seen) =>
        Assert.Equal(seen, new Patient { Figures = [new(test, 0.5), new(baseline, 0.25)] }.Examine("mean-image").Single().Seen);

    [Fact]
    public void MeanImage_DecoderThatAnswersTheSame_SaysThatTheCodeCarriesNothing()
    {
        Patient patient = new() { TestMse = 0.08 };

        Assert.DoesNotContain("carries nothing", patient.Examine("mean-image").Single().Why, StringComparison.Ordinal);
        patient = patient with { Change = static network => Silence(network, 3) };
        Assert.Contains("carries nothing", patient.Examine("mean-image").Single().Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LossKind.Bce, ActivationKind.Sigmoid, 0, 1, null)]
    [InlineData(LossKind.Bce, ActivationKind.Sigmoid, 0, 2, FindingSeverity.Problem)]
    [InlineData(LossKind.BceLogits, ActivationKind.Linear, -1, 1, FindingSeverity.Problem)]
    [InlineData(LossKind.Mse, ActivationKind.Sigmoid, 0, 255, FindingSeverity.Problem)]
    [InlineData(LossKind.Mse, ActivationKind.Linear, -5, 255, null)]
    [InlineData(LossKind.Mse, ActivationKind.Tanh, -1, 1, null)]
    [InlineData(LossKind.Mse, ActivationKind.Tanh, 0, 1, FindingSeverity.Note)]
    [InlineData(LossKind.Mse, ActivationKind.Tanh, 0, 2, FindingSeverity.Problem)]
    [InlineData(LossKind.Mse, ActivationKind.Relu, -1, 1, FindingSeverity.Problem)]
    [InlineData(LossKind.Mse, ActivationKind.Relu, 0, 9, null)]
    public void DataRange_ThatLossOrOutputDoNotReach_IsFound(
        LossKind loss, ActivationKind output, float low, float high, FindingSeverity? expected) => AssertFound(
            new Patient { Model = Patient.Dense(ActivationKind.Linear, output, loss), Data = Patient.Pixels(low, high) }, "data-range", expected);

    [Theory]
    [InlineData(1, 0.9, null)]
    [InlineData(1, 1.5, FindingSeverity.Warning)]
    [InlineData(3, 1.5, null)]
    public void NoiseDeviation_WiderThanTheData_IsFound(float high, double deviation, FindingSeverity? expected)
    {
        ModelSpec model = Patient.Dense(ActivationKind.Linear, ActivationKind.Linear);
        model = model with { Encoder = [new GaussianNoiseSpec(deviation), .. model.Encoder] };

        AssertFound(new Patient { Model = model, Data = Patient.Pixels(0, high) }, "noise-deviation", expected, "has a deviation of 1.5, and the data reach from 0");
    }

    [Theory]
    [InlineData(1.04, 0.1, null)]
    [InlineData(1.06, 0.1, FindingSeverity.Warning)]
    [InlineData(1.06, 0.3, null)]
    public void Overfitting_ValidationRoseWhileTrainingFell_IsFound(double rise, double training, FindingSeverity? expected)
    {
        Patient patient = new() { Losses = [0.5, 0.2, 0.15, 0.12, training], ValidationLosses = [0.5, 0.25, 0.255, 0.26, rise * 0.25] };

        AssertFound(patient, "overfitting", expected, "The validation loss rose from 0.25 in epoch 2 to 0.265 in epoch 5");
        AssertFound(patient with { Training = new() { RestoreBest = true } }, "overfitting", expected is null ? null : FindingSeverity.Note);
    }

    [Theory]
    [InlineData(0.0149, null)]
    [InlineData(0.0151, FindingSeverity.Warning)]
    public void Overfitting_TestErrorFarAboveTraining_IsFound(double testMse, FindingSeverity? expected) =>
        AssertFound(new Patient { TestMse = testMse, TrainMse = 0.01 }, "overfitting", expected, "0.0151 on the test set, 1.5 times the 0.01 on the 100 training samples");

    [Theory]
    [InlineData(TrainingOutcome.Cancelled, FindingSeverity.Warning)]
    [InlineData(TrainingOutcome.Completed, null)]
    [InlineData(TrainingOutcome.StoppedEarly, null)]
    public void Interruption_IsFound(TrainingOutcome outcome, FindingSeverity? expected) =>
        AssertFound(new Patient { Outcome = outcome }, "interruption", expected, "The reason.");

    [Fact]
    public void Divergence_SilencesWhatFollowsFromIt()
    {
        Patient patient = new()
        {
            Outcome = TrainingOutcome.Diverged,
            TestMse = double.NaN,
            TrainMse = double.NaN,
            Losses = [1, 2, double.NaN],
            Change = static network => network.Parameters.Values.Span.Fill(float.NaN),
        };

        Assert.Equal(["divergence"], patient.Examine().Select(static finding => finding.Name));
    }

    [Theory]
    [InlineData(0.39, null)]
    [InlineData(0.41, FindingSeverity.Warning)]
    public void RisingLoss_IsFound(double last, FindingSeverity? expected) =>
        AssertFound(new Patient { Losses = [1, 0.5, 0.2, 0.21, last] }, "rising-loss", expected, "rose from 0.2 in epoch 3 to 0.41 in epoch 5");

    [Fact]
    public void Plateau_NoProgressInTheLastThird_IsFound()
    {
        double[] flat = [1, 0.5, 0.3, 0.2, 0.2, 0.2, 0.2, 0.2, 0.1999];

        AssertFound(new Patient { Losses = flat }, "plateau", FindingSeverity.Note, "no progress in the last 3 of 9 epochs: 0.2 before, 0.1999 at best since");
        AssertFound(new Patient { Losses = [.. flat[..8], 0.199] }, "plateau", null);
        AssertFound(new Patient { Losses = flat[..8] }, "plateau", null);
    }

    [Fact]
    public void StillFalling_IsFound()
    {
        AssertFound(new Patient { Losses = Falling }, "still-falling", FindingSeverity.Note, "still falling by 10.0 % an epoch over the last 2 of 12 epochs");
        AssertFound(new Patient { Losses = [.. Falling, .. Enumerable.Repeat(Falling[^1], 3)] }, "still-falling", null);
        AssertFound(new Patient { Losses = Falling, Outcome = TrainingOutcome.Cancelled }, "still-falling", null);
    }

    private static void Kill(Network network, string layer, int units)
    {
        for (int i = 0; i < units; i++) Patient.Push(network, layer, i, -100);
        for (int i = units; i < network.Parameters.All.First(p => p.Name == $"{layer}.bias").Info.Count; i++) Patient.Push(network, layer, i, 10);
    }

    /// <summary>Makes the first numbers of a linear code constant.</summary>
    private static void Silence(Network network, int units)
    {
        Parameter weight = network.Parameters.All.First(static p => p.Name == "encoder.1.weight");
        float[] values = ParameterSet.Export(weight, network.Parameters.Values);
        Array.Clear(values, 0, units * 16);
        weight.Layer.Import(weight.Index, values, weight.In(network.Parameters.Values).Span);
    }

    private static void AssertFound(Patient patient, string name, FindingSeverity? expected, string? seen = null)
    {
        IReadOnlyList<Finding> findings = patient.Examine(name);

        Assert.Equal(expected is { } severity ? [severity] : [], findings.Select(static finding => finding.Severity));
        if (seen is not null && findings.Count > 0) Assert.Contains(seen, findings[0].Seen, StringComparison.Ordinal);
    }
}

using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>What the doctor says in other languages than English.</summary>
public sealed class DoctorPhraseTests
{
    private static readonly ActivationKind Linear = ActivationKind.Linear, Sigmoid = ActivationKind.Sigmoid, Relu = ActivationKind.Relu, Softmax = ActivationKind.Softmax;

    private static readonly ModelSpec Healthy = Patient.Dense(ActivationKind.Tanh, Sigmoid);

    private static ModelSpec[] SickModels =>
    [
        Patient.Dense(Linear, Linear, LossKind.Bce),
        Patient.Dense(Linear, Softmax, LossKind.Bce),
        Patient.Dense(Linear, Sigmoid, LossKind.BceLogits),
        Patient.Dense(Linear, ActivationKind.Tanh, LossKind.BceLogits),
        Patient.Dense(Linear, Sigmoid, LossKind.CrossEntropy),
        Patient.Dense(Linear, Softmax, LossKind.Huber),
        Patient.Dense(Relu, Relu, size: 2),
        Patient.Dense(Linear, Sigmoid, size: 16),
        new("classifier", new Shape(16), [new DenseSpec(4)], [new DenseSpec(10, Softmax)], new LossSpec(LossKind.Bce)),
        new("narrow encoder", new Shape(16), [new DenseSpec(3), new DenseSpec(12)], [new DenseSpec(16)], new LossSpec(LossKind.Mse)),
        new("narrow decoder", new Shape(16), [new DenseSpec(6)], [new DenseSpec(4), new DenseSpec(16)], new LossSpec(LossKind.Mse)),
        Healthy with { Encoder = [new MaskSpec(0.9), .. Healthy.Encoder] },
        new("vae", new Shape(784), [new GaussianLatentSpec(32)], [new DenseSpec(784, Sigmoid)], new LossSpec(LossKind.Mse)),
    ];

    private static (ModelSpec Model, OptimizerSpec Optimizer)[] SickTrainings =>
    [
        (Healthy, new AdamSpec(1)),
        (Healthy, new AdamSpec(1e-6)),
        (Healthy with { Loss = new LossSpec(LossKind.Mse, LossReduction.Sum) }, new SgdSpec(50)),
    ];

    private static Patient[] SickRuns =>
    [
        new() { Outcome = TrainingOutcome.Diverged },
        new() { Outcome = TrainingOutcome.Diverged, Training = new() { RestoreBest = true } },
        new() { Outcome = TrainingOutcome.Cancelled },
        new() { TestMse = 0.08 },
        new() { TestMse = 0.08, Change = static network => network.Parameters.Values.Span.Clear() },
        new() { Figures = [new(FigureNames.TestDenoisedMse, 0.5), new(FigureNames.MeanImageMse, 0.25)] },
        new() { Figures = [new(FigureNames.TestTargetMse, 0.5), new(FigureNames.MeanTargetMse, 0.25)] },
        new() { Figures = [new(FigureNames.TestErrorRate, 0.5), new(FigureNames.CommonestClassErrorRate, 0.25)] },
        new() { Model = Patient.Dense(Linear, Sigmoid, LossKind.Bce), Data = Patient.Pixels(0, 2) },
        new() { Data = Patient.Pixels(0, 255) },
        new() { Model = Patient.Dense(Linear, ActivationKind.Tanh) },
        new() { Model = Healthy with { Encoder = [new GaussianNoiseSpec(1.5), .. Healthy.Encoder] } },
        new() { Model = Patient.Dense(Relu, Sigmoid), Change = static network => Push(network, "encoder.1", -100, -100, -100) },
        new() { Model = Patient.Dense(Relu, Sigmoid), Change = static network => Push(network, "encoder.1", -100, 10, 10) },
        new()
        {
            Model = Healthy with { Encoder = [new FlattenSpec(), new DenseSpec(4, Relu), new DenseSpec(3)] },
            Change = static network => Push(network, "encoder.1", -100, -100, 10, 10),
        },
        new() { Model = Patient.Dense(Linear, Relu), Change = static network => Push(network, "decoder.0", -100, -100) },
        new() { Change = static network => Push(network, "encoder.1", 10, -10) },
        new() { Model = Patient.Dense(Linear, Sigmoid), Change = static network => network.Parameters.Values.Span.Clear() },
        new()
        {
            Model = Healthy with { Encoder = [new Conv2dSpec(2, 3)], Decoder = [new Conv2dSpec(1, 3)] },
            Change = static network => network.Parameters.Values.Span.Clear(),
        },
        new() { MoreFigures = [new(FigureNames.TestActiveUnits, 0), new(FigureNames.TestDivergence, 0.001)] },
        new() { MoreFigures = [new(FigureNames.TestActiveUnits, 1), new(FigureNames.TestDivergence, 2)] },
        new() { Losses = [0.5, 0.2, 0.15, 0.12, 0.1], ValidationLosses = [0.5, 0.25, 0.3, 0.3, 0.3] },
        new() { Losses = [0.5, 0.2, 0.15, 0.12, 0.1], ValidationLosses = [0.5, 0.25, 0.3, 0.3, 0.3], Training = new() { RestoreBest = true } },
        new() { TestMse = 0.05 },
        new() { Losses = [1, 0.5, 0.2, 0.21, 0.5] },
        new() { Losses = [1, 0.5, 0.3, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2] },
        new() { Losses = [1, 0.9, 0.8, 0.7, 0.6] },
    ];

    [Fact]
    public void Examine_InALanguageThatMarksItsPhrases_SaysNothingOutsideOfThem()
    {
        Phrase.Translation = new Translation("marks", static english => $"«{english}»");

        Finding[] findings =
        [
            .. SickModels.SelectMany(static model => Doctor.Examine(model)),
            .. SickTrainings.SelectMany(static sick => Doctor.Examine(sick.Model, new TrainingOptions { Optimizer = sick.Optimizer })),
            .. SickRuns.SelectMany(static patient => patient.Examine()),
        ];

        Assert.Equal(Doctor.Names.Order(StringComparer.Ordinal), findings.Select(static finding => finding.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(findings.SelectMany(static finding => (string[])[finding.Seen, finding.Why, finding.Change]), static text => Assert.True(IsOnePhrase(text), text));
    }

    [Fact]
    public void Examine_BrokenModelInSpanish_SaysWhatToChange()
    {
        Phrase.Translation = Spanish();

        Finding finding = Doctor.Examine(Patient.Dense(Linear, Relu, LossKind.Bce)).Single();

        Assert.Equal("La pérdida es bce y la salida es relu.", finding.Seen);
        Assert.Equal(
            "La entropía cruzada binaria admite probabilidades de 0 a 1, y relu se sale de ese rango: donde lo hace, el gradiente es el de un número recortado.",
            finding.Why);
        Assert.Equal("Use --loss bce-logits con --output-activation linear, o --loss bce con --output-activation sigmoid.", finding.Change);
    }

    [Fact]
    public void Examine_CollapsedCodeInSpanish_WritesNumbersAsInEnglish()
    {
        Phrase.Translation = Spanish();

        Finding finding = new Patient { MoreFigures = [new(FigureNames.TestActiveUnits, 0), new(FigureNames.TestDivergence, 0.001)] }.Examine("posterior-collapse").Single();

        Assert.Equal("Ninguna de las 3 unidades del código diverge de N(0, 1) en 0.01 nats o más; todas juntas divergen en 0.001.", finding.Seen);
        Assert.StartsWith("Hay colapso del posterior:", finding.Why, StringComparison.Ordinal);
    }

    private static Translation Spanish() => Translation.Read("es", typeof(Phrase).Assembly, typeof(Doctor).Assembly);

    private static void Push(Network network, string layer, params float[] biases)
    {
        for (int unit = 0; unit < biases.Length; unit++) Patient.Push(network, layer, unit, biases[unit]);
    }

    /// <summary>Tells whether the first mark of a text is closed by its last letter.</summary>
    private static bool IsOnePhrase(string text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '«') depth++;
            else if (text[i] == '»') depth--;
            if (depth == 0 && i < text.Length - 1) return false;
        }

        return text.EndsWith('»') && depth == 0;
    }
}

using Hourglass.Networks;
using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Learning.Tests;

public sealed class DoctorTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    // Of a code that is not smaller than the input there is something to say.
    public static TheoryData<string> ModelNames =>
        [.. Models.Names.Where(static name => Models.Create(name, new Shape(1, 28, 28)).CompressionRatio > 1)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Examine_NamedModel_HasNothingToReport(string name)
    {
        IReadOnlyList<Finding> findings = Doctor.Examine(Models.Create(name, new Shape(1, 28, 28)), Models.Get(name).Training);

        // The published network compresses nothing: 7 x 7 x 16 numbers for 28 x 28 pixels.
        Assert.Equal(name == "conv-pool" ? ["compression"] : [], findings.Select(static finding => finding.Name));
    }

    [Fact]
    public void Examine_HealthyRun_HasNothingToReport() => Assert.Empty(new Patient().Examine());

    [Fact]
    public void Examine_DefaultModelTrainedOnDigits_HasNoProblemAndNoWarning()
    {
        DataSplit split = Draw(4000);
        Recipe recipe = new(new DataSpec(), Models.Dense(split.Train.Shape), new TrainingOptions { Epochs = 10 });

        Assert.DoesNotContain(Train(recipe, split), static finding => finding.Severity != FindingSeverity.Note);
    }

    [Fact]
    public void Examine_SeveralFindings_TheGravestComesFirst()
    {
        Patient patient = new() { Model = Patient.Dense(ActivationKind.Relu, ActivationKind.Linear, LossKind.Bce, 16), TestMse = 1 };

        FindingSeverity[] severities = [.. patient.Examine().Select(static finding => finding.Severity)];

        Assert.Equal([.. severities.OrderDescending()], severities);
        Assert.True(severities.Distinct().Count() > 1);
    }

    [Fact]
    public void Examine_ModelThatCannotBeBuilt_SaysWhatIsWrong() =>
        Assert.Throws<SpecException>(static () => Doctor.Examine(Patient.Dense(ActivationKind.Relu, ActivationKind.Relu, size: 0)));

    [Fact]
    public void Examine_AnyNumberOfWorkers_SameFindings()
    {
        Patient patient = new() { Model = Patient.Dense(ActivationKind.Relu, ActivationKind.Relu), Data = Patient.Pixels(-1, 2, 700) };
        using Workers three = new(3);

        Assert.Equal(patient.Examine(), patient.Examine(three));
    }

    /// <summary>Sigmoid codes, binary cross-entropy and plain descent: a recipe that is often taught, and learns nothing in a few epochs.</summary>
    [Fact]
    public void Examine_RunThatLearnedTheMeanImage_SaysThatTheCodeCarriesNothing()
    {
        DataSplit split = Draw(2000);
        ModelSpec model = Models.Dense(split.Train.Shape, new ModelOptions { Code = 2, Activation = ActivationKind.Sigmoid, Loss = LossKind.Bce });
        TrainingOptions training = new() { Epochs = 3, Batch = 32, Optimizer = new SgdSpec(1) };

        IReadOnlyList<Finding> findings = Train(new Recipe(new DataSpec(), model, training), split);

        Assert.Equal("mean-image", findings[0].Name);
        Assert.Contains("the code carries nothing", findings[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Examine_AdadeltaAtAThousandth_SaysSo()
    {
        DataSplit split = Draw(2000);
        TrainingOptions training = new() { Epochs = 3, Optimizer = new AdadeltaSpec(0.001) };

        IReadOnlyList<Finding> findings = Train(new Recipe(new DataSpec(), Models.Dense(split.Train.Shape), training), split);

        Assert.Contains("mean-image", findings.Select(static finding => finding.Name));
        Assert.Contains("learning-rate", findings.Select(static finding => finding.Name));
    }

    /// <summary>784-64-32 with the means of both terms, as it is often written: every unit falls silent within three epochs.</summary>
    [Theory]
    [InlineData(LossReduction.Mean, true)]
    [InlineData(LossReduction.Sum, false)]
    public void Examine_VariationalModel_SaysWhetherItCollapsed(LossReduction reduction, bool collapsed)
    {
        DataSplit split = Draw(4000);
        ModelSpec model = new(
            "vae",
            split.Train.Shape,
            [new DenseSpec(64, ActivationKind.Relu), new GaussianLatentSpec(32, Reduction: reduction)],
            [new DenseSpec(64, ActivationKind.Relu), new DenseSpec(784, ActivationKind.Sigmoid), new ReshapeSpec(split.Train.Shape)],
            new LossSpec(LossKind.Bce, reduction));

        string[] names = [.. Train(new Recipe(new DataSpec(), model, new TrainingOptions { Epochs = 6, Batch = 64 }), split).Select(static finding => finding.Name)];

        Assert.Equal(collapsed, names.Contains("posterior-collapse"));
        Assert.Equal(collapsed, names.Contains("divergence-weight"));
    }

    [Fact]
    public void Guide_HasARowForEachFinding()
    {
        string[] rows = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "guide", "doctor.md"));

        string[] named = [.. rows.Where(static row => row.StartsWith("| `", StringComparison.Ordinal)).Select(static row => row.Split('`')[1])];

        Assert.Equal(Doctor.Names.Order(StringComparer.Ordinal), named.Distinct().Order(StringComparer.Ordinal));
    }

    private static DataSplit Draw(int count) => new(Sheet(count, 1), Sheet(500, 2), Sheet(500, 3), "drawn");

    private static ImageSet Sheet(int count, ulong seed) =>
        new("digits", new Shape(1, Digits.Side, Digits.Side), Digits.Generate(count, new RandomKey(seed), Workers.Single).Pixels);

    private IReadOnlyList<Finding> Train(Recipe recipe, DataSplit split)
    {
        RunFolder folder = RunFolder.Create(_folder.At("run"), recipe);
        RunResult result = new Experiment(recipe, split, folder, Workers.Single).Run(cancellation: TestContext.Current.CancellationToken);
        return Doctor.Examine(new TrainedRun(recipe, ModelFile.Load(folder.ModelFile), split, folder.ReadHistory(), result), Workers.Single);
    }
}

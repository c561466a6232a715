using System.Text;
using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

public class SpecJsonTests
{
    private const string DenseJson = """
        {
          "format": "hourglass-model",
          "version": 1,
          "name": "dense",
          "input": {
            "channels": 1,
            "height": 28,
            "width": 28
          },
          "encoder": [
            {
              "layer": "dense",
              "units": 32,
              "activation": "relu",
              "bias": true
            }
          ],
          "decoder": [
            {
              "layer": "dense",
              "units": 784,
              "activation": "sigmoid",
              "bias": true
            }
          ],
          "loss": {
            "kind": "mse",
            "reduction": "mean"
          }
        }
        """;

    public static TheoryData<LayerSpec> Layers => [.. Specimens.Layers];

    public static TheoryData<OptimizerSpec> Optimizers => [.. Specimens.Optimizers];

    public static TheoryData<ScheduleSpec> Schedules => [.. Specimens.Schedules];

    public static TheoryData<InitializerSpec> Initializers => [.. Specimens.Initializers];

    [Fact]
    public void Write_DenseModel_IsTheGoldenText() => Assert.Equal(DenseJson, SpecJson.Write(Specimens.Dense));

    [Fact]
    public void Read_GoldenText_IsTheDenseModel() => Assert.Equal(Specimens.Dense, SpecJson.Read<ModelSpec>(DenseJson));

    [Theory]
    [MemberData(nameof(Layers))]
    public void Read_WrittenLayer_IsEqual(LayerSpec layer) => AssertRoundTrip(Specimens.With(layer));

    [Theory]
    [MemberData(nameof(Initializers))]
    public void Read_WrittenInitializer_IsEqual(InitializerSpec initializer) =>
        AssertRoundTrip(Specimens.With(new DenseSpec(3, Initializer: initializer)));

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Read_WrittenOptimizer_IsEqual(OptimizerSpec optimizer) => AssertRoundTrip(optimizer);

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Read_WrittenSchedule_IsEqual(ScheduleSpec schedule) => AssertRoundTrip(schedule);

    [Fact]
    public void Read_EveryActivationAndLoss_IsEqual()
    {
        foreach (ActivationKind activation in Enum.GetValues<ActivationKind>()) AssertRoundTrip(Specimens.With(new ActivationSpec(activation)));
        foreach (LossKind kind in Enum.GetValues<LossKind>().Where(static kind => kind != LossKind.Own))
        {
            foreach (LossReduction reduction in Enum.GetValues<LossReduction>())
                AssertRoundTrip(Specimens.Dense with { Loss = new(kind, reduction) });
        }
    }

    [Theory]
    [InlineData("linear sigmoid tanh relu leaky-relu elu softplus softmax", typeof(ActivationKind))]
    [InlineData("mse bce bce-logits mae huber cross-entropy own", typeof(LossKind))]
    [InlineData("mean sum", typeof(LossReduction))]
    [InlineData("glorot-uniform glorot-normal he-uniform he-normal lecun-uniform lecun-normal normal uniform constant", typeof(InitializerKind))]
    public void All_KindOfName_IsAsDocumented(string expected, Type kind)
    {
        IReadOnlyList<string> names = kind == typeof(ActivationKind) ? SpecNames.All<ActivationKind>()
            : kind == typeof(LossKind) ? SpecNames.All<LossKind>()
            : kind == typeof(LossReduction) ? SpecNames.All<LossReduction>()
            : SpecNames.All<InitializerKind>();

        Assert.Equal(expected, string.Join(' ', names));
    }

    [Fact]
    public void TryParse_Name_FindsItsValueAndNothingElse()
    {
        Assert.True(SpecNames.TryParse("leaky-relu", out ActivationKind activation));
        Assert.Equal(ActivationKind.LeakyRelu, activation);
        Assert.False(SpecNames.TryParse("LeakyRelu", out activation));
        Assert.False(SpecNames.TryParse("4", out activation));
    }

    [Theory]
    [InlineData("mse", LossKind.Mse, LossReduction.Mean)]
    [InlineData("bce-logits", LossKind.BceLogits, LossReduction.Mean)]
    [InlineData("cross-entropy", LossKind.CrossEntropy, LossReduction.Sum)]
    public void Read_LossByName_HasItsUsualReduction(string name, LossKind kind, LossReduction reduction)
    {
        string byName = DenseJson.Replace("""
            {
                "kind": "mse",
                "reduction": "mean"
              }
            """.ReplaceLineEndings("\n"), $"\"{name}\"");
        string byKind = byName.Replace($"\"{name}\"", $$"""{"kind": "{{name}}"}""");

        Assert.Contains($"\"loss\": \"{name}\"", byName);
        Assert.Equal(new LossSpec(kind, reduction), SpecJson.Read<ModelSpec>(byName).Loss);
        Assert.Equal(new LossSpec(kind, reduction), SpecJson.Read<ModelSpec>(byKind).Loss);
    }

    [Fact]
    public void Read_WordAlone_StandsForAnObjectWithOnlyThatWord()
    {
        Assert.Equal(new AdamSpec(), SpecJson.Read<OptimizerSpec>("\"adam\""));
        Assert.Equal(new CosineSchedule(), SpecJson.Read<ScheduleSpec>("\"cosine\""));
        ModelSpec model = SpecJson.Read<ModelSpec>(DenseJson.Replace("\"units\": 32,", "\"units\": 32, \"initializer\": \"he-normal\","));
        Assert.Equal(new DenseSpec(32, ActivationKind.Relu, new(InitializerKind.HeNormal)), model.Encoder[0]);
        model = SpecJson.Read<ModelSpec>(DenseJson.Replace("\"encoder\": [", "\"encoder\": [\"flatten\","));
        Assert.Equal(new FlattenSpec(), model.Encoder[0]);
    }

    [Fact]
    public void Read_OmittedMembers_HaveTheirDefaults()
    {
        string json = """
            {"format": "hourglass-model", "version": 1, "name": "v", "input": {"channels": 4},
             "encoder": [{"layer": "dense", "units": 2}], "decoder": [{"layer": "dense", "units": 4}], "loss": "mse"}
            """;

        ModelSpec expected = new("v", new Shape(4), [new DenseSpec(2)], [new DenseSpec(4)], new(LossKind.Mse));
        Assert.Equal(expected, SpecJson.Read<ModelSpec>(json));
    }

    [Fact]
    public void Read_CommentsTrailingCommasMarkAndLateDiscriminator_AreAccepted()
    {
        string json = "\uFEFF// a comment\n{\"rho\": 0.5, /* another */ \"optimizer\": \"adadelta\",}\n";

        Assert.Equal(new AdadeltaSpec(Rho: 0.5), SpecJson.Read<OptimizerSpec>(json));
    }

    [Fact]
    public void Write_StreamAndFile_HoldTheSameText()
    {
        using MemoryStream stream = new();
        SpecJson.Write(Specimens.Dense, stream);
        Assert.Equal(DenseJson, Encoding.UTF8.GetString(stream.ToArray()));
        stream.Position = 0;
        Assert.Equal(Specimens.Dense, SpecJson.Read<ModelSpec>(stream));

        using TemporaryFolder folder = new();
        string path = folder.File("model.json");
        SpecJson.WriteFile(Specimens.Dense, path);
        Assert.Equal(DenseJson + "\n", File.ReadAllText(path));
        Assert.Equal(Specimens.Dense, SpecJson.ReadFile<ModelSpec>(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Write_OtherSpec_IsRefused() => Assert.Throws<ArgumentException>(() => SpecJson.Write(new LossSpec(LossKind.Mse)));

    [Fact]
    public void Read_OtherSpec_IsRefused() => Assert.Throws<ArgumentException>(() => SpecJson.Read<AdamSpec>("{}"));

    private static void AssertRoundTrip<T>(T spec)
        where T : class, ISpec
    {
        string json = SpecJson.Write(spec);
        T read = SpecJson.Read<T>(json);
        Assert.Equal(spec, read);
        Assert.Equal(spec.GetHashCode(), read.GetHashCode());
        Assert.Equal(json, SpecJson.Write(read));
    }
}

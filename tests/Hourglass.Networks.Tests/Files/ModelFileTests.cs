using System.Text.Json.Nodes;
using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

public sealed class ModelFileTests : IDisposable
{
    private static readonly ModelSpec Spec = new(
        "small",
        new Shape(1, 2, 3),
        [new FlattenSpec(), new DenseSpec(5, ActivationKind.Tanh), new DenseSpec(2, Bias: false)],
        [new DenseSpec(6, ActivationKind.Sigmoid), new ReshapeSpec(new Shape(1, 2, 3))],
        new LossSpec(LossKind.Bce));

    private static readonly Network Network = Network.Build(Spec, new RandomKey(3));

    private readonly TemporaryFolder _folder = new();

    public ModelFileTests() => ModelFile.Save(Network, Model);

    private string Model => _folder.File("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SaveAndLoad_KeepsSpecAndEveryBit()
    {
        Network loaded = ModelFile.Load(Model);

        Assert.Equal(Spec, loaded.Spec);
        Assert.Equal(Bits(Network), Bits(loaded));
    }

    [Fact]
    public void SaveAndLoad_KeepsSpecialNumbers()
    {
        Network odd = Network.Build(Spec, new RandomKey(3));
        Span<float> weights = odd.Parameters["encoder.1.weight"].In(odd.Parameters.Values).Span;
        (weights[0], weights[1], weights[2], weights[3]) = (float.NaN, float.NegativeInfinity, -0f, float.Epsilon);

        ModelFile.Save(odd, Model);

        Assert.Equal(Bits(odd), Bits(ModelFile.Load(Model)));
    }

    [Fact]
    public void Save_HoldsTensorsAsPyTorchHasThem()
    {
        using SafetensorsFile file = SafetensorsFile.Read(Model);

        Assert.Equal(
            ["decoder.0.bias [6]", "decoder.0.weight [6, 2]", "encoder.1.bias [5]", "encoder.1.weight [5, 6]", "encoder.2.weight [2, 5]"],
            file.Tensors.Select(entry => $"{entry.Name} [{string.Join(", ", entry.Shape)}]").Order(StringComparer.Ordinal));
        Assert.All(file.Tensors, entry => Assert.Equal(SafeTensorType.F32, entry.Type));
        Assert.Equal(["hourglass.model"], file.Metadata.Keys);
    }

    [Fact]
    public void Save_Twice_GivesTheSameBytesAndLeavesNothingElse()
    {
        byte[] once = File.ReadAllBytes(Model);

        ModelFile.Save(ModelFile.Load(Model), Model);

        Assert.Equal(once, File.ReadAllBytes(Model));
        Assert.Equal([Model], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Load_HalfPrecision_IsWidened()
    {
        Rewrite((_, tensors) => tensors[tensors.FindIndex(t => t.Name == "decoder.0.bias")] =
            SafeTensor.Bytes("decoder.0.bias", SafeTensorType.BF16, [6], new byte[] { 0x80, 0x3F, 0, 0x40, 0, 0, 0, 0, 0, 0, 0x80, 0xBF }));

        Network loaded = ModelFile.Load(Model);

        Assert.Equal([1, 2, 0, 0, 0, -1], ParameterSet.Export(loaded.Parameters["decoder.0.bias"], loaded.Parameters.Values));
    }

    [Fact]
    public void Load_TruncatedAnywhere_IsRefusedWithTheFile()
    {
        byte[] whole = File.ReadAllBytes(Model);
        for (int length = 0; length < whole.Length; length += 13) AssertRefused(whole[..length]);
        AssertRefused(whole[..^1]);
        AssertRefused([.. whole, 0]);
    }

    [Fact]
    public void Load_ThousandsOfMutations_NeverFailsOtherwise()
    {
        byte[] whole = File.ReadAllBytes(Model);
        RandomKey key = new(5);
        int refused = 0;
        for (int i = 0; i < 3000; i++)
        {
            File.WriteAllBytes(Model, Mutation.Of(whole, key.Fold((ulong)i)));
            try
            {
                ModelFile.Load(Model);
            }
            catch (InvalidDataException error)
            {
                refused++;
                Assert.StartsWith(Model, error.Message, StringComparison.Ordinal);
            }
        }

        // Bits of weights may change without a trace.
        Assert.InRange(refused, 1500, 2999);
    }

    [Theory]
    [InlineData("encoder.1.weight")]
    [InlineData("encoder.2.weight")]
    [InlineData("decoder.0.bias")]
    public void Load_MissingTensor_IsNamed(string name)
    {
        Rewrite((_, tensors) => tensors.RemoveAll(tensor => tensor.Name == name));

        Assert.StartsWith($"{Model}: found no tensor \"{name}\"", Refused().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TensorOfAnotherShape_SaysBoth()
    {
        Rewrite((_, tensors) => tensors[tensors.FindIndex(t => t.Name == "encoder.1.weight")] =
            SafeTensor.Floats("encoder.1.weight", [6, 5], new float[30]));

        Assert.Matches(@", offset \d+: found tensor 'encoder\.1\.weight' of shape \[6, 5\], expected \[5, 6\] as the spec says\.$", Refused().Message);
    }

    [Fact]
    public void Load_TensorOfAnotherType_IsRefused()
    {
        Rewrite((_, tensors) => tensors[tensors.FindIndex(t => t.Name == "decoder.0.bias")] =
            SafeTensor.Bytes("decoder.0.bias", SafeTensorType.I64, [6], new byte[48]));

        Assert.Contains("of type I64, expected F32, F16, BF16 or F64.", Refused().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithoutSpec_IsRefused()
    {
        Rewrite((metadata, _) => metadata.Clear());

        Assert.Equal($"{Model}: found no 'hourglass.model' in the metadata, expected a model written by Hourglass.", Refused().Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\u0001")]
    public void Load_SpecThatIsNone_IsRefused(string spec)
    {
        Rewrite((metadata, _) => metadata[ModelFile.SpecEntry] = spec);

        Assert.Contains(ModelFile.SpecEntry, Refused().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ImpossibleSpec_NamesAllOfItsProblems()
    {
        Rewrite((metadata, _) => Change(metadata, spec =>
        {
            spec["encoder"]![1]!["units"] = 0;
            spec["decoder"]![0]!["unit"] = 3;
            spec["loss"]!["kind"] = "msee";
        }));

        string message = Refused().Message;

        Assert.Contains("decoder[0].unit", message, StringComparison.Ordinal);
        Assert.Contains("did you mean \"mse\"?", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SpecOfALargeNetworkInASmallFile_IsRefusedBeforeMemoryIsTaken()
    {
        Rewrite((metadata, _) => Change(metadata, spec =>
        {
            spec["encoder"]![1]!["units"] = 20_000;
            spec["encoder"]![2]!["units"] = 20_000;
        }));
        long before = GC.GetAllocatedBytesForCurrentThread();

        InvalidDataException error = Refused();

        // 400 million weights would be 1.6 GB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Equal($"{Model}: found 63 numbers in 5 tensors, expected the 400,260,006 parameters of model 'small'.", error.Message);
    }

    [Fact]
    public void Load_MissingFile_NamesIt()
    {
        string missing = _folder.File("missing.safetensors");

        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => ModelFile.Load(missing)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_WithAPrefix_ReadsThoseTensors()
    {
        using (FileStream stream = File.Create(Model))
            SafetensorsFile.Write(stream, [.. ModelFile.Tensors(Network, Network.Parameters.Values, "best.")]);
        Network empty = Network.Build(Spec);
        using SafetensorsFile file = SafetensorsFile.Read(Model);

        ModelFile.Fill(file, empty, empty.Parameters.Values, "best.", Model);

        Assert.Equal(Bits(Network), Bits(empty));
    }

    private static uint[] Bits(Network network) =>
        [.. network.Parameters.Values.Span.ToArray().Select(BitConverter.SingleToUInt32Bits)];

    private static void Change(Dictionary<string, string> metadata, Action<JsonNode> change)
    {
        JsonNode spec = JsonNode.Parse(metadata[ModelFile.SpecEntry])!;
        change(spec);
        metadata[ModelFile.SpecEntry] = spec.ToJsonString();
    }

    private void Rewrite(Action<Dictionary<string, string>, List<SafeTensor>> change)
    {
        Dictionary<string, string> metadata = new() { [ModelFile.SpecEntry] = SpecJson.Write(Spec) };
        List<SafeTensor> tensors = [.. ModelFile.Tensors(Network, Network.Parameters.Values)];
        change(metadata, tensors);
        using FileStream stream = File.Create(Model);
        SafetensorsFile.Write(stream, tensors, metadata);
    }

    private InvalidDataException Refused() => Assert.Throws<InvalidDataException>(() => ModelFile.Load(Model));

    private void AssertRefused(byte[] bytes)
    {
        File.WriteAllBytes(Model, bytes);
        Assert.StartsWith(Model, Refused().Message, StringComparison.Ordinal);
    }
}

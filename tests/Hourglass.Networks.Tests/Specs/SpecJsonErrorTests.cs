using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

public class SpecJsonErrorTests
{
    private const string Good = """
        {"format": "hourglass-model", "version": 1, "name": "n", "input": {"channels": 4},
        "encoder": [{"layer": "dense", "units": 2}],
        "decoder": [{"layer": "dense", "units": 4}],
        "loss": "mse"}
        """;

    /// <summary>Every layer that there is, and the one that tests register.</summary>
    private static readonly string Layers = string.Join(", ", typeof(LayerSpec)
        .GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>()
        .Select(static form => form.TypeDiscriminator).Append("scale"));

    public SpecJsonErrorTests() => OwnJson.Register();

    [Theory]
    [InlineData("\"units\": 2", "\"unts\": 2",
        "encoder[0].units: received nothing, expected a whole number. (m.json, line 2, position 13)\n" +
        "encoder[0].unts: received an unknown property, expected one of layer, units, activation, initializer, bias, contractive; " +
        "did you mean \"units\"? (m.json, line 2, position 32)")]
    [InlineData("\"units\": 2", "\"units\": 0", "encoder[0].units: received 0, expected 1 or more. (m.json, line 2, position 41)")]
    [InlineData("\"units\": 2", "\"units\": 2.5", "encoder[0].units: received 2.5, expected a whole number. (m.json, line 2, position 41)")]
    [InlineData("\"units\": 2", "\"units\": 99999999999", "encoder[0].units: received 99999999999, expected a whole number. (m.json, line 2, position 41)")]
    [InlineData("\"units\": 2", "\"units\": \"2\"", "encoder[0].units: received \"2\", expected a whole number. (m.json, line 2, position 41)")]
    [InlineData("\"units\": 2", "\"units\": null", "encoder[0].units: received null, expected a whole number. (m.json, line 2, position 41)")]
    [InlineData("\"units\": 2", "\"units\": 2, \"bias\": 1", "encoder[0].bias: received 1, expected true or false. (m.json, line 2, position 52)")]
    [InlineData("\"units\": 2", "\"units\": 2, \"units\": 2", "encoder[0].units: received this twice, expected it once. (m.json, line 2, position 44)")]
    [InlineData("\"units\": 2", "\"units\": 2, \"activation\": \"rellu\"",
        "encoder[0].activation: received \"rellu\", expected one of linear, sigmoid, tanh, relu, leaky-relu, elu, softplus, softmax; " +
        "did you mean \"relu\"? (m.json, line 2, position 58)")]
    [InlineData("\"units\": 2", "\"units\": 2, \"activation\": \"Relu\"",
        "encoder[0].activation: received \"Relu\", expected one of linear, sigmoid, tanh, relu, leaky-relu, elu, softplus, softmax; " +
        "did you mean \"relu\"? (m.json, line 2, position 58)")]
    [InlineData("{\"layer\": \"dense\", \"units\": 2}", "{\"layer\": \"danse\", \"units\": 2}",
        "encoder[0].layer: received \"danse\", expected one of {layers}; did you mean \"dense\"? (m.json, line 2, position 23)")]
    [InlineData("{\"layer\": \"dense\", \"units\": 2}", "{\"units\": 2}",
        "encoder[0].layer: received nothing, expected one of {layers}. (m.json, line 2, position 13)")]
    [InlineData("{\"layer\": \"dense\", \"units\": 2}", "{\"layer\": 7}",
        "encoder[0].layer: received 7, expected one of {layers}. (m.json, line 2, position 23)")]
    [InlineData("{\"layer\": \"dense\", \"units\": 2}", "null", "encoder[0]: received null, expected a name or an object. (m.json, line 2, position 13)")]
    [InlineData("{\"layer\": \"dense\", \"units\": 2}", "", "encoder: received no layer, expected one or more. (m.json, line 2, position 12)")]
    [InlineData("[{\"layer\": \"dense\", \"units\": 2}]", "{}", "encoder: received an object, expected a list. (m.json, line 2, position 12)")]
    [InlineData("{\"channels\": 4}", "4", "input: received 4, expected an object. (m.json, line 1, position 67)")]
    [InlineData("{\"channels\": 4}", "{\"channels\": -4}", "input.channels: received -4, expected 1 or more. (m.json, line 1, position 80)")]
    [InlineData("\"n\"", "7", "name: received 7, expected a text. (m.json, line 1, position 53)")]
    [InlineData("\"n\"", "\" \"", "name: received nothing, expected a name. (m.json, line 1, position 53)")]
    [InlineData("\"hourglass-model\"", "\"other\"", "format: received \"other\", expected \"hourglass-model\". (m.json, line 1, position 12)")]
    [InlineData("\"version\": 1", "\"version\": 2, \"new\": 3",
        "version: received 2, expected 1: a later version of Hourglass reads later versions. (m.json, line 1, position 42)")]
    [InlineData("\"mse\"", "\"msr\"", "loss: received \"msr\", expected one of mse, bce, bce-logits, mae, huber, cross-entropy, own; did you mean \"mse\"? (m.json, line 4, position 9)")]
    [InlineData("\"mse\"", "{\"kind\": \"mse\", \"reduction\": \"media\"}", "loss.reduction: received \"media\", expected one of mean, sum. (m.json, line 4, position 38)")]
    public void Read_WrongModel_SaysWhatAndWhere(string replace, string by, string expected)
    {
        string bad = Good.Replace(replace, by);
        Assert.NotEqual(Good, bad);

        SpecException error = Assert.Throws<SpecException>(() => Read<ModelSpec>(bad));

        Assert.Equal(expected.Replace("{layers}", Layers), error.Message);
    }

    [Fact]
    public void Read_SeveralMistakes_NamesAllInTheOrderOfTheFile()
    {
        string bad = Good.Replace("\"units\": 2", "\"units\": \"two\"").Replace("\"n\"", "null").Replace("\"mse\"", "[]");

        SpecException error = Assert.Throws<SpecException>(() => Read<ModelSpec>(bad));

        Assert.Equal(["name", "encoder[0].units", "loss"], error.Problems.Select(static problem => problem.Path));
    }

    [Theory]
    [InlineData("", "m.json, line 1, position 1: ")]
    [InlineData("{", "m.json, line 1, position 2: ")]
    [InlineData("{\n  \"optimizer\": \"sgd\"\n", "m.json, line 3, position 1: ")]
    [InlineData("{\n \"optimizer\" \"sgd\"}", "m.json, line 2, position 14: ")]
    [InlineData("{\"optimizer\": \"sgd\"} x", "m.json, line 1, position 22: ")]
    [InlineData("\"\\ud800\"", "m.json, line 1, position 1: found half of a surrogate pair")]
    [InlineData("{\"\\ud800\": 1}", "m.json, line 1, position 2: found half of a surrogate pair")]
    public void Read_NotJson_SaysWhere(string json, string start)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Read<OptimizerSpec>(json));

        Assert.StartsWith(start, error.Message);
    }

    [Fact]
    public void Read_BytesThatAreNotText_IsRefused()
    {
        using MemoryStream stream = new([(byte)'"', 0xFF, 0xFE, (byte)'"']);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => SpecJson.Read<OptimizerSpec>(stream, "m.json"));

        Assert.Equal("m.json: found bytes that are not UTF-8, expected a JSON text.", error.Message);
    }

    [Fact]
    public void Read_EndlessFile_IsRefusedBeforeItIsParsed()
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(new string(' ', 2 << 20)));

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => SpecJson.Read<OptimizerSpec>(stream, "m.json"));

        Assert.Equal("m.json: found more than the 1,048,576 bytes that a spec may have.", error.Message);
    }

    [Fact]
    public void Read_ThousandsOfMistakes_NamesAHundred()
    {
        string bad = Good.Replace("{\"layer\": \"dense\", \"units\": 2}", string.Join(',', Enumerable.Repeat("1", 5000)));

        Assert.Equal(100, Assert.Throws<SpecException>(() => Read<ModelSpec>(bad)).Problems.Count);
    }

    [Fact]
    public void Read_ControlCharactersInNames_DoNotReachTheMessage()
    {
        SpecException error = Assert.Throws<SpecException>(() => Read<OptimizerSpec>("{\"optimizer\": \"sgd\", \"a\\u001b[2J\": 1}"));

        Assert.StartsWith("a?[2J: received an unknown property", error.Message);
    }

    [Theory]
    [InlineData("{\"optimizer\": \"adam\", \"learningRate\": 1e999}", "learningRate: received 1e999, expected a number. (m.json, line 1, position 39)")]
    [InlineData("{\"optimizer\": \"adam\", \"learningRate\": 0}", "learningRate: received 0, expected a positive number. (m.json, line 1, position 39)")]
    [InlineData("{\"optimizer\": \"adam\", \"momentum\": 0.9}",
        "momentum: received an unknown property, expected one of optimizer, learningRate, beta1, beta2, epsilon, weightDecay, clipNorm, clipValue. (m.json, line 1, position 23)")]
    [InlineData("\"adma\"", "received \"adma\", expected one of sgd, adam, adamw, adadelta, adagrad, rmsprop, sign; did you mean \"adam\"? (m.json, line 1, position 1)")]
    [InlineData("[]", "received a list, expected a name or an object. (m.json, line 1, position 1)")]
    public void Read_WrongOptimizer_SaysWhatAndWhere(string json, string expected) =>
        Assert.Equal(expected, Assert.Throws<SpecException>(() => Read<OptimizerSpec>(json)).Message);

    [Fact]
    public void Read_ScheduleInAWarmUp_IsCheckedToo()
    {
        string json = "{\"schedule\": \"warm-up\", \"steps\": 5, \"then\": {\"schedule\": \"step\", \"every\": 0}}";

        SpecException error = Assert.Throws<SpecException>(() => Read<ScheduleSpec>(json));

        Assert.Equal("then.every: received 0, expected 1 or more. (m.json, line 1, position 75)", error.Message);
    }

    [Fact]
    public void Read_MutatedModels_EitherWorksOrSaysWhatIsWrong()
    {
        byte[] good = Encoding.UTF8.GetBytes(SpecJson.Write(Specimens.With(Specimens.Layers[1])));
        RandomKey key = new(7);
        int refused = 0;
        for (int i = 0; i < 5000; i++)
        {
            using MemoryStream stream = new(Mutation.Of(good, key.Fold((ulong)i)));
            try
            {
                SpecJson.Read<ModelSpec>(stream);
            }
            catch (Exception error) when (error is SpecException or InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 2500, 4999);
    }

    /// <summary>The words of all layers in the order of their list.</summary>
    private static IEnumerable<object?> LayerWords() => typeof(LayerSpec).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(static form => form.TypeDiscriminator);

    private static T Read<T>(string json)
        where T : class, ISpec => SpecJson.Read<T>(json, "m.json");
}

using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>What is said of bad specs and damaged models in other languages than English.</summary>
public sealed class SpecPhraseTests
{
    private static readonly ModelSpec Bad = new(
        "",
        new Shape(0, 28, -1),
        [new DenseSpec(0), new DenseSpec(8, (ActivationKind)99, InitializerSpec.Normal(-1))],
        [new ReshapeSpec(new Shape(3, 3))],
        new LossSpec(LossKind.Mse, (LossReduction)44));

    [Fact]
    public void Validate_InSpanish_SaysEveryProblem()
    {
        Phrase.Translation = Spanish();

        Assert.Equal(
            [
                "name: no se recibió nada, se esperaba un nombre.",
                "input.channels: se recibió 0, se esperaba 1 o más.",
                "input.width: se recibió -1, se esperaba 1 o más.",
                "encoder[0].units: se recibió 0, se esperaba 1 o más.",
                "encoder[1].activation: se recibió 99, se esperaba uno de estos: linear, sigmoid, tanh, relu, leaky-relu, elu, softplus, softmax.",
                "encoder[1].initializer.deviation: se recibió -1, se esperaba un número positivo.",
                "decoder[0].shape: se recibió 3x1x3 (9 características), se esperaba la cantidad de la entrada 8, 8 características.",
                "loss.reduction: se recibió 44, se esperaba uno de estos: mean, sum.",
            ],
            SpecValidator.Validate(Bad).Select(static problem => problem.ToString()));
    }

    [Fact]
    public void Validate_InALanguageThatMarksItsPhrases_SaysNothingOutsideOfThem()
    {
        Phrase.Translation = new Translation("marks", static english => $"«{english}»");

        Assert.All(SpecValidator.Validate(Bad), static problem => Assert.Matches("^«.*»$", problem.Message));
    }

    [Fact]
    public void Read_MistypedNameInSpanish_NamesThePlaceAndTheNearest()
    {
        Phrase.Translation = Spanish();

        SpecException error = Assert.Throws<SpecException>(static () => SpecJson.Read<OptimizerSpec>("{\"optimizer\": \"adm\"}", "o.json"));

        // Other tests register optimizers of their own, which are listed too.
        Assert.StartsWith("optimizer: se recibió \"adm\", se esperaba uno de estos: sgd, adam, adamw, adadelta, adagrad, rmsprop", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("; ¿quiso decir \"adam\"? (o.json, línea 1, posición 15)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DamagedModelInSpanish_SaysWhatWasFoundAndExpected()
    {
        Phrase.Translation = Spanish();
        using MemoryStream stream = new([1, 2, 3]);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(stream, "m.safetensors"));

        Assert.Equal("m.safetensors, desplazamiento 0: se encontró un archivo de 3 bytes, se esperaba uno de al menos 8, el mínimo de safetensors.", error.Message);
    }

    private static Translation Spanish() => Translation.Read("es", typeof(Phrase).Assembly);
}

using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The models of dense layers: <c>linear</c>, <c>dense</c>, <c>deep</c>.</summary>
internal static class DenseModels
{
    /// <summary>Gets one linear layer each way, which finds the principal subspace when trained by squared errors.</summary>
    public static NamedModel Linear { get; } = new(
        "linear",
        Phrase.Mark("one linear layer each way, which finds what principal components find"),
        new() { Code = 32, Loss = LossKind.Mse, Reduction = LossReduction.Mean, Initializer = new() },
        static (input, options) => new(
            [Layer(options.Code!.Value, ActivationKind.Linear, options)], Output(input, options with { OutputActivation = ActivationKind.Linear })));

    /// <summary>Gets one layer each way: the first autoencoder of most courses, which beats principal components of the same size.</summary>
    public static NamedModel Dense { get; } = new(
        "dense",
        Phrase.Mark("one dense layer each way, the first autoencoder of most courses"),
        new()
        {
            Code = 32,
            Activation = ActivationKind.Relu,
            OutputActivation = ActivationKind.Sigmoid,
            Loss = LossKind.Mse,
            Reduction = LossReduction.Mean,
            Initializer = new(),
        },
        static (input, options) => new([Layer(options.Code!.Value, options.Activation!.Value, options)], Output(input, options)));

    /// <summary>Gets several layers each way, with the sizes of Hinton and Salakhutdinov, Reducing the Dimensionality of Data with Neural
    /// Networks, 2006, but with relu, which trains without layer-wise pre-training.</summary>
    public static NamedModel Deep { get; } = new(
        "deep",
        Phrase.Mark("several dense layers each way, small codes of what one layer cannot follow"),
        new()
        {
            Code = 30,
            Layers = [1000, 500, 250],
            Activation = ActivationKind.Relu,
            CodeActivation = ActivationKind.Linear,
            OutputActivation = ActivationKind.Sigmoid,
            Loss = LossKind.Mse,
            Reduction = LossReduction.Mean,
            Initializer = new(),
        },
        BuildDeep);

    /// <summary>Builds layers to the code and the same back.</summary>
    public static ModelParts BuildDeep(Shape input, ModelOptions options) => new(
        [.. Layers(options.Layers!, options), Layer(options.Code!.Value, options.CodeActivation!.Value, options)],
        [.. Layers(options.Layers!.Reverse(), options), .. Output(input, options)]);

    /// <summary>Makes a layer that starts as the options say.</summary>
    public static DenseSpec Layer(int units, ActivationKind activation, ModelOptions options) => new(
        units, activation, options.Initializer == new InitializerSpec() ? null : options.Initializer);

    /// <summary>Makes the layers between input and code, or back.</summary>
    public static IEnumerable<LayerSpec> Layers(IEnumerable<int> units, ModelOptions options) =>
        units.Select(count => Layer(count, options.Activation!.Value, options));

    /// <summary>Makes the layer that comes back to the input, under the shape of the input.</summary>
    public static IReadOnlyList<LayerSpec> Output(Shape input, ModelOptions options)
    {
        DenseSpec layer = Layer(input.Size, options.OutputActivation!.Value, options);
        return input.IsVector ? [layer] : [layer, new ReshapeSpec(input)];
    }
}

using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The models that have a name.</summary>
public static class Models
{
    private const int DefaultCode = 32;

    // The sizes of Hinton and Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, 2006.
    private const int DefaultDeepCode = 30;

    private static readonly int[] DefaultLayers = [1000, 500, 250];

    /// <summary>Gets the names, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["dense", "deep", "linear"];

    /// <summary>Describes the model of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="options">What to change; null for nothing.</param>
    /// <exception cref="ArgumentException">No model has that name; the message names the nearest one.</exception>
    /// <exception cref="SpecException">An option does not belong to the model.</exception>
    public static ModelSpec Create(string name, Shape input, ModelOptions? options = null) => name switch
    {
        "dense" => Dense(input, options),
        "deep" => Deep(input, options),
        "linear" => Linear(input, options),
        _ => throw new ArgumentException(NearestName.Explain(name, Names), nameof(name)),
    };

    /// <summary>Describes one dense layer to the code and one back.</summary>
    /// <remarks>By default a code of 32, relu to the code, sigmoid to pixels in [0, 1], mean squared error: the first autoencoder of
    /// most courses, which beats principal components of the same size on digits.</remarks>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="options">What to change; null for nothing.</param>
    /// <exception cref="SpecException">An option does not belong to the model.</exception>
    public static ModelSpec Dense(Shape input, ModelOptions? options = null)
    {
        options ??= new ModelOptions();
        Refuse("dense", (options.Layers is not null, "layers", "nothing: it has no layer between input and code; 'deep' has"),
            (options.CodeActivation is not null, "codeActivation", "nothing: its activation is that of the code"));
        ActivationKind activation = options.Activation ?? ActivationKind.Relu;
        return Build("dense", input, options, [], options.Code ?? DefaultCode, activation, activation);
    }

    /// <summary>Describes several dense layers to the code and the same back.</summary>
    /// <remarks>By default 1000, 500 and 250 units and a linear code of 30, the sizes of the paper, but with relu, which trains without
    /// layer-wise pre-training.</remarks>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="options">What to change; null for nothing.</param>
    public static ModelSpec Deep(Shape input, ModelOptions? options = null)
    {
        options ??= new ModelOptions();
        return Build(
            "deep",
            input,
            options,
            options.Layers ?? DefaultLayers,
            options.Code ?? DefaultDeepCode,
            options.Activation ?? ActivationKind.Relu,
            options.CodeActivation ?? ActivationKind.Linear);
    }

    /// <summary>Describes one linear layer to the code and one back: trained by squared errors it finds the principal subspace.</summary>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="options">What to change; null for nothing.</param>
    /// <exception cref="SpecException">An option does not belong to the model.</exception>
    public static ModelSpec Linear(Shape input, ModelOptions? options = null)
    {
        options ??= new ModelOptions();
        const string NoActivation = "nothing: all of it is linear; 'dense' has activations";
        Refuse("linear", (options.Layers is not null, "layers", "nothing: it has no layer between input and code; 'deep' has"),
            (options.Activation is not null, "activation", NoActivation),
            (options.CodeActivation is not null, "codeActivation", NoActivation),
            (options.OutputActivation is not null, "outputActivation", NoActivation));
        return Build(
            "linear",
            input,
            options with { OutputActivation = ActivationKind.Linear },
            [],
            options.Code ?? DefaultCode,
            ActivationKind.Linear,
            ActivationKind.Linear);
    }

    private static ModelSpec Build(
        string name, Shape input, ModelOptions options, IReadOnlyList<int> layers, int code, ActivationKind hidden, ActivationKind toCode)
    {
        LossSpec loss = new(options.Loss ?? LossKind.Mse);
        if (options.Reduction is { } reduction) loss = loss with { Reduction = reduction };

        // That loss has the sigmoid in itself.
        ActivationKind usual = loss.Kind == LossKind.BceLogits ? ActivationKind.Linear : ActivationKind.Sigmoid;
        ActivationKind toOutput = options.OutputActivation ?? usual;

        DenseSpec Layer(int units, ActivationKind activation) => new(units, activation, options.Initializer);
        LayerSpec[] encoder = [.. layers.Select(units => Layer(units, hidden)), Layer(code, toCode)];
        List<LayerSpec> decoder = [.. layers.Reverse().Select(units => Layer(units, hidden)), Layer(input.Size, toOutput)];
        if (!input.IsVector) decoder.Add(new ReshapeSpec(input));
        return new ModelSpec(name, input, encoder, decoder, loss);
    }

    private static void Refuse(string model, params ReadOnlySpan<(bool IsGiven, string Option, string Expected)> options)
    {
        List<SpecProblem> problems = [];
        foreach ((bool isGiven, string option, string expected) in options)
            if (isGiven) problems.Add(new($"model.{option}", $"received a value for '{model}', expected {expected}."));
        if (problems.Count > 0) throw new SpecException(problems);
    }
}

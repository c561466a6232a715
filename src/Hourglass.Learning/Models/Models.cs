using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The models that have a name.</summary>
public static class Models
{
    /// <summary>Gets the models, the simple before the elaborate.</summary>
    public static IReadOnlyList<NamedModel> All { get; } =
    [
        PcaModel.Pca, DenseModels.Linear, DenseModels.Dense, DenseModels.Deep,
        SparseModels.Sparse, DenoisingModels.Denoising,
        ConvolutionModels.Conv, ConvolutionModels.ConvPool,
        VariationalModels.Vae, VariationalModels.ConvVae, VariationalModels.BetaVae, VariationalModels.Iwae, VariationalModels.Wae, QuantizedModels.VqVae,
        ClassModels.Similarity, ClassModels.Classifier, ClassModels.Stacked,
    ];

    /// <summary>Gets the names in the order of <see cref="All"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(static model => model.Name)];

    /// <summary>Gets the model that is trained where none is named: the one that a first look understands.</summary>
    public static NamedModel Default { get; } = DenseModels.Dense;

    /// <summary>Finds the model of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">No model has that name; the message names the nearest one.</exception>
    public static NamedModel Get(string name) =>
        All.FirstOrDefault(model => model.Name == name) ?? throw new ArgumentException(NearestName.Explain(name, Names), nameof(name));

    /// <summary>Describes the model of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="options">What to change; null for nothing.</param>
    /// <exception cref="ArgumentException">No model has that name; the message names the nearest one.</exception>
    /// <exception cref="SpecException">An option does not belong to the model, or its value is out of range.</exception>
    public static ModelSpec Create(string name, Shape input, ModelOptions? options = null) => Get(name).Create(input, options);

    /// <summary>Describes one linear layer to the code and one back.</summary>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="options">What to change; null for nothing.</param>
    /// <exception cref="SpecException">An option does not belong to the model, or its value is out of range.</exception>
    public static ModelSpec Linear(Shape input, ModelOptions? options = null) => DenseModels.Linear.Create(input, options);

    /// <summary>Describes one dense layer to the code and one back.</summary>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="options">What to change; null for nothing.</param>
    /// <exception cref="SpecException">An option does not belong to the model, or its value is out of range.</exception>
    public static ModelSpec Dense(Shape input, ModelOptions? options = null) => DenseModels.Dense.Create(input, options);

    /// <summary>Describes several dense layers to the code and the same back.</summary>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="options">What to change; null for nothing.</param>
    /// <exception cref="SpecException">An option does not belong to the model, or its value is out of range.</exception>
    public static ModelSpec Deep(Shape input, ModelOptions? options = null) => DenseModels.Deep.Create(input, options);

    /// <summary>Describes strided convolutions to the code and transposed ones back.</summary>
    /// <param name="input">The shape of one sample, an image.</param>
    /// <param name="options">What to change; null for nothing.</param>
    /// <exception cref="SpecException">The input is no image, an option does not belong to the model, or its value is out of range.</exception>
    public static ModelSpec Conv(Shape input, ModelOptions? options = null) => ConvolutionModels.Conv.Create(input, options);

    /// <summary>Describes an autoencoder that answers with other samples of the class.</summary>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="options">What to change; null for nothing.</param>
    /// <exception cref="SpecException">An option does not belong to the model, or its value is out of range.</exception>
    public static ModelSpec Similarity(Shape input, ModelOptions? options = null) => ClassModels.Similarity.Create(input, options);

    /// <summary>Describes dense layers under a softmax layer with one output per class.</summary>
    /// <remarks>Under <c>bce</c> the outputs are sigmoids, each class a question of its own.</remarks>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="options">What to change; null for nothing.</param>
    /// <exception cref="SpecException">An option does not belong to the model, or its value is out of range.</exception>
    public static ModelSpec Classifier(Shape input, ModelOptions? options = null) => ClassModels.Classifier.Create(input, options);

    /// <summary>Describes a classifier for layer-wise pre-training.</summary>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="options">What to change; null for nothing.</param>
    /// <exception cref="SpecException">An option does not belong to the model, or its value is out of range.</exception>
    public static ModelSpec Stacked(Shape input, ModelOptions? options = null) => ClassModels.Stacked.Create(input, options);
}

using System.Text.Json.Serialization;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>A network that both sides train, as <c>works.json</c> describes it: by the sizes of dense layers or by its layers.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Optimizer">The optimizer with all its settings.</param>
/// <param name="Batch">Samples per step.</param>
/// <param name="Targets">What is to be reached.</param>
/// <param name="Layers">Sizes from the input to the output; every layer is dense with a bias.</param>
/// <param name="Activations">Which activations follow them.</param>
/// <param name="Encoder">The layers from images of 28 x 28 pixels to the code, in the words of specs.</param>
/// <param name="Decoder">The layers from the code to the output.</param>
/// <param name="Task">What is measured; training by default.</param>
/// <param name="Epochs">The passes after which its result is compared over seeds; null where it is not.</param>
internal sealed record Work(
    string Name,
    WorkLoss Loss,
    WorkOptimizer Optimizer,
    int Batch,
    WorkTargets Targets,
    IReadOnlyList<int>? Layers = null,
    WorkActivations? Activations = null,
    IReadOnlyList<LayerSpec>? Encoder = null,
    IReadOnlyList<LayerSpec>? Decoder = null,
    WorkTask Task = WorkTask.Train,
    int? Epochs = null)
{
    private static readonly Shape Image = new(1, 28, 28);

    /// <summary>Gets whether it learns the labels instead of its input.</summary>
    [JsonIgnore]
    public bool IsClassifier => Loss.Kind == LossKind.CrossEntropy;

    /// <summary>
    /// Gets the operations of a step for each sample: the products forward and, in training, for the weights and, but in the first layer, for the
    /// inputs. Taps that fall on padding count as well.
    /// </summary>
    [JsonIgnore]
    public double OperationsPerSample
    {
        get
        {
            ModelSpec model = Model();
            Shape shape = model.Input;
            double products = 0;
            foreach (LayerSpec spec in Task == WorkTask.Encode ? model.Encoder : [.. model.Encoder, .. model.Decoder])
            {
                Layer layer = spec.Build(shape);
                double forward = layer switch
                {
                    ConvolutionLayer { Geometry: var g } => (double)g.Taps * g.Input.Channels * g.Output.Size,
                    Linear => (double)layer.Input.Size * layer.Output.Size,
                    GaussianLatent latent => (double)layer.Input.Size * latent.Heads.Output.Size,
                    _ => 0,
                };
                products += forward * (Task == WorkTask.Encode ? 1 : products == 0 ? 2 : 3);
                shape = layer.Output;
            }

            return 2 * products;
        }
    }

    /// <summary>Describes the network.</summary>
    public ModelSpec Model() => (Layers, Activations, Encoder, Decoder) switch
    {
        ({ } sizes, { } activations, null, null) => Dense(sizes, activations),
        (null, null, { } encoder, { } decoder) => new ModelSpec(Name, Image, [.. encoder], [.. decoder], Loss.Spec()),
        _ => throw new InvalidDataException($"Work '{Name}' needs either layers and activations or encoder and decoder."),
    };

    /// <summary>A classifier's code is its first hidden layer, which changes nothing in what is computed.</summary>
    private ModelSpec Dense(IReadOnlyList<int> sizes, WorkActivations activations)
    {
        int last = sizes.Count - 2, code = activations.Code is null ? 0 : (sizes.Count / 2) - 1;
        LayerSpec[] layers = new LayerSpec[last + 1];
        for (int i = 0; i <= last; i++)
        {
            ActivationKind inside = i == code ? activations.Code ?? activations.Hidden : activations.Hidden;
            layers[i] = new DenseSpec(sizes[i + 1], i == last ? activations.Output : inside);
        }

        return new ModelSpec(Name, new Shape(sizes[0]), layers[..(code + 1)], layers[(code + 1)..], Loss.Spec());
    }
}

/// <summary>What is measured of a work.</summary>
[JsonConverter(typeof(SpecEnumConverter<WorkTask>))]
internal enum WorkTask
{
    /// <summary>Training steps.</summary>
    Train,

    /// <summary>Codes of images, without training.</summary>
    Encode,
}

/// <summary>The activations of a work.</summary>
/// <param name="Hidden">Of all layers but the code and the output.</param>
/// <param name="Code">Of the size in the middle; null where there is no code.</param>
/// <param name="Output">Of the last layer.</param>
internal sealed record WorkActivations(
    [property: JsonConverter(typeof(SpecEnumConverter<ActivationKind>))] ActivationKind Hidden,
    [property: JsonConverter(typeof(SpecEnumConverter<ActivationKind>))] ActivationKind? Code,
    [property: JsonConverter(typeof(SpecEnumConverter<ActivationKind>))] ActivationKind Output);

/// <summary>How the loss of a work is reduced.</summary>
[JsonConverter(typeof(SpecEnumConverter<WorkReduction>))]
internal enum WorkReduction
{
    /// <summary>The mean over batch and outputs, or over the batch for cross-entropy.</summary>
    Mean,

    /// <summary>The sum over the outputs of a sample, the mean over the batch.</summary>
    SampleSum,
}

/// <summary>The loss of a work.</summary>
internal sealed record WorkLoss(LossKind Kind, WorkReduction Reduction)
{
    public LossSpec Spec() =>
        new(Kind, Reduction == WorkReduction.SampleSum || Kind == LossKind.CrossEntropy ? LossReduction.Sum : LossReduction.Mean);
}

/// <summary>What a work is to reach; null where nothing was promised.</summary>
/// <param name="OneThread">Our samples per second over PyTorch's, one thread each.</param>
/// <param name="TwoThreadsOverOne">Our two threads over our one.</param>
/// <param name="WholeMachine">Our two threads over PyTorch's best setting.</param>
internal sealed record WorkTargets(double? OneThread, double? TwoThreadsOverOne, double? WholeMachine);

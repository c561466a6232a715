using System.Text.Json.Serialization;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>A network that both sides train, as <c>works.json</c> describes it.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="Layers">Sizes from the input to the output; every layer is dense with a bias.</param>
/// <param name="Activations">Which activations follow.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Optimizer">The optimizer with all its settings.</param>
/// <param name="Batch">Samples per step.</param>
/// <param name="Targets">What is to be reached.</param>
internal sealed record Work(
    string Name,
    IReadOnlyList<int> Layers,
    WorkActivations Activations,
    WorkLoss Loss,
    WorkOptimizer Optimizer,
    int Batch,
    WorkTargets Targets)
{
    /// <summary>Gets whether it learns the labels instead of its input.</summary>
    [JsonIgnore]
    public bool IsClassifier => Loss.Kind == LossKind.CrossEntropy;

    /// <summary>
    /// Gets the operations of a step for each sample: the products forward, for the weights and, but in the first layer, for the inputs.
    /// </summary>
    [JsonIgnore]
    public double OperationsPerSample
    {
        get
        {
            double products = 0;
            for (int i = 0; i + 1 < Layers.Count; i++) products += (i == 0 ? 2.0 : 3.0) * Layers[i] * Layers[i + 1];
            return 2 * products;
        }
    }

    /// <summary>Describes the network; a classifier's code is its first hidden layer, which changes nothing in what is computed.</summary>
    public ModelSpec Model()
    {
        int last = Layers.Count - 2, code = Activations.Code is null ? 0 : (Layers.Count / 2) - 1;
        LayerSpec[] layers = new LayerSpec[last + 1];
        for (int i = 0; i <= last; i++)
        {
            ActivationKind inside = i == code ? Activations.Code ?? Activations.Hidden : Activations.Hidden;
            layers[i] = new DenseSpec(Layers[i + 1], i == last ? Activations.Output : inside);
        }

        return new ModelSpec(Name, new Shape(Layers[0]), layers[..(code + 1)], layers[(code + 1)..], Loss.Spec());
    }
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

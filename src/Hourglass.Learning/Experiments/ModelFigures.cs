using System.Text.Json;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The figures of a model: its layers, its parameters, and the memory that it takes.</summary>
/// <remarks><b>Units</b> Sizes count numbers of 32 bits, memory is in bytes. Shapes are written as height x width x channels, or as the
/// number of features.</remarks>
public sealed record ModelFigures
{
    /// <summary>Gets the model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the shape of the input.</summary>
    public required string Input { get; init; }

    /// <summary>Gets the layers from the input to the output.</summary>
    public required IReadOnlyList<LayerFigures> Layers { get; init; }

    /// <summary>Gets the loss.</summary>
    public required string Loss { get; init; }

    /// <summary>Gets the number of parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>Gets the number of features of the code.</summary>
    public required int CodeSize { get; init; }

    /// <summary>Gets how many times smaller the code is than the input.</summary>
    public required double CompressionRatio { get; init; }

    /// <summary>Gets the number of samples at once for which memory is counted.</summary>
    public required int Batch { get; init; }

    /// <summary>Gets the memory of the parameters.</summary>
    public required long ParameterBytes { get; init; }

    /// <summary>Gets the memory of the optimizer.</summary>
    public required long OptimizerBytes { get; init; }

    /// <summary>Gets the memory of a plan for training by one thread.</summary>
    public required long TrainingPlanBytes { get; init; }

    /// <summary>Gets the memory of a plan for inference by one thread.</summary>
    public required long InferencePlanBytes { get; init; }

    /// <summary>Measures a model.</summary>
    /// <param name="model">A valid model.</param>
    /// <param name="training">The batch size and the optimizer.</param>
    /// <param name="target">What the model answers with; the default is its input, which then takes no memory of its own.</param>
    /// <exception cref="SpecException">The model is not valid, or needs more memory than there is.</exception>
    public static ModelFigures Of(ModelSpec model, TrainingOptions training, TargetKind target = TargetKind.Input)
    {
        ArgumentNullException.ThrowIfNull(training);
        SpecValidator.EnsureValid(model);
        RecipeChecks.EnsureMemory(model);
        Network network = Network.Build(model, new RandomKey(training.Seed));
        bool ownTarget = target != TargetKind.Input || model.OutputShape.Size != model.Input.Size;
        long parameters = sizeof(float) * (long)network.Parameters.Values.Length;
        return new ModelFigures
        {
            Model = model.Name,
            Input = model.Input.ToString(),
            Layers = [.. ModelSummary.Layers(model).Select(LayerFigures.Of)],
            Loss = ModelSummary.Loss(model.Loss),
            Parameters = model.ParameterCount,
            CodeSize = model.CodeSize,
            CompressionRatio = model.CompressionRatio,
            Batch = training.Batch,
            ParameterBytes = parameters,
            OptimizerBytes = parameters * training.Optimizer.Build(network.Parameters).Slots.Count,
            TrainingPlanBytes = Plan.ForTraining(network, training.Batch, Workers.Single, ownTarget).Bytes,
            InferencePlanBytes = Plan.ForInference(network, training.Batch, Workers.Single).Bytes,
        };
    }

    /// <summary>Writes the figures as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, FigureJsonContext.Default.ModelFigures);
}

/// <summary>The figures of a layer.</summary>
/// <param name="Part">Encoder or decoder.</param>
/// <param name="Layer">The layer in words.</param>
/// <param name="Output">The shape of its output.</param>
/// <param name="Parameters">The number of its parameters.</param>
/// <param name="IsCode">Whether its output is the code.</param>
/// <param name="Parts">The layers inside, whose parameters are those of the layer.</param>
public sealed record LayerFigures(
    string Part, string Layer, string Output, long Parameters, bool IsCode, IReadOnlyList<LayerFigures> Parts)
{
    internal static LayerFigures Of(ReportLayer layer) => new(
        layer.Part, layer.Layer, layer.Output.ToString(), layer.Parameters, layer.IsCode, [.. layer.Parts.Select(Of)]);
}

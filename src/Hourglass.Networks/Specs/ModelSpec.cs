using System.Text.Json.Serialization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes an autoencoder: an encoder from the input to the code, a decoder back, and a loss.</summary>
/// <remarks>The decoder may lead elsewhere than back, as to classes; whoever trains a model knows what it is to answer with and checks
/// that. Immutable and equal by value, the lists element by element. The derived figures are those of a valid spec;
/// <see cref="SpecValidator"/> says whether it is one.</remarks>
/// <param name="Name">The name that reports show.</param>
/// <param name="Input">The shape of one sample.</param>
/// <param name="Encoder">The layers from the input to the code; at least one.</param>
/// <param name="Decoder">The layers from the code to the reconstruction; at least one.</param>
/// <param name="Loss">What training makes small.</param>
[JsonConverter(typeof(ModelSpecConverter))]
public sealed record ModelSpec(
    string Name,
    Shape Input,
    IReadOnlyList<LayerSpec> Encoder,
    IReadOnlyList<LayerSpec> Decoder,
    LossSpec Loss) : ISpec
{
    /// <summary>Gets the layers from the input to the code.</summary>
    public IReadOnlyList<LayerSpec> Encoder { get; init => field = new SpecList<LayerSpec>(value); } = new SpecList<LayerSpec>(Encoder);

    /// <summary>Gets the layers from the code to the reconstruction.</summary>
    public IReadOnlyList<LayerSpec> Decoder { get; init => field = new SpecList<LayerSpec>(value); } = new SpecList<LayerSpec>(Decoder);

    /// <summary>Gets the shape of the code.</summary>
    public Shape CodeShape => Encoder.Aggregate(Input, static (shape, layer) => layer.OutputShape(shape));

    /// <summary>Gets the number of features of the code.</summary>
    public int CodeSize => CodeShape.Size;

    /// <summary>Gets how many times smaller the code is than the input, both counted in features.</summary>
    public double CompressionRatio => (double)Input.Size / CodeSize;

    /// <summary>Gets the shape of the reconstruction.</summary>
    public Shape OutputShape => Decoder.Aggregate(CodeShape, static (shape, layer) => layer.OutputShape(shape));

    /// <summary>Gets what turns the output into the reconstruction: a sigmoid where the loss takes logits, nothing elsewhere.</summary>
    public ActivationKind ReconstructionActivation => Loss.Kind == LossKind.BceLogits ? ActivationKind.Sigmoid : ActivationKind.Linear;

    /// <summary>Gets the number of weights and biases.</summary>
    public long ParameterCount
    {
        get
        {
            long count = 0;
            Shape shape = Input;
            foreach (LayerSpec layer in Encoder.Concat(Decoder))
            {
                count += layer.ParameterCount(shape);
                shape = layer.OutputShape(shape);
            }

            return count;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<SpecProblem> Validate(string path) => SpecValidator.Validate(this, Problem.Prefix(path));
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes one layer; immutable, equal by value, written to JSON with the discriminator <c>layer</c>.</summary>
/// <remarks>A new layer is one record that derives from this one and one line in the list above it.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "layer")]
[JsonDerivedType(typeof(DenseSpec), "dense")]
[JsonDerivedType(typeof(Conv2dSpec), "conv2d")]
[JsonDerivedType(typeof(TransposedConv2dSpec), "transposed-conv2d")]
[JsonDerivedType(typeof(ActivationSpec), "activation")]
[JsonDerivedType(typeof(FlattenSpec), "flatten")]
[JsonDerivedType(typeof(ReshapeSpec), "reshape")]
[JsonDerivedType(typeof(MaxPoolSpec), "max-pool")]
[JsonDerivedType(typeof(AveragePoolSpec), "average-pool")]
[JsonDerivedType(typeof(UpsampleSpec), "upsample")]
[JsonDerivedType(typeof(MaskSpec), "mask")]
[JsonDerivedType(typeof(GaussianNoiseSpec), "gaussian-noise")]
[JsonDerivedType(typeof(SaltAndPepperSpec), "salt-and-pepper")]
[JsonDerivedType(typeof(BlockOcclusionSpec), "block-occlusion")]
[JsonDerivedType(typeof(BlurSpec), "blur")]
[JsonDerivedType(typeof(BatchNormSpec), "batch-norm")]
[JsonDerivedType(typeof(LayerNormSpec), "layer-norm")]
[JsonDerivedType(typeof(DropoutSpec), "dropout")]
[JsonDerivedType(typeof(ResidualSpec), "residual")]
[JsonDerivedType(typeof(GaussianLatentSpec), "gaussian-latent")]
[JsonDerivedType(typeof(VectorQuantizerSpec), "vector-quantizer")]
[JsonDerivedType(typeof(ActivityPenaltySpec), "activity-penalty")]
[JsonDerivedType(typeof(SparsitySpec), "sparsity")]
[JsonDerivedType(typeof(MmdSpec), "mmd")]
public abstract record LayerSpec
{
    /// <summary>Infers the shape of the output, without computing anything.</summary>
    /// <param name="input">The shape of the input; <c>default</c> where it is unknown.</param>
    /// <returns>The shape; one with a side of zero, never an exception, where this layer cannot follow that input.</returns>
    public abstract Shape OutputShape(Shape input);

    /// <summary>Builds the layer.</summary>
    /// <param name="input">The shape of the input.</param>
    public abstract Layer Build(Shape input);

    /// <summary>Counts the weights and biases; none unless the layer says otherwise.</summary>
    /// <param name="input">The shape of the input.</param>
    public virtual long ParameterCount(Shape input) => 0;

    /// <summary>Finds everything that is wrong with this layer.</summary>
    /// <param name="input">The shape of the input; <c>default</c> where an earlier problem leaves it unknown, and then only the
    /// layer's own numbers are looked at.</param>
    /// <param name="path">Where the layer stands, as in <c>decoder[2]</c>.</param>
    public abstract IEnumerable<SpecProblem> Validate(Shape input, string path);

    /// <summary>Describes the layer in words; the name of its record, in lower case, unless the layer says more.</summary>
    public virtual LayerDescription Describe()
    {
        string name = JsonNamingPolicy.KebabCaseLower.ConvertName(GetType().Name);
        const string Suffix = "-spec";
        return new LayerDescription(name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name);
    }
}

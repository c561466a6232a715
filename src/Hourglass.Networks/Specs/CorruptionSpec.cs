using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes a layer that damages samples while a network learns and its loss is measured; the target stays clean.</summary>
/// <remarks>
/// <para><b>Shapes</b> The output has the shape of the input.</para>
/// <para>A damage of one's own is a record that derives from this one and builds a <see cref="SampleCorruption"/> or another
/// <see cref="CorruptionLayer"/>.</para>
/// </remarks>
public abstract record CorruptionSpec : LayerSpec
{
    private const int Batch = 256;

    /// <inheritdoc/>
    public sealed override Shape OutputShape(Shape input) => input;

    /// <summary>Damages samples as a training step with this key would, for pictures of what the network has to undo.</summary>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="samples">Whole samples, one after the other.</param>
    /// <param name="key">The source of random numbers; the same key gives the same damage.</param>
    /// <param name="firstSample">The number of the first sample, from 0, by which its random numbers are drawn: parts of a set are damaged as
    /// the whole set would be.</param>
    /// <returns>The damaged samples, one after the other.</returns>
    /// <exception cref="SpecException">The layer does not fit the shape; all problems are listed.</exception>
    /// <exception cref="ArgumentException">The length is not a multiple of the sample's size.</exception>
    public float[] Apply(Shape input, ReadOnlySpan<float> samples, RandomKey key, int firstSample = 0)
    {
        List<SpecProblem> problems = [.. Validate(input, "layer")];
        if (problems.Count > 0) throw new SpecException(problems);
        (int count, int rest) = Math.DivRem(samples.Length, input.Size);
        if (rest != 0) throw new ArgumentException($"Received {samples.Length} numbers, expected a multiple of {input.Size}.", nameof(samples));

        Layer layer = Build(input);
        float[] results = new float[samples.Length];
        int most = Math.Min(count, Batch);
        Tensor x = new(input, most), y = new(input, most);
        BufferRange saved = new(new FloatBuffer(layer.SavedPerPanel * Tensor.PanelsFor(most)));
        for (int start = 0; start < count; start += Batch)
        {
            int columns = Math.Min(Batch, count - start);
            LayerPass pass = new()
            {
                Mode = PassMode.Training,
                StepKey = key,
                FirstSample = firstSample + start,
                Samples = count,
                X = x.WithColumns(columns),
                Y = y.WithColumns(columns),
                Saved = saved,
                Parameters = [],
                Workers = Workers.Single,
            };
            pass.X.CopyFromSamples(samples.Slice(start * input.Size, columns * input.Size));
            layer.Forward(pass);
            pass.Y.CopyToSamples(results.AsSpan(start * input.Size, columns * input.Size));
        }

        return results;
    }

    /// <summary>Finds an input that is not an image.</summary>
    private protected static IEnumerable<SpecProblem> Image(Shape input, string path) => input != default && input.IsVector
        ? [new(path, Phrase.Of($"received a vector of {Problem.Text(input.Size)}, expected an image; give the input its height and width, or reshape it."))]
        : [];
}

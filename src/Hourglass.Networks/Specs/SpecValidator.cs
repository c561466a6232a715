using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Finds everything that makes a spec impossible to build, at once.</summary>
/// <remarks>Only impossibilities are problems; a doubtful choice, such as softmax before a squared error, is not.</remarks>
public static class SpecValidator
{
    private const int LongestName = 200;

    /// <summary>Finds everything that is wrong with a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The problems in the order of the spec; none where the model can be built.</returns>
    public static IReadOnlyList<SpecProblem> Validate(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. model.Validate("")];
    }

    /// <summary>Refuses a spec that cannot be built.</summary>
    /// <param name="spec">A model, an optimizer, a schedule or any other spec.</param>
    /// <exception cref="SpecException">Something is wrong; all of it is said.</exception>
    public static void EnsureValid(ISpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        List<SpecProblem> problems = [.. spec.Validate("")];
        if (problems.Count > 0) throw new SpecException(problems);
    }

    internal static List<SpecProblem> Validate(ModelSpec model, string prefix)
    {
        List<SpecProblem> problems = [.. Name($"{prefix}name", model.Name), .. Problem.Shape($"{prefix}input", model.Input)];
        int layers = model.Encoder.Count + model.Decoder.Count;
        if (layers > SpecLimits.Layers)
        {
            problems.Add(Problem.Range($"{prefix}encoder", layers, Phrase.Of($"at most {Problem.Text(SpecLimits.Layers)} layers with the decoder")));
        }
        else
        {
            LayerWalk walk = new(problems, model.Input);
            walk.Follow(model.Encoder, $"{prefix}encoder");
            walk.Follow(model.Decoder, $"{prefix}decoder");
        }

        problems.AddRange(model.Loss.Validate($"{prefix}loss"));
        problems.AddRange(ImportanceSamples(model, prefix));
        return problems;
    }

    /// <summary>Finds what keeps codes from being weighed by importance: their likelihoods are those of whole samples.</summary>
    private static IEnumerable<SpecProblem> ImportanceSamples(ModelSpec model, string prefix)
    {
        GaussianLatentSpec[] latents = [.. Latents(model.Encoder), .. Latents(model.Decoder)];
        if (latents.All(static latent => latent.Samples is null)) yield break;
        if (latents.Length > 1)
            yield return new($"{prefix}encoder", Phrase.Of($"received {latents.Length} gaussian latents, expected one where 'samples' of it are weighed."));
        if (model.Loss.Reduction != LossReduction.Sum)
            yield return new($"{prefix}loss.reduction", Phrase.Of($"received '{SpecNames.Of(model.Loss.Reduction)}', expected 'sum' with a gaussian latent that weighs 'samples'."));
        if (model.Loss.Kind == LossKind.Own)
            yield return new($"{prefix}loss.kind", Phrase.Of("received 'own', expected another with a gaussian latent that weighs 'samples': the loss of each is needed."));
    }

    private static IEnumerable<GaussianLatentSpec> Latents(IEnumerable<LayerSpec> layers) =>
        layers.SelectMany(static layer => layer is ResidualSpec inner ? Latents(inner.Layers) : layer is GaussianLatentSpec latent ? [latent] : []);

    /// <summary>Finds what is wrong with a list of layers inside a layer.</summary>
    /// <returns>The shape of the output; <c>default</c> where it is unknown.</returns>
    internal static Shape Follow(List<SpecProblem> problems, Shape input, IReadOnlyList<LayerSpec> layers, string path)
    {
        if (layers.Count > SpecLimits.Layers)
        {
            problems.Add(Problem.Range(path, layers.Count, Phrase.Of($"at most {Problem.Text(SpecLimits.Layers)} layers")));
            return default;
        }

        LayerWalk walk = new(problems, input);
        walk.Follow(layers, path);
        return walk.Shape;
    }

    private static IEnumerable<SpecProblem> Name(string path, string name)
    {
        if (string.IsNullOrWhiteSpace(name)) yield return Problem.Nothing(path, Phrase.Of("a name"));
        else if (name.Length > LongestName) yield return Problem.Range(path, name.Length, Phrase.Of($"at most {LongestName} letters"));
        else if (name.Any(char.IsControl)) yield return new(path, Phrase.Of("received control characters, expected a name on one line."));
    }

    /// <summary>Follows the shape through the layers; <c>default</c> is a shape that an earlier problem leaves unknown.</summary>
    private sealed class LayerWalk(List<SpecProblem> problems, Shape input)
    {
        private Shape _shape = Known(input);
        private long _parameters;

        public Shape Shape => _shape;

        public void Follow(IReadOnlyList<LayerSpec> layers, string path)
        {
            if (layers.Count == 0) problems.Add(new(path, Phrase.Of("received no layer, expected one or more.")));
            for (int i = 0; i < layers.Count; i++)
            {
                string place = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
                int before = problems.Count;
                problems.AddRange(layers[i].Validate(_shape, place));
                Shape output = layers[i].OutputShape(_shape);
                if (problems.Count == before) CheckLimits(place, layers[i], output);
                _shape = Known(output);
            }
        }

        private static Shape Known(Shape shape) => SpecLimits.FeaturesOf(shape) > 0 ? shape : default;

        private void CheckLimits(string place, LayerSpec layer, Shape output)
        {
            if (SpecLimits.FeaturesOf(output) < 0)
                problems.Add(new(place, Phrase.Of($"received an output of {output}, expected at most {Problem.Text(SpecLimits.Features)} features.")));
            if (_shape == default || _parameters > SpecLimits.Parameters) return;
            _parameters += Math.Min(layer.ParameterCount(_shape), SpecLimits.Parameters + 1);
            if (_parameters > SpecLimits.Parameters)
            {
                problems.Add(new(place, Phrase.Of($"received more than {SpecLimits.Parameters:N0} parameters up to here, expected at most that many.")));
            }
        }
    }
}

using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>A trained model as a generator: where its codes lie, the codes of test samples, and what it decodes codes to.</summary>
internal sealed class CodeSource(ModelSource source, DataLoading loading, DataSpec samples, Workers workers)
{
    // 400 million numbers are 1.6 GB: more than anybody looks at, less than most machines have.
    private const long MostNumbers = 400_000_000;

    private DataSplit? _split;

    /// <summary>Gets the model.</summary>
    public ModelSpec Model => source.Network.Spec;

    /// <summary>Gets whether the codes have a prior.</summary>
    public bool HasPrior => CodeDistribution.HasPrior(Model);

    /// <summary>Finds where the codes lie; reads the training data only where there is no prior.</summary>
    public async Task<CodeDistribution> DescribeAsync()
    {
        if (HasPrior) return CodeDistribution.Prior(Model.CodeSize);
        DataSplit split = await OpenAsync().ConfigureAwait(false);
        try
        {
            return CodeDistribution.Of(source.Network, split.Train, workers);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException(Phrase.Of($"{source.Path}: no Gaussian fits the codes of {split.Train.Name}. {error.Message}"), error);
        }
    }

    /// <summary>Opens the data of the run, or that which was asked for, split as for training.</summary>
    public async Task<DataSplit> OpenAsync()
    {
        if (_split is not null) return _split;
        DataSpec data = await loading.ResolveAsync(samples).ConfigureAwait(false);
        _split = await loading.OpenAsync(data, source.Recipe?.Training.Seed ?? 0, workers).ConfigureAwait(false);
        source.EnsureFits(_split.Train);
        return _split;
    }

    /// <summary>Computes the codes of samples.</summary>
    public float[] Encode(float[] samples) => new Inference(source.Network, workers).Encode(samples);

    /// <summary>Decodes codes.</summary>
    public float[] Decode(float[] codes)
    {
        long numbers = (long)codes.Length / Model.CodeSize * Model.OutputShape.Size;
        if (numbers > MostNumbers)
        {
            throw new InvalidDataException(
                Phrase.Of($"{source.Path}: these codes decode to {Figures.Count(numbers)} numbers, expected at most {Figures.Count(MostNumbers)}. Ask for fewer."));
        }

        return source.FromNetwork(new Inference(source.Network, workers).Decode(codes));
    }
}

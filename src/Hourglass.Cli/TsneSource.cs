using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>The samples that a map shows: their codes, or they themselves, reduced by principal components.</summary>
/// <param name="Points">The points.</param>
/// <param name="Labels">The class of each; empty where there are none.</param>
/// <param name="ClassNames">The names of the classes.</param>
/// <param name="Reduction">What reduced the samples; null where nothing did.</param>
internal sealed record TsneSource(Points Points, int[] Labels, IReadOnlyList<string> ClassNames, Network? Reduction)
{
    /// <summary>The words for the parts of a data set.</summary>
    public static readonly string[] Sets = ["test", "train", "all"];

    /// <summary>Chooses the samples of a part, evenly spread where there are more than asked for.</summary>
    public static IReadOnlyList<IDataset> Choose(DataSplit split, string set, int most)
    {
        IDataset[] parts = set switch { "test" => [split.Test], "train" => [split.Train], _ => [split.Train, split.Test] };
        int total = parts.Sum(static part => part.Count), first = 0;
        if (most == 0 || total <= most) return parts;
        List<IDataset> chosen = [];
        foreach (IDataset part in parts)
        {
            int[] indices = [.. Enumerable.Range(0, most).Select(i => (int)((long)i * total / most) - first).Where(i => i >= 0 && i < part.Count)];
            if (indices.Length > 0) chosen.Add(part.Subset(indices));
            first += part.Count;
        }

        return chosen;
    }

    /// <summary>Reads the codes that a network gives samples.</summary>
    public static TsneSource Encode(IReadOnlyList<IDataset> sets, Network network, Workers workers) => Of(
        sets, new Points([.. sets.SelectMany(set => Representations.Encode(network, set, workers).Values.ToArray())], network.Spec.CodeSize), null);

    /// <summary>Reads samples, and replaces them by their principal components where they have more features.</summary>
    public static TsneSource Read(IReadOnlyList<IDataset> sets, int components, Workers workers)
    {
        Points samples = Representations.Read(sets, workers);
        components = Math.Min(components, samples.Count);
        if (components == 0 || components >= samples.Dimensions) return Of(sets, samples, null);
        Pca pca = Pca.Fit(samples, new PcaOptions(components), workers);
        return Of(sets, pca.Transform(samples, workers), pca.ToNetwork(sets[0].Shape));
    }

    private static TsneSource Of(IReadOnlyList<IDataset> sets, Points points, Network? reduction)
    {
        bool hasLabels = sets.All(static set => !set.Labels.IsEmpty);
        return new TsneSource(points, hasLabels ? [.. sets.SelectMany(static set => set.Labels.ToArray())] : [], hasLabels ? sets[0].ClassNames : [], reduction);
    }
}

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

    /// <summary>Reads samples, or the codes that a network gives them.</summary>
    public static TsneSource Read(IReadOnlyList<IDataset> sets, Network? network, Workers workers)
    {
        Points[] parts = [.. sets.Select(set => network is null ? Representations.Read(set, workers) : Representations.Encode(network, set, workers))];
        Points points = parts[0];
        if (parts.Length > 1)
        {
            points = new Points(parts.Sum(static part => part.Count), parts[0].Dimensions);
            int at = 0;
            foreach (Points part in parts)
            {
                part.Values.CopyTo(points.Values[at..]);
                at += part.Values.Length;
            }
        }

        bool hasLabels = sets.All(static set => !set.Labels.IsEmpty);
        return new TsneSource(points, hasLabels ? [.. sets.SelectMany(static set => set.Labels.ToArray())] : [], hasLabels ? sets[0].ClassNames : [], null);
    }

    /// <summary>Replaces the points by their principal components where they have more dimensions.</summary>
    public TsneSource Reduce(int components, Shape shape, Workers workers)
    {
        components = Math.Min(components, Points.Count);
        if (components == 0 || components >= Points.Dimensions) return this;
        Pca pca = Pca.Fit(Points, new PcaOptions(components), workers);
        return this with { Points = pca.Transform(Points, workers), Reduction = pca.ToNetwork(shape) };
    }
}

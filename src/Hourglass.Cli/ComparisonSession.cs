using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Puts finished runs side by side, measures what is not known of them, and shows what comes out.</summary>
internal sealed class ComparisonSession(CliContext context, Notes notes, DataLoading loading, Workers workers)
{
    private const int Images = 10;

    private readonly Dictionary<(DataSpec Data, ulong Seed), DataSplit> _splits = [];

    /// <summary>Makes the option that asks for kNN figures.</summary>
    public static System.CommandLine.Option<string> NeighborsOption() => CliOption.Value(
        "--knn", "K", Phrase.Mark("measure how often the K nearest codes of the training set miss a test image's class (not measured)"));

    /// <summary>Reads the number of neighbours.</summary>
    public static int? ReadNeighbors(OptionValues values, System.CommandLine.Option<string> option)
    {
        int? neighbors = values.Int(option);
        if (neighbors is < 1) values.Refuse(option, values.Text(option)!, Phrase.Of("1 or more"));
        return neighbors;
    }

    /// <summary>Opens data, or takes what is open.</summary>
    public async Task<DataSplit> OpenAsync(DataSpec data, ulong seed)
    {
        if (_splits.TryGetValue((data, seed), out DataSplit? known)) return known;
        DataSplit split = await loading.OpenAsync(data, seed, workers).ConfigureAwait(false);
        _splits.Add((data, seed), split);
        return split;
    }

    /// <summary>Measures finished runs.</summary>
    /// <param name="runs">The runs and what they are called.</param>
    /// <param name="neighbors">The number of neighbours of the kNN figures; null for none.</param>
    public async Task<Comparison> MeasureAsync(IReadOnlyList<(string Name, RunFolder Folder)> runs, int? neighbors)
    {
        Comparison.EnsureComparable([.. runs.Select(static run => (run.Name, run.Folder.ReadRecipe()))]);
        List<Measure> measures = [new EncodingTime()];
        if (neighbors is { } count) measures.Add(new NeighborError(count));
        List<ComparedRun> compared = [];
        ImageBatch? images = null;
        foreach ((string name, RunFolder folder) in runs)
        {
            Recipe recipe = folder.ReadRecipe();

            // The samples alone: what a model was taught to answer them with has no part in the comparison.
            DataSplit split = await OpenAsync(recipe.Data with { Target = TargetKind.Input, Partners = null }, recipe.Training.Seed).ConfigureAwait(false);
            images ??= FirstImages(split.Test);
            notes.Detail(Phrase.Of($"Measuring {name}."));
            compared.Add(ComparedRun.Read(name, folder, split, measures, images, workers, context.Time, context.Cancellation));
        }

        return new Comparison(compared, neighbors, images);
    }

    /// <summary>Writes a comparison and shows its table.</summary>
    public void Conclude(Comparison comparison, string folder, bool asJson)
    {
        string report = comparison.Write(folder);
        if (asJson)
        {
            context.Out.WriteLine(comparison.ToJson(report));
            return;
        }

        if (notes.IsQuiet) return;
        Table table = new([.. Enumerable.Range(1, comparison.Table[0].Count - 1)]);
        foreach (IReadOnlyList<string> row in comparison.Table) table.Add([.. row]);
        table.Write(context.Out);
        context.Out.WriteLine();
        context.Out.WriteLine($"{Phrase.Of("report")}  {context.Short(report)}");
    }

    private ImageBatch? FirstImages(IDataset set)
    {
        if (set.Shape is not { Height: > 1, Width: > 1, Channels: 1 or 3 }) return null;
        int[] first = [.. Enumerable.Range(0, Math.Min(Images, set.Count))];
        return new ImageBatch(set.Shape, Representations.Read(set, first, workers));
    }
}

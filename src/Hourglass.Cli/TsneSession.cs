using System.Runtime.CompilerServices;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Draws maps and places samples on them, and shows how it goes.</summary>
internal sealed class TsneSession(CliContext context, Notes notes, Workers workers, bool asJson)
{
    /// <summary>Draws a map.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> DrawAsync(
        ModelSource? source, DataSpec data, string set, int sample, int components, TsneOptions options, string output)
    {
        TsneFolder folder = new(output);
        folder.Ensure();
        (string name, IReadOnlyList<IDataset> sets) = await OpenAsync(source, data, set, sample).ConfigureAwait(false);
        long start = context.Time.GetTimestamp();
        TsneSource points = Read(sets, source?.Network, components);
        string samples = Figures.Samples(points.Points.Count), numbers = Figures.Numbers(points.Points.Dimensions);
        notes.Say(points.Reduction is null
            ? Phrase.Of($"Map: {samples} by {numbers} each.")
            : Phrase.Of($"Map: {samples} by {numbers} each, principal components."));
        TsneMap map = Fit(points.Points, options);
        double seconds = context.Time.GetElapsedTime(start).TotalSeconds;
        double? trustworthiness = map.IsComplete ? MeasureTrust(points.Points, map) : null;

        string title = Phrase.Of($"{samples} of {sets[0].Name} by t-SNE");
        IReadOnlyList<string> files = folder.Write(map, points, title);
        TsneFigures figures = new(
            map.IsComplete ? "completed" : "cancelled", source?.Path, name, set, points.Points.Count, points.Points.Dimensions, options.Perplexity,
            map.Iterations, map.LearningRate, SpecNames.Of(map.Method), map.KlDivergence, trustworthiness, seconds, files);
        folder.Write(figures);
        if (asJson) context.Out.WriteLine(figures.ToJson());
        else if (!notes.IsQuiet) figures.WriteTable(context);
        notes.Say(Phrase.Of($"Wrote {string.Join(", ", files.Select(context.Short))}."));
        if (map.IsComplete) return ExitCode.Ok;
        notes.Say(Phrase.Of($"Stopped after {map.Iterations} of {options.Iterations} steps; the map so far is written."));
        return ExitCode.Cancelled;
    }

    /// <summary>Places samples on a map.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> PlaceAsync(string folder, string output, string set, int sample, string? typed, OptionValues values)
    {
        (TsneMap map, TsneFigures drawn, Network? reduction) = new TsneFolder(folder).Read();
        new TsneFolder(output).Ensure();
        ModelSource? source = drawn.Run is { } run ? ModelSource.Load(context, run) : null;
        string? known = typed ?? (source?.Recipe is null ? drawn.Data : null);
        DataSpec data = FileChoice.Over(values, source?.SamplesOr(known) ?? DataChoice.SpecOf(known!), typed is not null);
        (string name, IReadOnlyList<IDataset> sets) = await OpenAsync(source, data, set, sample).ConfigureAwait(false);
        TsneSource points = Read(sets, source?.Network ?? reduction, components: 0);
        long start = context.Time.GetTimestamp();
        Points places = map.Place(points.Points, new TsnePlacement(), workers, context.Cancellation);
        double seconds = context.Time.GetElapsedTime(start).TotalSeconds;

        Directory.CreateDirectory(output);
        string title = Phrase.Of($"{Figures.Samples(places.Count)} of {sets[0].Name} placed on a map by t-SNE");
        IReadOnlyList<string> files = new TsneFolder(output).WritePlaces(TsneFolder.PlacedName(set), places, points, title);
        if (asJson) context.Out.WriteLine(new PlacementFigures(folder, name, set, places.Count, seconds, files).ToJson());
        notes.Say(Phrase.Of($"Placed {Figures.Samples(places.Count)} among {Figures.Samples(map.Places.Count)} in {Figures.Duration(TimeSpan.FromSeconds(seconds))}."));
        notes.Say(Phrase.Of($"Wrote {string.Join(", ", files.Select(context.Short))}."));
        return ExitCode.Ok;
    }

    // Not inlined, so that the samples of a large set can be collected before the map is drawn of their components.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private TsneSource Read(IReadOnlyList<IDataset> sets, Network? network, int components) =>
        network is null ? TsneSource.Read(sets, components, workers) : TsneSource.Encode(sets, network, workers);

    private TsneMap Fit(Points points, TsneOptions options)
    {
        TsneDisplay display = new(context, notes);
        try
        {
            return Tsne.Fit(points, options, workers, display, context.Cancellation);
        }
        finally
        {
            display.End();
        }
    }

    private double? MeasureTrust(Points points, TsneMap map)
    {
        if (points.Count <= 2 * NeighborhoodQuality.UsualNeighbors) return null;
        try
        {
            return NeighborhoodQuality.Measure(points, map.Places, workers, cancellation: context.Cancellation).Trustworthiness;
        }
        catch (OperationCanceledException)
        {
            // The map is drawn and is kept; only this figure of it was stopped.
            return null;
        }
    }

    /// <summary>Opens data in their own order, and chooses samples.</summary>
    private async Task<(string Name, IReadOnlyList<IDataset> Sets)> OpenAsync(ModelSource? source, DataSpec data, string set, int sample)
    {
        DataLoading loading = new(context, notes);
        DataSpec resolved = await loading.ResolveAsync(data).ConfigureAwait(false);
        DataSplit split = await loading.OpenInOrderAsync(resolved, workers).ConfigureAwait(false);
        source?.EnsureFits(split.Train);
        return (resolved.File?.Path ?? resolved.Name, TsneSource.Choose(split, set, sample));
    }
}

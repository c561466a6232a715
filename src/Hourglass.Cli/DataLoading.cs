using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Opens data sets and says where they came from.</summary>
internal sealed class DataLoading(CliContext context, Notes notes)
{
    private readonly DatasetLocator _locator = context.Locator();

    /// <summary>Whether a line already said which data it is, and why.</summary>
    private bool _isExplained;

    private string? _said;

    /// <summary>Replaces <see cref="DataChoice.Auto"/> by MNIST where it is to be had, and by the built-in digits otherwise.</summary>
    public async Task<DataSpec> ResolveAsync(DataSpec spec)
    {
        if (spec.Name != DataChoice.Auto) return spec;
        DatasetEntry mnist = DatasetCatalog.Mnist;
        try
        {
            await FetchAsync(mnist).ConfigureAwait(false);
            return spec with { Name = mnist.Name };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string variable = $"${DataFolders.Variable}";
            notes.Say(error is DownloadException
                ? Phrase.Of($"Data: the built-in digits, because MNIST is neither in {variable} nor in the cache, and could not be downloaded within a few seconds.")
                : Phrase.Of($"Data: the built-in digits, because MNIST is neither in {variable} nor in the cache, and could not be stored: {error.Message}."));
            notes.Detail(error.Message);
            _isExplained = true;
            return spec with { Name = DataSources.BuiltIn };
        }
    }

    /// <summary>Opens a data set.</summary>
    public async Task<DataSplit> OpenAsync(DataSpec spec, ulong seed, Workers workers)
    {
        SpecValidator.EnsureValid(spec);
        if (spec.File is null && spec.Name != DataSources.BuiltIn) await FetchAsync(DatasetCatalog.Get(spec.Name)).ConfigureAwait(false);
        DataSplit split = await DataSources.OpenAsync(spec, seed, workers, _locator, context.Cancellation).ConfigureAwait(false);
        string line = Phrase.Of($"Data: {split.Origin}.");
        if (!_isExplained && line != _said) notes.Say(line);
        _said = line;
        return split;
    }

    /// <summary>Opens a data set with nothing held back for validation and in its own order, so that rows that are written fit its samples.</summary>
    public async Task<DataSplit> OpenInOrderAsync(DataSpec spec, Workers workers)
    {
        DataSplit split = await OpenAsync(spec with { Validation = 0 }, 0, workers).ConfigureAwait(false);
        return split with { Train = split.Train.InSourceOrder(), Test = split.Test.InSourceOrder() };
    }

    /// <summary>Downloads a data set that is not on this machine, and shows how far it is.</summary>
    public async Task<DatasetFiles> FetchAsync(DatasetEntry entry)
    {
        if (_locator.Find(entry) is { } found) return found;
        DownloadDisplay display = new(context, notes, entry);
        try
        {
            return await _locator.FindOrFetchAsync(entry, display, context.Cancellation).ConfigureAwait(false);
        }
        finally
        {
            display.End();
        }
    }
}

using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Draws a map of samples or of their codes, or places samples on one.</summary>
internal sealed class TsneCommand : CliCommand
{
    private const int DefaultSample = 5000, DefaultComponents = 50;

    private readonly Argument<string> _run;
    private readonly Option<string> _data = CliOption.Value("--data", "NAME", Phrase.Mark("a data set by name or path (that of the run or map; otherwise auto)"));
    private readonly Option<string> _set = CliOption.Value("--set", "NAME", Phrase.Mark("test, train or all (test; of a file of one's own all)"));
    private readonly Option<string> _sample = CliOption.Value("--sample", "N", Phrase.Mark("at most N samples, evenly chosen; 0 for all (5000)"));
    private readonly Option<string> _components = CliOption.Value(
        "--pca", "N", Phrase.Mark("without a run: reduce samples to N principal components first; 0 for not at all (50)"));
    private readonly Option<string> _map = CliOption.Value("--map", "FOLDER", Phrase.Mark("a map that was drawn before, to place samples on"));
    private readonly Option<string> _place = CliOption.Value("--place", "NAME", Phrase.Mark("samples to place on the map: test, train or all; it stays as it is"));
    private readonly Option<string> _out = CliOption.Value("--out", "FOLDER", Phrase.Mark("where the files go; placed samples go into the folder of the map by default"));

    public TsneCommand()
        : base("tsne", Phrase.Mark("Draw a map of samples, or of their codes, on which neighbours stay neighbours (t-SNE)."))
    {
        _run = AddArgument("RUN", Phrase.Mark("the run folder, or a .safetensors file, whose codes are drawn; without it samples are"), isOptional: true);
        AddGroup(Phrase.Mark("Samples"), _data, _set, _sample, _components);
        AddGroup(Phrase.Mark("Map"), TsneChoice.All);
        AddGroup(Phrase.Mark("Place new samples"), _map, _place);
        AddGroup(Phrase.Mark("Output"), _out, SharedOptions.Threads, SharedOptions.Json, SharedOptions.Quiet, SharedOptions.Verbose);
        AddGroup(FileChoice.Title, FileChoice.Reading);
        Examples =
        [
            "hourglass tsne --data mnist --out maps/mnist",
            "hourglass tsne runs/dense32 --set all --sample 0 --out maps/dense32",
            "hourglass tsne --map maps/mnist --place train --sample 1000",
        ];
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CliContext context, OptionValues values)
    {
        string? name = DataChoice.ReadName(values, _data);
        int sample = ReadCount(values, _sample, DefaultSample);
        int threads = SharedOptions.ReadThreads(values);
        Notes notes = Notes.Read(context, values);
        using Workers workers = new(threads);
        TsneSession session = new(context, notes, workers, values.Flag(SharedOptions.Json));
        if (values.Has(_map) || values.Has(_place))
        {
            string set = ReadPlacement(values);
            values.ThrowIfWrong();
            string folder = context.Full(values.Text(_map)!);
            return await session.PlaceAsync(folder, context.Full(values.Text(_out) ?? folder), set, sample, name, values).ConfigureAwait(false);
        }

        TsneOptions options = TsneChoice.Read(values);
        int components = ReadCount(values, _components, DefaultComponents);
        string? part = values.Has(_set) ? ReadSet(values, _set) : null;
        if (values.Has(_components) && values.Text(_run) is not null)
            values.Refuse(Phrase.Of($"{_components.Name}: received together with a run, expected one of them: codes are drawn as they are."));
        string? output = values.Required(_out, Phrase.Of("a folder for the map"));
        values.ThrowIfWrong();

        ModelSource? source = values.Text(_run) is { } run ? ModelSource.Load(context, run) : null;
        DataSpec data = FileChoice.Over(values, source?.SamplesOr(name) ?? DataChoice.SpecOf(name ?? DataChoice.Auto), name is not null);

        // A file of one's own is drawn whole where it does not bring a test set of its own: what a split would hold back is little.
        part ??= data.File is { Test: null } ? "all" : TsneSource.Sets[0];
        return await session.DrawAsync(source, data, part, sample, source is null ? components : 0, options, context.Full(output!)).ConfigureAwait(false);
    }

    private static int ReadCount(OptionValues values, Option<string> option, int otherwise)
    {
        int count = values.Int(option) ?? otherwise;
        if (count < 0) values.Refuse(option, values.Text(option)!, Phrase.Of("0 or more"));
        return count;
    }

    private static string ReadSet(OptionValues values, Option<string> option)
    {
        string set = values.Text(option) ?? TsneSource.Sets[0];
        if (!TsneSource.Sets.Contains(set)) values.Refuse($"{option.Name}: {NearestName.Explain(set, TsneSource.Sets)}");
        return set;
    }

    /// <summary>Reads what to place; how a map is drawn cannot be chosen any more.</summary>
    private string ReadPlacement(OptionValues values)
    {
        values.Required(_map, Phrase.Of("the folder of a map"));
        values.Required(_place, Phrase.Of("test, train or all"));
        string[] given = [.. new Option[] { _set, _components }.Concat(TsneChoice.All).Where(values.Has).Select(static option => option.Name)];
        if (values.Text(_run) is not null) given = ["RUN", .. given];
        if (given.Length > 0) values.Refuse(Phrase.Of($"{string.Join(", ", given)}: received together with {_map.Name}, expected none: the map is drawn already."));
        return ReadSet(values, _place);
    }
}

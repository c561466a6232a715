using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Shows and fetches data sets.</summary>
internal sealed class DataCommand : CliCommand
{
    private readonly Argument<string> _path;

    public DataCommand()
        : base("data", Phrase.Mark("List, fetch and describe data sets, and show what a file holds."))
    {
        AddCommands(Phrase.Mark("Commands"), new DataListCommand(), new DataFetchCommand(), new DataInfoCommand());
        _path = AddArgument("PATH", Phrase.Mark("a file or folder of one's own to look into"), isOptional: true);
        AddGroup(Phrase.Mark("Own files"), [.. FileChoice.Reading, SharedOptions.Json]);
        Examples = ["hourglass data list", "hourglass data fetch fashion-mnist", "hourglass data faces.mat --variable X"];

        // The parser asks for one of the commands where the command above them has no action of its own.
        SetAction(static _ => ExitCode.Ok);
    }

    /// <summary>Finds a published set, or null for the built-in one.</summary>
    /// <exception cref="UsageException">There is no such set.</exception>
    public static DatasetEntry? Find(string name)
    {
        if (name == DataSources.BuiltIn) return null;
        return DatasetCatalog.All.FirstOrDefault(entry => entry.Name == name)
            ?? throw new UsageException($"NAME: {NearestName.Explain(name, [.. DataSources.Names])}");
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(CliContext context, OptionValues values)
    {
        if (values.Text(_path) is not { } name) return Task.FromResult(HelpWriter.Write(context, this));
        if (!values.IsPath(name)) throw new UsageException(Complaints.NoCommand(name, [.. Subcommands.Select(static command => command.Name), Phrase.Of("a path")]));
        DataFile file = FileChoice.Over(values, DataSpec.Of(new DataFile(context.Full(name))), isTyped: true).File!;
        DataSummary summary = DataSummary.Of(file);
        if (values.Flag(SharedOptions.Json)) context.Out.WriteLine(DataFigures.Of(file, summary).ToJson());
        else Write(context, file, summary);
        return Task.FromResult(ExitCode.Ok);
    }

    private static void Write(CliContext context, DataFile file, DataSummary summary)
    {
        Table table = new();
        foreach (ArrayEntry entry in summary.Arrays)
            table.Add(Phrase.Of("array"), entry.Name.Length > 0 ? entry.Name : Path.GetFileName(file.Path), entry.Type, entry.Problem is null ? entry.Shape : $"{entry.Shape}; {entry.Problem}");
        if (summary.Arrays.Count > 0) table.Write(context.Out);
        if (summary.Problem is { } problem)
        {
            context.Out.WriteLine(problem);
            return;
        }

        table = new Table();
        table.Add(Phrase.Of("samples"), Phrase.Of($"{Figures.Count(summary.Samples)} of {summary.Shape}"));
        table.Add(Phrase.Of("range"), Phrase.Of($"{Figures.Significant(summary.Least)} to {Figures.Significant(summary.Most)}"));
        string classes = string.Join(", ", summary.Classes.Select(static pair => $"{pair.Key} ({Figures.Count(pair.Value)})"));
        table.Add(Phrase.Of("classes"), classes.Length > 0 ? classes : Phrase.Of("none; --labels names them"));
        table.Write(context.Out);
    }
}

/// <summary>Lists the known data sets and where they are.</summary>
internal sealed class DataListCommand() : CliCommand("list", Phrase.Mark("List the known data sets and where they are."))
{
    /// <inheritdoc/>
    public override Task<int> RunAsync(CliContext context, OptionValues values)
    {
        DatasetLocator locator = context.Locator();
        Table table = new();
        foreach (DatasetEntry entry in DatasetCatalog.All)
        {
            string? folder = Path.GetDirectoryName(locator.Find(entry)?.TrainImages);
            table.Add(entry.Name, Phrase.Of(entry.Title), folder ?? Phrase.Of($"not here; fetching takes {Figures.Bytes(entry.Bytes)}"));
        }

        table.Add(DataSources.BuiltIn, Phrase.Of(DataInfoCommand.BuiltInTitle), Phrase.Of("built in"));
        table.Write(context.Out);
        return Task.FromResult(ExitCode.Ok);
    }
}

/// <summary>Downloads a data set into the cache.</summary>
internal sealed class DataFetchCommand : CliCommand
{
    private readonly Argument<string> _name;

    public DataFetchCommand()
        : base("fetch", Phrase.Mark("Download a data set into the cache, unless it is there."))
    {
        _name = AddArgument("NAME", Phrase.Mark("mnist, fashion-mnist or kmnist"));
        AddGroup(Phrase.Mark("Options"), SharedOptions.Quiet, SharedOptions.Verbose);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CliContext context, OptionValues values)
    {
        Notes notes = Notes.Read(context, values);
        if (DataCommand.Find(values.Text(_name)!) is not { } entry)
        {
            notes.Say(Phrase.Of("The digits are built in; there is nothing to fetch."));
            return ExitCode.Ok;
        }

        DatasetFiles files = await new DataLoading(context, notes).FetchAsync(entry).ConfigureAwait(false);
        notes.Say($"{files.Origin}.");
        return ExitCode.Ok;
    }
}

/// <summary>Describes a data set.</summary>
internal sealed class DataInfoCommand : CliCommand
{
    /// <summary>What the built-in set holds.</summary>
    public static readonly string BuiltInTitle = Phrase.Mark("drawn digits, 60,000 + 10,000 of 28x28 pixels");

    private readonly Argument<string> _name;

    public DataInfoCommand()
        : base("info", Phrase.Mark("Describe a data set: makers, terms, files.")) =>
        _name = AddArgument("NAME", Phrase.Mark("mnist, fashion-mnist, kmnist or digits"));

    /// <inheritdoc/>
    public override Task<int> RunAsync(CliContext context, OptionValues values)
    {
        Table table = new();
        if (DataCommand.Find(values.Text(_name)!) is { } entry) Describe(table, entry, context.Locator().Find(entry));
        else
        {
            table.Add(Phrase.Of("name"), DataSources.BuiltIn);
            table.Add(Phrase.Of("holds"), Phrase.Of(BuiltInTitle));
            table.Add(Phrase.Of("made by"), Phrase.Of("this program: pen strokes with random shape, width and slant, the same on every machine"));
        }

        table.Write(context.Out);
        return Task.FromResult(ExitCode.Ok);
    }

    private static void Describe(Table table, DatasetEntry entry, DatasetFiles? found)
    {
        table.Add(Phrase.Of("name"), entry.Name);
        table.Add(Phrase.Of("holds"), Phrase.Of(entry.Title));
        table.Add(Phrase.Of("classes"), string.Join(", ", entry.ClassNames));
        table.Add(Phrase.Of("home page"), entry.Homepage.ToString());
        table.Add(Phrase.Of("license"), entry.License);
        table.Add(Phrase.Of("here"), found is null ? Phrase.Of($"no; 'hourglass data fetch {entry.Name}' takes {Figures.Bytes(entry.Bytes)}") : found.Origin);
        foreach (DownloadFile file in entry.Files) table.Add(Phrase.Of("file"), Phrase.Of($"{file.Name}, {Figures.Count(file.Bytes)} bytes"));
        foreach (Uri mirror in entry.Mirrors) table.Add(Phrase.Of("mirror"), mirror.ToString());
    }
}

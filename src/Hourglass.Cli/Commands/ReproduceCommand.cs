using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Conducts studies: the experiments of course notes and papers, each with its pictures and the figures that are known of it.</summary>
internal sealed class ReproduceCommand : CliCommand
{
    private const string List = "list", All = "all", FullFolder = "reproduced", QuickFolder = "reproduced-quick";

    private readonly Argument<string[]> _names;
    private readonly Option<bool> _quick = CliOption.Flag("--quick", Phrase.Mark("few samples and few epochs: all of it in minutes"));
    private readonly Option<bool> _resume = CliOption.Flag("--resume", Phrase.Mark("go on with what the folder holds; what is finished is not done again"));
    private readonly Option<string> _data = CliOption.Value("--data", "NAME", Phrase.Mark("mnist, fashion-mnist, kmnist, digits (built in); auto is mnist if to be had, else digits (auto)"));
    private readonly Option<string> _seed = CliOption.Value("--seed", "N", Phrase.Mark("the same seed gives the same bits (42)"));
    private readonly Option<string> _out = CliOption.Value("--out", "FOLDER", Phrase.Mark("where the folders of the studies and the page that links them go (reproduced, or reproduced-quick)"));

    public ReproduceCommand()
        : base("reproduce", Phrase.Mark("Repeat experiments of course notes and papers, with pictures and the figures that are known."))
    {
        _names = AddArguments("NAME", Phrase.Mark("a study by name, several, 'all', or 'list' to see what there is"));
        AddGroup(Phrase.Mark("Reproduce"), _quick, _resume, _data, _seed);
        AddGroup(Phrase.Mark("Output"), _out, SharedOptions.Threads, SharedOptions.Json, SharedOptions.Quiet, SharedOptions.Verbose);
        Examples = ["hourglass reproduce list", "hourglass reproduce conv-2", "hourglass reproduce all --quick", "hourglass reproduce all --resume"];
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CliContext context, OptionValues values)
    {
        string[] names = [.. values.Texts(_names).Distinct()];
        if (names is [List]) return StudyList.Write(context);
        Study[] studies = names.Contains(All) ? [.. Studies.All] : [.. Studies.All.Where(study => names.Contains(study.Name))];
        foreach (string name in names.Where(static name => name != All && Studies.Find(name) is null))
            values.Refuse($"NAME: {NearestName.Explain(name, [.. Studies.Names, All, List])}");
        string data = DataChoice.ReadName(values, _data) ?? DataChoice.Auto;
        if (DataChoice.IsFile(data)) values.Refuse(_data, values.Text(_data)!, Phrase.Of("a data set by name: what is known of studies is known of those"));
        ulong seed = values.Unsigned(_seed) ?? new TrainingOptions().Seed;
        int threads = SharedOptions.ReadThreads(values);
        values.ThrowIfWrong();

        Notes notes = Notes.Read(context, values);
        bool isQuick = values.Flag(_quick), asJson = values.Flag(SharedOptions.Json);
        string folder = context.Full(values.Text(_out) ?? (isQuick ? QuickFolder : FullFolder));
        EnsureWelcome(context, folder, studies, values.Flag(_resume));
        DataSpec resolved = await new DataLoading(context, notes).ResolveAsync(new DataSpec(data)).ConfigureAwait(false);
        notes.Say(Phrase.Of($"Data: {resolved.Name}."));

        using Workers workers = new(threads);
        StudySettings settings = new(isQuick, resolved.Name, seed, CommandText.Repeat(values.Words, resolved.Name));
        StudyDisplay display = new(context, notes);
        try
        {
            StudySession session = new(folder, settings, context.Locator(), workers, context.DataFolder, context.Time);
            foreach (StudyResult result in session.Run(studies, display, context.Cancellation))
                if (asJson) context.Out.WriteLine(result.ToJson());
            if (!asJson && !notes.IsQuiet) context.Out.WriteLine(Phrase.Of($"index  {context.Short(Path.Combine(folder, StudyIndex.FileName))}"));
            return ExitCode.Ok;
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            display.Clear();
            notes.Say(Phrase.Of("Stopped; the same command with --resume goes on."));
            return ExitCode.Cancelled;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            display.Clear();
            throw new IOException(Phrase.Of($"{error.Message.TrimEnd('.')}. What is finished is kept; when the cause is gone, the same command with --resume goes on."), error);
        }
    }

    /// <summary>Refuses to do again what is there, unless going on was asked for.</summary>
    private static void EnsureWelcome(CliContext context, string folder, IEnumerable<Study> studies, bool isResumed)
    {
        if (File.Exists(folder)) throw new IOException(Phrase.Of($"{folder}: found a file, expected a folder or nothing. Choose another --out."));
        if (isResumed) return;
        string[] there = [.. studies.Select(study => Path.Combine(folder, study.Name)).Where(Directory.Exists).Select(context.Short)];
        if (there.Length > 0) throw new IOException(Phrase.Of($"{string.Join(", ", there)}: there already. --resume goes on and keeps what is finished; --out FOLDER begins anew elsewhere."));
    }
}

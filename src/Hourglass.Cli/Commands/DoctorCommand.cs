using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Looks for what makes a model or a run worse than it could be, and says what to change.</summary>
internal sealed class DoctorCommand : CliCommand
{
    private readonly Argument<string> _what;

    public DoctorCommand()
        : base("doctor", Phrase.Mark("Say what is wrong with a run or a model, and what to change."))
    {
        _what = AddArgument("WHAT", ModelSubject.Words);
        AddGroup(Phrase.Mark("Options"), SharedOptions.Threads, SharedOptions.Json, SharedOptions.Quiet, SharedOptions.Verbose);
        AddGroup(Phrase.Mark("Model"), [ShapeChoice.Input, .. ModelChoice.All]);
        Examples = ["hourglass doctor runs/dense32", "hourglass doctor my-model.json", "hourglass doctor deep --code 2 --code-activation relu"];
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CliContext context, OptionValues values)
    {
        string what = values.Text(_what)!;
        int threads = SharedOptions.ReadThreads(values);
        ModelSubject subject = ModelSubject.Read(context, values, what);

        Notes notes = Notes.Read(context, values);
        IReadOnlyList<Finding> findings = subject.Folder is { } folder
            ? await ExamineAsync(context, notes, folder, threads).ConfigureAwait(false)
            : Doctor.Examine(subject.Model);
        Diagnosis diagnosis = new(what, findings);
        if (values.Flag(SharedOptions.Json)) context.Out.WriteLine(diagnosis.ToJson());
        else if (!notes.IsQuiet) diagnosis.WriteList(context);
        return diagnosis.Count(FindingSeverity.Problem) > 0 ? ExitCode.ProblemsFound : ExitCode.Ok;
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(CliContext context, Notes notes, RunFolder folder, int threads)
    {
        ModelSource source = ModelSource.Load(context, folder.Path);
        RunResult result = folder.ReadResult() ?? throw new FileNotFoundException(
            Phrase.Of($"{folder.Path}: this run has no figures yet. Finish it with '{CommandText.Resume(context, folder)}'."));
        Recipe recipe = source.Recipe!;
        using Workers workers = new(threads);
        DataSplit split = await new DataLoading(context, notes).OpenAsync(recipe.Data, recipe.Training.Seed, workers).ConfigureAwait(false);
        source.EnsureFits(split.Train);
        return Doctor.Examine(new TrainedRun(recipe, source.Network, split, folder.ReadHistory(), result), workers);
    }
}

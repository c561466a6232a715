using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Goes on with a run that was stopped.</summary>
internal sealed class ResumeCommand : CliCommand
{
    private readonly Argument<string> _run;

    public ResumeCommand()
        : base("resume", Phrase.Mark("Go on with a run that was stopped, to the same bits as if it had not been."))
    {
        _run = AddArgument("RUN", Phrase.Mark("the run folder"));
        AddGroup(Phrase.Mark("Output"), SharedOptions.Threads, SharedOptions.Json, SharedOptions.Quiet, SharedOptions.Verbose);
        Examples = ["hourglass resume runs/dense32"];
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CliContext context, OptionValues values)
    {
        int threads = SharedOptions.ReadThreads(values);
        values.ThrowIfWrong();
        Notes notes = Notes.Read(context, values);
        RunFolder folder = RunFolder.Open(context.Full(values.Text(_run)!));
        Recipe recipe = folder.ReadRecipe();
        RunSession session = new(context, notes, values.Flag(SharedOptions.Json));
        if (folder.ReadFinished() is { } result)
        {
            notes.Say(Phrase.Of("This run has ended already; these are its figures."));
            return session.Conclude(result, recipe, folder);
        }

        using Workers workers = new(threads);
        DataSplit split = await new DataLoading(context, notes).OpenAsync(recipe.Data, recipe.Training.Seed, workers).ConfigureAwait(false);
        return session.Run(recipe, split, folder, workers, resume: true);
    }
}

using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Trains the runs of a sweep one after the other, each from where it stands.</summary>
internal sealed class SweepRuns(CliContext context, Notes notes, ComparisonSession session, Workers workers)
{
    private readonly List<(string Name, RunFolder Folder)> _folders = [];

    /// <summary>Gets the runs that have ended, with their names.</summary>
    public IReadOnlyList<(string Name, RunFolder Folder)> Folders => _folders;

    /// <summary>Gets whether the loss of one was not finite.</summary>
    public bool HaveDiverged { get; private set; }

    /// <summary>Trains the runs, goes on with those that were cut, and leaves those that have ended already.</summary>
    /// <param name="folder">The folder of the sweep.</param>
    /// <param name="recipes">The recipe of each run with its name.</param>
    /// <param name="words">The words of the command, which reports show.</param>
    /// <exception cref="OperationCanceledException">The user stopped it; what was trained is kept.</exception>
    public async Task TrainAsync(SweepFolder folder, IReadOnlyList<(string Name, Recipe Recipe)> recipes, IReadOnlyList<string> words)
    {
        foreach ((string name, Recipe recipe) in recipes)
        {
            string place = Phrase.Of($"{name} ({_folders.Count + 1} of {recipes.Count})");
            RunFolder run = folder.Run(name, recipe);
            if (RunCommandFile.Read(run).Length == 0) RunCommandFile.Write(run, CommandText.Repeat(words, recipe.Data.File?.Path ?? recipe.Data.Name));
            await TrainAsync(name, place, run, recipe).ConfigureAwait(false);
        }
    }

    private async Task TrainAsync(string name, string place, RunFolder folder, Recipe recipe)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        RunResult? result = folder.ReadFinished();
        notes.Say(result is null ? place : Phrase.Of($"{place}: is there already."));
        if (result is null)
        {
            DataSplit split = await session.OpenAsync(recipe.Data, recipe.Training.Seed).ConfigureAwait(false);
            result = new RunSession(context, notes, asJson: false).Train(recipe, split, folder, workers, resume: true);
        }

        if (result.Outcome == "cancelled") throw new OperationCanceledException(context.Cancellation);
        _folders.Add((name, folder));
        if (result.Outcome != "diverged") return;
        HaveDiverged = true;
        context.Error.WriteLine($"hourglass: {context.Short(folder.Path)}: {result.Reason}");
    }
}

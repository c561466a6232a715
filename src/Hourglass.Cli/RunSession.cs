using System.Globalization;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Trains in a run folder, new or not, and shows how it goes and what came out.</summary>
internal sealed class RunSession(CliContext context, Notes notes, bool asJson)
{
    /// <summary>Trains from the start or from the checkpoint.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="split">Its data.</param>
    /// <param name="folder">The run folder.</param>
    /// <param name="workers">The team.</param>
    /// <param name="resume">Whether to go on from the checkpoint.</param>
    /// <returns>The exit code.</returns>
    public int Run(Recipe recipe, DataSplit split, RunFolder folder, Workers workers, bool resume) =>
        Conclude(Train(recipe, split, folder, workers, resume), recipe, folder);

    /// <summary>Trains from the start or from the checkpoint, and shows no figures at the end.</summary>
    public RunResult Train(Recipe recipe, DataSplit split, RunFolder folder, Workers workers, bool resume)
    {
        Announce(recipe, split, workers);
        TrainingDisplay display = TrainingDisplay.For(context, notes);
        Experiment experiment = new(recipe, split, folder, workers, context.Time)
        {
            Command = RunCommandFile.Read(folder),
            Callbacks = [display],
            PhaseBegins = phase =>
            {
                display.Finish();
                notes.Say(phase);
            },
        };
        try
        {
            return resume ? experiment.Resume(display, context.Cancellation) : experiment.Run(display, context.Cancellation);
        }
        catch (OperationCanceledException) when (recipe.Pca is not null)
        {
            notes.Say(Phrase.Of($"Stopped before the components were found; go on with: {CommandText.Resume(context, folder)}"));
            throw;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string command = CommandText.Resume(context, folder);
            throw new IOException(
                Phrase.Of($"{error.Message}. What was written up to the last checkpoint is kept; when the cause is gone, go on with: {command}"), error);
        }
        finally
        {
            display.Finish();
        }
    }

    /// <summary>Shows the figures of a run that has ended.</summary>
    /// <returns>The exit code.</returns>
    public int Conclude(RunResult result, Recipe recipe, RunFolder folder)
    {
        result = result with { Run = folder.Path };
        if (asJson) context.Out.WriteLine(RunResultJson.Write(result));
        else if (!notes.IsQuiet) ResultTable.Write(context, result, recipe, folder);

        switch (result.Outcome)
        {
            case "diverged":
                context.Error.WriteLine($"hourglass: {result.Reason}");
                return ExitCode.Diverged;
            case "cancelled":
                notes.Say(Phrase.Of($"Stopped after {result.Epochs} of {recipe.Training.Epochs} epochs; go on with: {CommandText.Resume(context, folder)}"));
                return ExitCode.Cancelled;
            case "completed":
                return ExitCode.Ok;
            default:
                notes.Say(result.Reason);
                return ExitCode.Ok;
        }
    }

    private void Announce(Recipe recipe, DataSplit split, Workers workers)
    {
        string train = Figures.Count(split.Train.Count), test = Figures.Count(split.Test.Count);
        notes.Say(split.Validation is { } held
            ? Phrase.Of($"Samples: {train} for training, {Figures.Count(held.Count)} for validation, {test} for testing.")
            : Phrase.Of($"Samples: {train} for training, {test} for testing."));
        IEnumerable<string> widths = ModelSummary.Widths(recipe.Model).Select(static width => width.ToString(CultureInfo.InvariantCulture));
        notes.Say(Phrase.Of($"Model: {recipe.Model.Name}, {string.Join('-', widths)}, {Figures.Count(recipe.Model.ParameterCount)} parameters."));
        if (ModelSummary.OtherOutput(recipe.Model, split.Train) is { } output) notes.Say(Phrase.Of($"Output: {output}."));
        if (recipe.Data.Target != TargetKind.Input) notes.Say(Target(recipe.Data));
        notes.Detail(Phrase.Of($"Threads: {workers.Count}. Vectors: {(int)Simd.Widest} bits. Hourglass {Experiment.Version}."));
    }

    private static string Target(DataSpec data) => data.Target == TargetKind.Label
        ? Phrase.Of("Target: the class of each sample.")
        : Phrase.Of($"Target: {Figures.Count(data.Partners ?? SameClassPairs.DefaultPartners)} others of its class for each training sample.");
}

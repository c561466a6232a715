using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Refuses what a trainer cannot work with, before anything changes.</summary>
internal static class TrainerChecks
{
    public static void EnsureValid(ModelSpec model, IDataset train, IDataset? validation, TrainingOptions options)
    {
        List<SpecProblem> problems = [.. options.Validate("training")];
        if (options.Batch > train.Count)
        {
            problems.Add(new("training.batch", Phrase.Of(
                $"received {options.Batch}, expected at most {train.Count}, the number of training samples.")));
        }

        IDataset[] sets = [.. new[] { train, validation }.OfType<IDataset>()];
        problems.AddRange(sets.Where(set => set.Shape.Size != model.Input.Size).Select(set => new SpecProblem("model.input", Phrase.Of(
            $"received {model.Input} ({model.Input.Size} features), expected {set.Shape} ({set.Shape.Size} features) as in {set.Name}."))));
        problems.AddRange(TargetProblems(model, train, validation));
        if (problems.Count > 0) throw new SpecException(problems);
    }

    private static IEnumerable<SpecProblem> TargetProblems(ModelSpec model, IDataset train, IDataset? validation)
    {
        if (validation is not null && validation.Targets?.Shape.Size != train.Targets?.Shape.Size)
        {
            yield return new("data", Phrase.Of($"received {Describe(validation)} for validation, expected {Describe(train)} as for training."));
        }

        int output = model.OutputShape.Size;
        if (train.Targets is { } targets)
        {
            if (output == targets.Shape.Size) yield break;
            yield return new("model.decoder", Phrase.Of(
                $"received an output of {model.OutputShape}, expected the {targets.Shape.Size} features of the targets, {targets.Name}."));
        }
        else if (output != model.Input.Size)
        {
            yield return new("model.decoder", Phrase.Of(
                $"received an output of {model.OutputShape}, expected the {model.Input.Size} features of the input: without targets a trainer teaches reconstruction."));
        }
    }

    private static string Describe(IDataset set) => set.Targets is { } targets ? Phrase.Of($"targets of {targets.Shape}") : Phrase.Of("no targets");

    /// <summary>Refuses callbacks whose states a checkpoint could not tell apart.</summary>
    public static void EnsureDistinct(IEnumerable<TrainingCallback> callbacks)
    {
        HashSet<string> names = [];
        foreach (TrainingCallback callback in callbacks.Where(static callback => callback.SaveState() is not null))
        {
            if (names.Add(callback.Name)) continue;
            throw new ArgumentException(
                $"Received two callbacks named '{callback.Name}' that keep a state, expected different names. Leave one out or override Name.", nameof(callbacks));
        }
    }

    /// <summary>Refuses a state that this training cannot have written.</summary>
    public static void EnsureFits(TrainingState state, int stepsPerEpoch)
    {
        int epochs = state.History.Count;
        Expect(state.Batch >= 0 && state.Batch <= stepsPerEpoch, "batch", state.Batch, Phrase.Of($"0 to the {stepsPerEpoch} steps of an epoch"));
        Expect(
            state.Steps == ((long)epochs * stepsPerEpoch) + state.Batch,
            "steps",
            state.Steps,
            Phrase.Of($"{epochs} epochs of {stepsPerEpoch} steps and {state.Batch} more; the data or the batch size is another one"));
        for (int i = 0; i < epochs; i++)
            Expect(state.History[i] is { } record && record.Epoch == i + 1, "history", i, Phrase.Of("the finished epochs in their order"));
        Expect(state.BestEpoch >= 0 && state.BestEpoch <= epochs, "bestEpoch", state.BestEpoch, Phrase.Of($"0 to {epochs}, the finished epochs"));
        Expect(state.BestLoss is null == (state.BestEpoch == 0), "bestLoss", state.BestLoss, Phrase.Of("a number where there is a best epoch"));
        Expect(double.IsFinite(state.LossSum), "lossSum", state.LossSum, Phrase.Of("a number"));
        Expect(double.IsFinite(state.PenaltySum), "penaltySum", state.PenaltySum, Phrase.Of("a number"));
        Expect(double.IsFinite(state.EpochSeconds) && state.EpochSeconds >= 0, "epochSeconds", state.EpochSeconds, Phrase.Of("zero or a positive number"));
        Expect(double.IsFinite(state.PlateauFactor), "plateauFactor", state.PlateauFactor, Phrase.Of("a number"));
        foreach ((string name, string saved) in state.Callbacks) Expect(saved is not null, "callbacks", name, Phrase.Of("a text"));
    }

    private static void Expect(bool good, string name, object? received, string expected)
    {
        if (!good) throw new ArgumentException(Phrase.Of($"found {name} {received ?? "null"}, expected {expected}."));
    }
}

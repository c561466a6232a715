using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Refuses a training that cannot run, before anything is allocated.</summary>
internal static class TrainerChecks
{
    public static void EnsureValid(Network network, IDataset train, IDataset? validation, TrainingOptions options)
    {
        List<SpecProblem> problems = [.. options.Validate("training")];
        if (options.Batch > train.Count)
        {
            problems.Add(new("training.batch", string.Create(
                CultureInfo.InvariantCulture, $"received {options.Batch}, expected at most {train.Count}, the number of training samples.")));
        }

        if (network.Spec.OutputShape.Size != network.Spec.Input.Size)
        {
            problems.Add(new("model.decoder", string.Create(
                CultureInfo.InvariantCulture,
                $"received an output of {network.Spec.OutputShape}, expected the {network.Spec.Input.Size} features of the input: a trainer teaches reconstruction.")));
        }

        foreach (IDataset set in new[] { train, validation }.OfType<IDataset>())
        {
            if (set.Shape.Size == network.Spec.Input.Size) continue;
            problems.Add(new("model.input", string.Create(
                CultureInfo.InvariantCulture,
                $"received {network.Spec.Input} ({network.Spec.Input.Size} features), expected {set.Shape} ({set.Shape.Size} features) as in {set.Name}.")));
        }

        if (problems.Count > 0) throw new SpecException(problems);
    }
}

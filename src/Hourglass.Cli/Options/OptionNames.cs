using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Names problems of a recipe after the options that people typed.</summary>
internal static class OptionNames
{
    private static readonly Dictionary<string, string> ByPath = new()
    {
        ["data.name"] = "--data",
        ["data.take"] = "--take",
        ["data.validation"] = "--validation",
        ["data.target"] = "--target",
        ["data.partners"] = "--partners",
        ["tsne.perplexity"] = "--perplexity",
        ["tsne.iterations"] = "--iterations",
        ["tsne.exaggeration"] = "--exaggeration",
        ["tsne.learningRate"] = "--learning-rate",
        ["pretraining.epochs"] = "--pretraining-epochs",
        ["pretraining.batch"] = "--pretraining-batch",
        ["pretraining.corruption"] = "--corruption",
        ["pca.solver"] = "--solver",
        ["training.epochs"] = "--epochs",
        ["training.batch"] = "--batch",
        ["training.patience"] = "--patience",
        ["training.checkpointEvery"] = "--checkpoint-every",
        ["training.optimizer.learningRate"] = "--learning-rate",
        ["training.optimizer.weightDecay"] = "--weight-decay",
        ["training.optimizer.clipNorm"] = "--clip-norm",
        ["training.optimizer.clipValue"] = "--clip-value",
        ["training.optimizer.momentum"] = "--momentum",
        ["training.optimizer.nesterov"] = "--nesterov",
    };

    /// <summary>Words a problem with the option in place of the path, where there is one.</summary>
    public static string Translate(SpecProblem problem)
    {
        string? name = ByPath.GetValueOrDefault(problem.Path)
            ?? ModelOption.All.Where(option => problem.Path == $"model.{option.Name}").Select(ModelChoice.NameOf).FirstOrDefault();
        return name is null ? problem.ToString() : $"{name}: {problem.Message}";
    }
}

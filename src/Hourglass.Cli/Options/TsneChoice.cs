using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>How the command line asks for a map.</summary>
internal static class TsneChoice
{
    private const string AutoRate = "auto";

    private static readonly Option<string> Perplexity = CliOption.Value("--perplexity", "X", Phrase.Mark("neighbours that a point has, in effect (30)"));
    private static readonly Option<string> Iterations = CliOption.Value("--iterations", "N", Phrase.Mark("steps in all, the exaggerated ones included (1000)"));
    private static readonly Option<string> Exaggeration = CliOption.Value("--exaggeration", "X", Phrase.Mark("factor of attraction in the first 250 steps (12)"));
    private static readonly Option<string> LearningRate = CliOption.Value(
        "--learning-rate", "X", Phrase.Mark("step size; auto is samples / exaggeration, at least 50 (auto)"));
    private static readonly Option<string> Method = CliOption.Value("--method", "NAME", Phrase.Mark("exact, barnes-hut, fft; auto goes by the number of samples (auto)"));
    private static readonly Option<string> Init = CliOption.Value("--init", "NAME", Phrase.Mark("pca or random (pca)"));
    private static readonly Option<string> Seed = CliOption.Value("--seed", "N", Phrase.Mark("the same seed gives the same bits (42)"));

    /// <summary>Gets the options.</summary>
    public static Option[] All { get; } = [Perplexity, Iterations, Exaggeration, LearningRate, Method, Init, Seed];

    /// <summary>Reads the choice.</summary>
    public static TsneOptions Read(OptionValues values)
    {
        TsneOptions usual = new();
        TsneOptions options = usual with
        {
            Perplexity = values.Number(Perplexity) ?? usual.Perplexity,
            Iterations = values.Int(Iterations) ?? usual.Iterations,
            Exaggeration = values.Number(Exaggeration) ?? usual.Exaggeration,
            LearningRate = values.Text(LearningRate) is null or AutoRate ? null : values.Number(LearningRate),
            Method = values.Word<TsneMethod>(Method) ?? usual.Method,
            Initialization = values.Word<TsneInitialization>(Init) ?? usual.Initialization,
            Seed = values.Unsigned(Seed) ?? usual.Seed,
        };
        values.Refuse(options.Validate("tsne"));
        return options;
    }
}

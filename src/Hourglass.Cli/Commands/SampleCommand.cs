using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Decodes random codes.</summary>
internal sealed class SampleCommand : GeneratorCommand
{
    private const int DefaultCount = 64, Most = 10_000;
    private const ulong DefaultSeed = 42;

    private static readonly Option<string> Count = CliOption.Value("--count", "N", Phrase.Mark("how many codes to draw (64)"));
    private static readonly Option<string> Seed = CliOption.Value("--seed", "N", Phrase.Mark("decides which codes are drawn (42)"));
    private static readonly Option<string> Temperature = CliOption.Value(
        "--temperature", "X", Phrase.Mark("scales the deviation: below 1 more usual, above 1 more varied (1)"));

    public SampleCommand()
        : base("sample", Phrase.Mark("Decode random codes: images that are in no data set."), Count, Seed, Temperature)
    {
        Examples = ["hourglass sample runs/vae", "hourglass sample runs/dense32 --count 100 --seed 7 --temperature 0.8"];
    }

    /// <inheritdoc/>
    protected override Func<CodeSource, Task<Generated>> Read(OptionValues values)
    {
        int count = ReadCount(values, Count, DefaultCount, 1, Most);
        ulong seed = values.Unsigned(Seed) ?? DefaultSeed;
        double temperature = values.Number(Temperature) ?? 1;
        if (temperature is < 0 or > 100) values.Refuse(Temperature, values.Text(Temperature)!, Phrase.Of("0 to 100"));
        return codes => GenerateAsync(codes, count, seed, temperature);
    }

    private static async Task<Generated> GenerateAsync(CodeSource source, int count, ulong seed, double temperature)
    {
        CodeDistribution distribution = await source.DescribeAsync().ConfigureAwait(false);
        float[] codes = distribution.Draw(count, new RandomKey(seed), temperature);
        string drawn = count == 1 ? Phrase.Of("1 code") : Phrase.Of($"{Figures.Count(count)} codes"), trained = Figures.Count(distribution.Count);
        return new Generated(
            "samples",
            distribution.IsPrior ? "prior" : "gaussian",
            distribution.IsPrior
                ? Phrase.Of($"Drew {drawn} from the standard normal prior; temperature {temperature}, seed {seed}.")
                : Phrase.Of($"Drew {drawn} from a Gaussian fitted to {trained} training codes (mean and full covariance), within their range; temperature {temperature}, seed {seed}."),
            source.Model.OutputShape,
            codes,
            source.Decode(codes))
        {
            Layout = static images => GeneratedPictures.Samples(images),
        };
    }
}

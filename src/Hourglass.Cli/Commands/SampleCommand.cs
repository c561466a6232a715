using System.CommandLine;
using System.Globalization;
using Hourglass.Learning;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Decodes random codes.</summary>
internal sealed class SampleCommand : GeneratorCommand
{
    private const int DefaultCount = 64, Most = 10_000;
    private const ulong DefaultSeed = 42;

    private static readonly Option<string> Count = CliOption.Value("--count", "N", "how many codes to draw (64)");
    private static readonly Option<string> Seed = CliOption.Value("--seed", "N", "decides which codes are drawn (42)");
    private static readonly Option<string> Temperature = CliOption.Value(
        "--temperature", "X", "scales the deviation: below 1 more usual, above 1 more varied (1)");

    public SampleCommand()
        : base("sample", "Decode random codes: images that are in no data set.", Count, Seed, Temperature)
    {
        Examples = ["hourglass sample runs/vae", "hourglass sample runs/dense32 --count 100 --seed 7 --temperature 0.8"];
    }

    /// <inheritdoc/>
    protected override Func<CodeSource, Task<Generated>> Read(OptionValues values)
    {
        int count = ReadCount(values, Count, DefaultCount, 1, Most);
        ulong seed = values.Unsigned(Seed) ?? DefaultSeed;
        double temperature = values.Number(Temperature) ?? 1;
        if (temperature is < 0 or > 100) values.Refuse(Temperature, values.Text(Temperature)!, "0 to 100");
        return codes => GenerateAsync(codes, count, seed, temperature);
    }

    private static async Task<Generated> GenerateAsync(CodeSource source, int count, ulong seed, double temperature)
    {
        CodeDistribution distribution = await source.DescribeAsync().ConfigureAwait(false);
        float[] codes = distribution.Draw(count, new RandomKey(seed), temperature);
        string from = distribution.IsPrior
            ? "the standard normal prior"
            : $"a Gaussian fitted to {Figures.Count(distribution.Count)} training codes (mean and full covariance), within their range";
        string drawn = count == 1 ? "1 code" : $"{Figures.Count(count)} codes";
        string settings = string.Create(CultureInfo.InvariantCulture, $"temperature {temperature}, seed {seed}");
        return new Generated(
            "samples",
            distribution.IsPrior ? "prior" : "gaussian",
            $"Drew {drawn} from {from}; {settings}",
            source.Model.OutputShape,
            codes,
            source.Decode(codes))
        {
            Layout = static images => GeneratedPictures.Samples(images),
        };
    }
}

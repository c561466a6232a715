using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Decodes a square of codes.</summary>
internal sealed class ManifoldCommand : GeneratorCommand
{
    private const int DefaultSide = 20, LeastSide = 2, MostSide = 100;

    private static readonly Option<string> Side = CliOption.Value("--side", "N", Phrase.Mark("images along either side (20)"));
    private static readonly Option<string> Axes = CliOption.Value(
        "--axes", "I,J", Phrase.Mark("features of the code to the right and up, from 0, the others at their mean (0,1 of a code of 2)"));
    private static readonly Option<string> Range = CliOption.Value(
        "--range", "LOW,HIGH", Phrase.Mark("shares of the codes at which the square begins and ends (0.05,0.95)"));

    public ManifoldCommand()
        : base("manifold", Phrase.Mark("Decode a square of codes: a map of what a model draws."), Side, Axes, Range)
    {
        Examples = ["hourglass manifold runs/deep2", "hourglass manifold runs/vae --axes 3,7 --side 12 --range 0.01,0.99"];
    }

    /// <inheritdoc/>
    protected override Func<CodeSource, Task<Generated>> Read(OptionValues values)
    {
        int side = ReadCount(values, Side, DefaultSide, LeastSide, MostSide);
        IReadOnlyList<int>? axes = values.Ints(Axes);
        if (axes is not null && (axes.Count != 2 || axes[0] == axes[1] || axes.Any(static axis => axis < 0)))
            values.Refuse(Axes, values.Text(Axes)!, Phrase.Of("two different numbers of 0 or more, such as 0,1"));
        (double low, double high) = ReadRange(values);
        return codes => GenerateAsync(codes, side, axes, low, high);
    }

    private static (double Low, double High) ReadRange(OptionValues values)
    {
        const double Low = CodeGrid.DefaultMargin, High = 1 - CodeGrid.DefaultMargin;
        if (values.Text(Range) is not { } text) return (Low, High);
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length == 2 && values.Number(Range, parts[0]) is { } low && values.Number(Range, parts[1]) is { } high
            && low > 0 && low < high && high < 1) return (low, high);
        values.Refuse(Range, text, Phrase.Of("two shares in order, above 0 and below 1, such as 0.05,0.95"));
        return (Low, High);
    }

    private static async Task<Generated> GenerateAsync(
        CodeSource source, int side, IReadOnlyList<int>? chosen, double low, double high)
    {
        int size = source.Model.CodeSize;
        IReadOnlyList<int> axes = chosen ?? (size == 2 ? [0, 1] : throw new UsageException(
            Phrase.Of($"{Axes.Name}: received nothing, expected two of the {size} features of this code, such as --axes 0,1; only a code of 2 is a plane.")));
        if (axes.Any(axis => axis >= size))
            throw new UsageException(Phrase.Of($"{Axes.Name}: received '{axes[0]},{axes[1]}', expected 0 to {size - 1}, the features of this code."));

        CodeDistribution distribution = await source.DescribeAsync().ConfigureAwait(false);
        float[] codes = CodeGrid.Square(distribution, side, axes[0], axes[1], low, high);
        string description = Describe(FormattableString.Invariant($"{side} x {side}"), axes, size > 2, low, high, distribution);
        return new Generated(
            "manifold",
            distribution.IsPrior ? "prior" : "quantiles",
            description,
            source.Model.OutputShape,
            codes,
            source.Decode(codes))
        {
            Layout = static images => GeneratedPictures.Manifold(images),
        };
    }

    private static string Describe(string codes, IReadOnlyList<int> axes, bool hasOthers, double low, double high, CodeDistribution distribution)
    {
        string trained = Figures.Count(distribution.Count);
        return (distribution.IsPrior, hasOthers) switch
        {
            (true, false) => Phrase.Of(
                $"Decoded {codes} codes, feature {axes[0]} to the right and {axes[1]} up, from quantile {low} to {high} of the standard normal prior."),
            (true, true) => Phrase.Of(
                $"Decoded {codes} codes, feature {axes[0]} to the right and {axes[1]} up, the others at their mean, from quantile {low} to {high} of the standard normal prior."),
            (false, false) => Phrase.Of(
                $"Decoded {codes} codes, feature {axes[0]} to the right and {axes[1]} up, from quantile {low} to {high} of {trained} training codes."),
            (false, true) => Phrase.Of(
                $"Decoded {codes} codes, feature {axes[0]} to the right and {axes[1]} up, the others at their mean, from quantile {low} to {high} of {trained} training codes."),
        };
    }
}

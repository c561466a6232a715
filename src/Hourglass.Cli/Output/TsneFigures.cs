using System.Text.Json;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>What a map shows and how good it is, for other programs.</summary>
/// <param name="Outcome">completed, or cancelled where it was stopped.</param>
/// <param name="Run">The run or model whose codes are shown; null where samples are.</param>
/// <param name="Data">The name or path of the data.</param>
/// <param name="Set">test, train or all.</param>
/// <param name="Samples">The number of samples on the map.</param>
/// <param name="Dimensions">The numbers of each that the map was drawn by.</param>
/// <param name="Perplexity">The perplexity.</param>
/// <param name="Iterations">The steps done.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Method">How repulsion was computed.</param>
/// <param name="KlDivergence">The divergence in nats.</param>
/// <param name="Trustworthiness">The trustworthiness; null where it was not measured.</param>
/// <param name="Seconds">The time that drawing took, neighbours included.</param>
/// <param name="Files">What was written.</param>
internal sealed record TsneFigures(
    string Outcome,
    string? Run,
    string Data,
    string Set,
    int Samples,
    int Dimensions,
    double Perplexity,
    int Iterations,
    double LearningRate,
    string Method,
    double KlDivergence,
    double? Trustworthiness,
    double Seconds,
    IReadOnlyList<string> Files)
{
    public string ToJson() => JsonSerializer.Serialize(this, CliJsonContext.Default.TsneFigures);

    public void WriteTable(CliContext context)
    {
        Table table = new();
        table.Add(Phrase.Of("divergence"), Phrase.Of($"{KlDivergence:0.0000} nats (Kullback-Leibler)"));
        if (Trustworthiness is { } trust)
            table.Add(Phrase.Of("trustworthiness"), Phrase.Of($"{trust:0.0000} of {NeighborhoodQuality.UsualNeighbors} neighbours"));
        table.Add(Phrase.Of("samples"), Phrase.Of($"{Figures.Count(Samples)} by {Figures.Numbers(Dimensions)} each"));
        table.Add(Phrase.Of("steps"), Phrase.Of($"{Figures.Count(Iterations)}, method {Method}"));
        table.Add(Phrase.Of("time"), Figures.Duration(TimeSpan.FromSeconds(Seconds)));
        table.Write(context.Out);
    }
}

/// <summary>Where new samples were placed, for other programs.</summary>
/// <param name="Map">The folder of the map.</param>
/// <param name="Data">The name or path of the data.</param>
/// <param name="Set">test, train or all.</param>
/// <param name="Samples">The number of samples placed.</param>
/// <param name="Seconds">The time that it took, neighbours included.</param>
/// <param name="Files">What was written.</param>
internal sealed record PlacementFigures(string Map, string Data, string Set, int Samples, double Seconds, IReadOnlyList<string> Files)
{
    public string ToJson() => JsonSerializer.Serialize(this, CliJsonContext.Default.PlacementFigures);
}

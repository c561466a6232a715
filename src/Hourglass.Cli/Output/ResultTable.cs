using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Shows the figures of a run as a short table.</summary>
internal static class ResultTable
{
    public static void Write(CliContext context, RunResult result, Recipe recipe, RunFolder folder)
    {
        ModelSpec model = recipe.Model;
        Table table = new();
        AddFigures(table, result.Figures.Where(static figure => figure.IsKey), model);
        string ratio = Figures.Ratio(result.CompressionRatio);
        table.Add(Phrase.Of("code"), Phrase.Of($"{Figures.Count(result.CodeSize)} of {Figures.Count(model.Input.Size)} numbers, compression {ratio} to 1"));
        table.Add(Phrase.Of("parameters"), Figures.Count(result.Parameters));
        table.Add(Phrase.Of("time"), Time(result, isTrained: recipe.Pca is null));
        table.Add(Phrase.Of("run"), context.Short(folder.Path));
        table.Add(Phrase.Of("report"), context.Short(folder.ReportFile));
        table.Write(context.Out);
    }

    /// <summary>Adds a row for each figure.</summary>
    public static void AddFigures(Table table, IEnumerable<RunFigure> figures, ModelSpec model)
    {
        string Words(string text) => SampleWords.For(model.Input, text);
        foreach (RunFigure figure in figures)
        {
            string hint = figure.Hint.Length > 0 ? $": {Phrase.Of(figure.Hint)}" : "";
            table.Add(Words(Phrase.Of(figure.Label)), Words(Value(figure, model) + hint));
        }
    }

    private static string Value(RunFigure figure, ModelSpec model) => figure.Unit switch
    {
        FigureNames.Share => Figures.Percent(figure.Value),
        FigureNames.SquaredErrorPerPixel => Figures.Errors(figure.Value, figure.Value * model.OutputShape.Size),
        FigureNames.Seconds => Figures.Brief(figure.Value),
        "" => double.IsInteger(figure.Value) ? Figures.Count(figure.Value) : Figures.Significant(figure.Value, figure.Digits),
        _ => $"{Figures.Significant(figure.Value)} {Phrase.Of(figure.Unit)}",
    };

    private static string Time(RunResult result, bool isTrained)
    {
        string duration = Figures.Duration(TimeSpan.FromSeconds(result.Seconds)), speed = Figures.Count(result.SamplesPerSecond);
        if (!isTrained) return Phrase.Of($"{duration}, {speed} samples/s");
        return result.Epochs == 1
            ? Phrase.Of($"{duration} for 1 epoch, {speed} samples/s")
            : Phrase.Of($"{duration} for {Figures.Count(result.Epochs)} epochs, {speed} samples/s");
    }
}

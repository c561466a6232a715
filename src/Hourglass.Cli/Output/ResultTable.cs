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
        table.Add("code", $"{Figures.Count(result.CodeSize)} of {Figures.Count(model.Input.Size)} numbers, compression {ratio} to 1");
        table.Add("parameters", Figures.Count(result.Parameters));
        string duration = Figures.Duration(TimeSpan.FromSeconds(result.Seconds));
        string epochs = recipe.Pca is not null ? "" : $" for {Epochs(result.Epochs)}";
        table.Add("time", $"{duration}{epochs}, {Figures.Count(result.SamplesPerSecond)} samples/s");
        table.Add("run", context.Short(folder.Path));
        table.Add("report", context.Short(folder.ReportFile));
        table.Write(context.Out);
    }

    /// <summary>Adds a row for each figure.</summary>
    public static void AddFigures(Table table, IEnumerable<RunFigure> figures, ModelSpec model)
    {
        string Words(string text) => SampleWords.For(model.Input, text);
        foreach (RunFigure figure in figures)
        {
            string hint = figure.Hint.Length > 0 ? $": {figure.Hint}" : "";
            table.Add(Words(figure.Label), Words(Value(figure, model) + hint));
        }
    }

    private static string Value(RunFigure figure, ModelSpec model) => figure.Unit switch
    {
        FigureNames.Share => Figures.Percent(figure.Value),
        FigureNames.SquaredErrorPerPixel => Figures.Errors(figure.Value, figure.Value * model.OutputShape.Size),
        FigureNames.Seconds => Figures.Brief(figure.Value),
        "" => double.IsInteger(figure.Value) ? Figures.Count(figure.Value) : Figures.Significant(figure.Value, figure.Digits),
        _ => $"{Figures.Significant(figure.Value)} {figure.Unit}",
    };

    private static string Epochs(int count) => count == 1 ? "1 epoch" : $"{Figures.Count(count)} epochs";
}

using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Shows the layers of a model as a table.</summary>
internal static class ModelTable
{
    public static void Write(CliContext context, ModelSpec model)
    {
        context.Out.WriteLine($"Model: {model.Name}");
        context.Out.WriteLine();
        Table table = new(3);
        table.Add("part", "layer", "output", "parameters");
        table.Add("", "input", model.Input.ToString(), "0");
        foreach (ReportLayer layer in ModelSummary.Layers(model))
            table.Add(layer.Part, layer.Layer, layer.Output.ToString(), Figures.Count(layer.Parameters), layer.IsCode ? "<- code" : "");
        table.Add("total", "", "", Figures.Count(model.ParameterCount));
        table.Write(context.Out);
        context.Out.WriteLine();
        string from = Figures.Count(model.Input.Size), to = Figures.Count(model.CodeSize);
        context.Out.WriteLine($"{from} numbers become {to}: compression {Figures.Ratio(model.CompressionRatio)} to 1.");
    }
}

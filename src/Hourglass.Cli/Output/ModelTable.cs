using Hourglass.Learning;

namespace Hourglass.Cli;

/// <summary>Shows the layers of a model as a table, and below it what the model compresses and which memory it takes.</summary>
internal static class ModelTable
{
    private const int Indent = 2;

    public static void Write(CliContext context, ModelFigures model)
    {
        context.Out.WriteLine($"Model: {model.Model}");
        context.Out.WriteLine();
        Table table = new(3);
        table.Add("part", "layer", "output", "parameters");
        table.Add("", "input", model.Input, "0");
        foreach (LayerFigures layer in model.Layers) AddLayer(table, layer, layer.Part, 0);
        table.Add("total", "", "", Figures.Count(model.Parameters));
        table.Write(context.Out);
        context.Out.WriteLine();
        string from = Figures.Count(Math.Round(model.CompressionRatio * model.CodeSize)), to = Figures.Count(model.CodeSize);
        context.Out.WriteLine($"{from} numbers become {to}: compression {Figures.Ratio(model.CompressionRatio)} to 1.");
    }

    public static void WriteMemory(CliContext context, ModelFigures model)
    {
        string batch = Figures.Count(model.Batch), parameters = Figures.Bytes(model.ParameterBytes);
        context.Out.WriteLine(
            $"Training in batches of {batch} takes {Figures.Bytes(model.TrainingPlanBytes + model.ParameterBytes + model.OptimizerBytes)}: "
            + $"plan {Figures.Bytes(model.TrainingPlanBytes)}, parameters {parameters}, optimizer {Figures.Bytes(model.OptimizerBytes)}.");
        context.Out.WriteLine(
            $"Inference in batches of {batch} takes {Figures.Bytes(model.InferencePlanBytes + model.ParameterBytes)}: "
            + $"plan {Figures.Bytes(model.InferencePlanBytes)}, parameters {parameters}.");
    }

    private static void AddLayer(Table table, LayerFigures layer, string part, int indent)
    {
        string parameters = indent > 0 ? $"({Figures.Count(layer.Parameters)})" : Figures.Count(layer.Parameters);
        table.Add(part, new string(' ', indent) + layer.Layer, layer.Output, parameters, layer.IsCode ? "<- code" : "");
        foreach (LayerFigures inner in layer.Parts) AddLayer(table, inner, "", indent + Indent);
    }
}

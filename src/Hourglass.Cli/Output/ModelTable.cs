using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Shows the layers of a model as a table, and below it what the model compresses and which memory it takes.</summary>
internal static class ModelTable
{
    private const int Indent = 2;

    public static void Write(CliContext context, ModelFigures model)
    {
        context.Out.WriteLine(Phrase.Of($"Model: {model.Model}"));
        context.Out.WriteLine();
        Table table = new(3);
        table.Add(Phrase.Of("part"), Phrase.Of("layer"), Phrase.Of("output"), Phrase.Of("parameters"));
        table.Add("", Phrase.Of("input"), model.Input, "0");
        foreach (LayerFigures layer in model.Layers) AddLayer(table, layer, Phrase.Of(layer.Part), 0);
        table.Add(Phrase.Of("total"), "", "", Figures.Count(model.Parameters));
        table.Write(context.Out);
        context.Out.WriteLine();
        string from = Figures.Count(Math.Round(model.CompressionRatio * model.CodeSize)), to = Figures.Count(model.CodeSize);
        context.Out.WriteLine(Phrase.Of($"{from} numbers become {to}: compression {Figures.Ratio(model.CompressionRatio)} to 1."));
    }

    public static void WriteMemory(CliContext context, ModelFigures model)
    {
        string batch = Figures.Count(model.Batch), parameters = Figures.Bytes(model.ParameterBytes);
        string training = Figures.Bytes(model.TrainingPlanBytes + model.ParameterBytes + model.OptimizerBytes);
        string plan = Figures.Bytes(model.TrainingPlanBytes), optimizer = Figures.Bytes(model.OptimizerBytes);
        context.Out.WriteLine(Phrase.Of($"Training in batches of {batch} takes {training}: plan {plan}, parameters {parameters}, optimizer {optimizer}."));
        (string inference, plan) = (Figures.Bytes(model.InferencePlanBytes + model.ParameterBytes), Figures.Bytes(model.InferencePlanBytes));
        context.Out.WriteLine(Phrase.Of($"Inference in batches of {batch} takes {inference}: plan {plan}, parameters {parameters}."));
    }

    private static void AddLayer(Table table, LayerFigures layer, string part, int indent)
    {
        string parameters = indent > 0 ? $"({Figures.Count(layer.Parameters)})" : Figures.Count(layer.Parameters);
        table.Add(part, new string(' ', indent) + layer.Layer, layer.Output, parameters, layer.IsCode ? Phrase.Of("<- code") : "");
        foreach (LayerFigures inner in layer.Parts) AddLayer(table, inner, "", indent + Indent);
    }
}

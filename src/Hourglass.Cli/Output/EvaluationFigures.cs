using System.Text.Json;
using System.Text.Json.Serialization;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>What a trained model reaches on a test set, in the words and units of <see cref="RunResult"/>.</summary>
internal sealed record EvaluationFigures(
    string Model,
    string Data,
    int Samples,
    double TestMse,
    double TestSsePerImage,
    double TestBce,
    double MeanImageMse,
    long Parameters,
    int CodeSize,
    double CompressionRatio,
    string Run)
{
    public static EvaluationFigures Of(ModelSource source, string data, ReconstructionQuality quality, double meanImageMse)
    {
        ModelSpec model = source.Network.Spec;
        return new EvaluationFigures(
            model.Name,
            data,
            quality.Count,
            quality.Mse,
            quality.SsePerImage,
            quality.Bce,
            meanImageMse,
            model.ParameterCount,
            model.CodeSize,
            model.CompressionRatio,
            source.Path);
    }

    public string ToJson() => JsonSerializer.Serialize(this, CliJsonContext.Default.EvaluationFigures);

    public void WriteTable(CliContext context)
    {
        double features = TestSsePerImage / TestMse;
        Table table = new();
        table.Add("test error", $"{Figures.Errors(TestMse, TestSsePerImage)}, of {Figures.Samples(Samples)}");
        table.Add("cross-entropy", $"{Figures.Significant(TestBce)} nats per pixel");
        table.Add("mean image", $"{Figures.Errors(MeanImageMse, MeanImageMse * features)}: {ResultTable.MeanImageMeaning}");
        table.Add("code", $"{Figures.Count(CodeSize)} numbers, compression {Figures.Ratio(CompressionRatio)} to 1");
        table.Add("parameters", Figures.Count(Parameters));
        table.Write(context.Out);
    }
}

/// <summary>The generated metadata of what this program prints.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(EvaluationFigures))]
[JsonSerializable(typeof(GeneratedFigures))]
internal sealed partial class CliJsonContext : JsonSerializerContext;

using System.Buffers;
using System.Text;
using System.Text.Json;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>What a trained model reaches on a test set, in the words and units of <see cref="RunResult"/>.</summary>
/// <param name="Source">The model.</param>
/// <param name="Data">The name of the data.</param>
/// <param name="Samples">The number of test samples.</param>
/// <param name="Evaluation">What is measured always.</param>
/// <param name="Measured">What was asked for besides.</param>
internal sealed record EvaluationFigures(ModelSource Source, string Data, int Samples, RunEvaluation Evaluation, RunFigures Measured)
{
    private ModelSpec Model => Source.Network.Spec;

    public string ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer);
        writer.WriteStartObject();
        writer.WriteString("model", Model.Name);
        writer.WriteString("data", Data);
        writer.WriteNumber("samples", Samples);
        Evaluation.Figures.WriteTo(writer);
        Measured.WriteTo(writer);
        Evaluation.Classification?.Confusion.WriteTo(writer);
        writer.WriteNumber("parameters", Model.ParameterCount);
        writer.WriteNumber("code_size", Model.CodeSize);
        writer.WriteNumber("compression_ratio", Model.CompressionRatio);
        writer.WriteString("run", Source.Path);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public void WriteTable(CliContext context)
    {
        Table table = new();
        ResultTable.AddFigures(table, Evaluation.Figures.Where(static figure => figure.IsKey || figure.Name == FigureNames.TestBce), Model);
        ResultTable.AddFigures(table, Measured, Model);
        table.Add(Phrase.Of("samples"), Figures.Count(Samples));
        table.Add(Phrase.Of("code"), Phrase.Of($"{Figures.Numbers(Model.CodeSize)}, compression {Figures.Ratio(Model.CompressionRatio)} to 1"));
        table.Add(Phrase.Of("parameters"), Figures.Count(Model.ParameterCount));
        table.Write(context.Out);
    }
}

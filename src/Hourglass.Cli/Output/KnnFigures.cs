using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>How well nearest neighbours tell the classes of a test set.</summary>
/// <param name="Source">The model whose codes were compared; null where samples were.</param>
/// <param name="Data">The name of the data.</param>
/// <param name="Points">The number of training samples.</param>
/// <param name="Quality">What was measured.</param>
internal sealed record KnnFigures(ModelSource? Source, string Data, int Points, KnnQuality Quality)
{
    public string ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer);
        writer.WriteStartObject();
        if (Source is not null) writer.WriteString("model", Source.Network.Spec.Name);
        writer.WriteString("data", Data);
        writer.WriteNumber("train_samples", Points);
        writer.WriteNumber("samples", Quality.Count);
        writer.WriteNumber("k", Quality.Neighbors);
        writer.WriteString("metric", SpecNames.Of(Quality.Metric));
        writer.WriteNumber(FigureNames.TestKnnErrorRate, Quality.ErrorRate);
        writer.WriteNumber(FigureNames.TestKnnAccuracy, Quality.Accuracy);
        writer.WriteNumber(FigureNames.KnnSeconds, Quality.SecondsPerPrediction);
        Quality.Confusion.WriteTo(writer);
        if (Source is not null) writer.WriteString("run", Source.Path);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public void WriteTable(CliContext context)
    {
        string metric = SpecNames.Of(Quality.Metric);
        string neighbors = Figures.Count(Quality.Neighbors), points = Figures.Count(Points);
        Table table = new();
        table.Add(Phrase.Of("accuracy"), Quality.Accuracy.ToString("0.0000", CultureInfo.InvariantCulture));
        table.Add(Phrase.Of("error"), Phrase.Of($"{Figures.Percent(Quality.ErrorRate)}, {Figures.Count(Quality.Mistakes)} of {Figures.Samples(Quality.Count)}"));
        table.Add(Phrase.Of("neighbours"), Source is null
            ? Phrase.Of($"{neighbors} of {points} samples, {metric} distance")
            : Phrase.Of($"{neighbors} of {points} codes of {Figures.Numbers(Source.Network.Spec.CodeSize)}, {metric} distance"));
        table.Add(Phrase.Of("time"), Phrase.Of($"{Figures.Brief(Quality.SecondsPerPrediction)} per prediction"));
        table.Write(context.Out);
        context.Out.WriteLine();
        WriteConfusion(context.Out);
    }

    /// <summary>Writes a row for each class: how often its samples were taken for each.</summary>
    private void WriteConfusion(TextWriter writer)
    {
        Table table = new([.. Enumerable.Range(1, Quality.ClassNames.Count)]);
        table.Add([Phrase.Of("is \\ taken for"), .. Quality.ClassNames]);
        for (int label = 0; label < Quality.ClassNames.Count; label++)
            table.Add([Quality.ClassNames[label], .. Enumerable.Range(0, Quality.ClassNames.Count).Select(answer => Figures.Count(Quality.Confusion[label, answer]))]);
        table.Write(writer);
    }
}

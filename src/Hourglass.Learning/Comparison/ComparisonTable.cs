using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The table of a comparison: for people, as CSV and as JSON, from one list of columns.</summary>
internal static class ComparisonTable
{
    private const string Missing = "–";
    private const double Kilo = 1000;

    /// <summary>Lists the columns after the name of the run.</summary>
    private static IReadOnlyList<ComparisonColumn> Columns { get; } =
    [
        ComparisonColumn.OfFacts("code_size", Phrase.Mark("code"), Phrase.Mark("numbers"), static run => run.Result.CodeSize),
        ComparisonColumn.OfFacts("compression_ratio", Phrase.Mark("compression"), Phrase.Mark("to 1"), static run => run.Result.CompressionRatio),
        ComparisonColumn.OfFacts("parameters", Phrase.Mark("parameters"), "", static run => run.Result.Parameters),
        new("model_bytes", Phrase.Mark("model file"), "kB", static run => run.ModelBytes, static (value, _) => Numbers.Format(Math.Round(value / Kilo))),
        ComparisonColumn.OfTimes("training_seconds", Phrase.Mark("training"), "", static run => run.Result.Seconds),
        ComparisonColumn.Of(FigureNames.TestMse, Phrase.Mark("test error"), Phrase.Mark("mse per pixel")),
        ComparisonColumn.Of(FigureNames.TestPsnr, "PSNR", "dB"),
        ComparisonColumn.Of(FigureNames.TestSsim, "SSIM"),
        ComparisonColumn.OfShares(FigureNames.TestErrorRate, Phrase.Mark("class error")),
        ComparisonColumn.OfShares(FigureNames.TestKnnErrorRate, Phrase.Mark("kNN error")),
        ComparisonColumn.OfTimes(FigureNames.KnnSeconds, Phrase.Mark("kNN time"), Phrase.Mark("per image"), static run => run.Find(FigureNames.KnnSeconds)),
        ComparisonColumn.OfTimes(FigureNames.EncodingSeconds, Phrase.Mark("encoding time"), Phrase.Mark("per image"), static run => run.Find(FigureNames.EncodingSeconds)),
    ];

    /// <summary>Gets the columns in which at least one run has a number, in the words of the data.</summary>
    public static IReadOnlyList<ComparisonColumn> Shown(Comparison comparison) =>
    [
        .. Columns.Where(column => comparison.Runs.Any(run => IsNumber(column.Value(run))))
            .Select(column => column with { Heading = Phrase.Of(column.Heading), Unit = comparison.Words(Phrase.Of(column.Unit)) }),
    ];

    /// <summary>Gets the texts of the columns that are shown, run by run.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(Comparison comparison)
    {
        IReadOnlyList<ComparisonColumn> columns = Shown(comparison);
        double[] largest = [.. columns.Select(column => comparison.Runs.Select(column.Value).Where(IsNumber).Max(static value => Math.Abs(value!.Value)))];
        return
        [
            .. comparison.Runs.Select(run => columns.Select((column, i) => column.Value(run) is { } value && double.IsFinite(value)
                ? column.Format(value, largest[i])
                : Missing).ToArray()),
        ];
    }

    public static string ToCsv(Comparison comparison)
    {
        StringBuilder text = new();
        text.AppendJoin(',', ["run", "model", .. Columns.Select(static column => column.Name)]).Append('\n');
        foreach (ComparedRun run in comparison.Runs)
        {
            IEnumerable<string> numbers = Columns.Select(column =>
                column.Value(run) is { } value && double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "");
            text.AppendJoin(',', [Quote(run.Name), Quote(run.Family), .. numbers]).Append('\n');
        }

        return text.ToString();
    }

    public static string ToJson(Comparison comparison, string? report)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer);
        writer.WriteStartObject();
        writer.WriteString("data", comparison.Data);
        if (comparison.Neighbors is { } neighbors) writer.WriteNumber("neighbors", neighbors);
        writer.WriteStartArray("runs");
        foreach (ComparedRun run in comparison.Runs)
        {
            writer.WriteStartObject();
            writer.WriteString("run", run.Name);
            writer.WriteString("model", run.Family);
            foreach (ComparisonColumn column in Columns)
            {
                if (column.Value(run) is { } value && double.IsFinite(value)) writer.WriteNumber(column.Name, value);
                else writer.WriteNull(column.Name);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (report is not null) writer.WriteString("report", report);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static bool IsNumber(double? value) => value is { } number && double.IsFinite(number);

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(',', '"', '\n') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}

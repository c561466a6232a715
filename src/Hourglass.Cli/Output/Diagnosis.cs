using System.Buffers;
using System.Text;
using System.Text.Json;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>What the doctor found, for people and for other programs.</summary>
/// <param name="What">What was examined, as it was typed.</param>
/// <param name="Findings">The findings, the gravest first.</param>
internal sealed record Diagnosis(string What, IReadOnlyList<Finding> Findings)
{
    private const int Narrowest = 60, Widest = 110;

    private static readonly FindingSeverity[] Severities = [FindingSeverity.Problem, FindingSeverity.Warning, FindingSeverity.Note];

    /// <summary>Counts the findings of one severity.</summary>
    public int Count(FindingSeverity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>Writes the findings for people.</summary>
    public void WriteList(CliContext context)
    {
        context.Out.WriteLine(Findings.Count == 0 ? Phrase.Of($"{What}: nothing to report.") : $"{What}: {Counts()}.");
        foreach (Finding finding in Findings)
        {
            context.Out.WriteLine();
            context.Out.WriteLine($"{Word(finding.Severity)}: {finding.Name}");
            WriteRow(context, Phrase.Of("seen"), finding.Seen);
            WriteRow(context, Phrase.Of("why"), finding.Why);
            if (finding.Change.Length > 0) WriteRow(context, Phrase.Of("change"), finding.Change);
        }
    }

    /// <summary>Writes the findings as one line of JSON.</summary>
    public string ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer);
        writer.WriteStartObject();
        writer.WriteString("examined", What);
        foreach (FindingSeverity severity in Severities) writer.WriteNumber($"{SpecNames.Of(severity)}s", Count(severity));
        writer.WriteStartArray("findings");
        foreach (Finding finding in Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("name", finding.Name);
            writer.WriteString("severity", SpecNames.Of(finding.Severity));
            writer.WriteString("seen", finding.Seen);
            writer.WriteString("why", finding.Why);
            writer.WriteString("change", finding.Change);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteRow(CliContext context, string title, string text)
    {
        string lead = $"  {title,-8}";
        foreach (string line in Paragraph.Wrap(text, Math.Clamp(context.Width(), Narrowest, Widest) - lead.Length))
        {
            context.Out.WriteLine(lead + line);
            lead = new string(' ', lead.Length);
        }
    }

    private string Counts() => string.Join(", ", Severities
        .Where(severity => Count(severity) > 0)
        .Select(severity => Words(severity, Count(severity))));

    private static string Word(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Problem => Phrase.Of("problem"),
        FindingSeverity.Warning => Phrase.Of("warning"),
        _ => Phrase.Of("note"),
    };

    private static string Words(FindingSeverity severity, int count) => (severity, count) switch
    {
        (FindingSeverity.Problem, 1) => Phrase.Of("1 problem"),
        (FindingSeverity.Problem, _) => Phrase.Of($"{Figures.Count(count)} problems"),
        (FindingSeverity.Warning, 1) => Phrase.Of("1 warning"),
        (FindingSeverity.Warning, _) => Phrase.Of($"{Figures.Count(count)} warnings"),
        (_, 1) => Phrase.Of("1 note"),
        _ => Phrase.Of($"{Figures.Count(count)} notes"),
    };
}

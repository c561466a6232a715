using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Shows how studies go: a line for each step that has ended, and on a terminal how far the running one is.</summary>
internal sealed class StudyDisplay(CliContext context, Notes notes) : StudyListener, IProgress<TrainingProgress>
{
    private long _start;

    /// <inheritdoc/>
    public override IProgress<TrainingProgress>? Progress => context.IsTerminal && !notes.IsQuiet ? this : null;

    /// <inheritdoc/>
    public override void OnStudy(Study study, int number, int count)
    {
        notes.Say("");
        notes.Say(count == 1 ? study.Name : Phrase.Of($"{study.Name} ({number} of {count})"));
        foreach (string line in Paragraph.Wrap(study.Question, HelpWriter.WidthOf(context) - 2)) notes.Say($"  {line}");
    }

    /// <inheritdoc/>
    public override void OnStep(string name) => _start = context.Time.GetTimestamp();

    /// <inheritdoc/>
    public override void OnStepEnd(string name, string? outcome)
    {
        Clear();
        string time = Figures.Duration(context.Time.GetElapsedTime(_start));
        notes.Say(outcome switch
        {
            null => Phrase.Of($"  {name}: is there already."),
            "" => $"  {name}: {time}",
            _ => $"  {name}: {outcome}, {time}",
        });
    }

    /// <inheritdoc/>
    public override void OnStudyEnd(StudyResult result)
    {
        Clear();
        if (notes.IsQuiet) return;
        foreach (StudyFigure figure in result.Figures.Where(static figure => figure.Reference is not null)) notes.Say($"  {Describe(figure)}");
        foreach (string finding in result.Findings)
        {
            string lead = "  > ";
            foreach (string line in Paragraph.Wrap(finding, HelpWriter.WidthOf(context) - lead.Length))
            {
                notes.Say(lead + line);
                lead = "    ";
            }
        }

        notes.Say($"  {context.Short(Path.Combine(result.Folder, Learning.Report.FileName))}");
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        context.Error.Write($"\r\e[?7l  {ProgressLine.Draw(value, context.Width() - 2, string.IsNullOrEmpty(context.Variable("NO_COLOR")))}\e[K\e[?7h");
        context.Error.Flush();
    }

    /// <summary>Takes the live line away.</summary>
    public void Clear()
    {
        if (Progress is not null) context.Error.Write("\r\e[K");
    }

    private static string Describe(StudyFigure figure) =>
        $"{figure.Label}: {figure.Text} {figure.Unit}".TrimEnd() + $", {figure.Reference!.Source}: {figure.ReferenceText}{(figure.Verdict.Length > 0 ? $", {figure.Verdict}" : "")}";
}

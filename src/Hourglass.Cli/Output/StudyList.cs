using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Lists the studies with their questions.</summary>
internal static class StudyList
{
    /// <summary>Writes the list.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(CliContext context)
    {
        int width = HelpWriter.WidthOf(context), column = Studies.Names.Max(static name => name.Length) + 4;
        context.Out.WriteLine(Phrase.Of("hourglass reproduce NAME repeats one, 'all' all of them, --quick in minutes."));
        foreach (IGrouping<StudySource, Study> group in Studies.All.GroupBy(static study => study.Source))
            HelpWriter.WriteRows(context.Out, StudySources.Title(group.Key), width, group.Select(static study => (study.Name, study.Question)), column);
        return ExitCode.Ok;
    }
}

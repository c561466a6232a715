using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Looks for a training that the user stopped.</summary>
internal sealed class InterruptionCheck() : RunCheck("interruption")
{
    public override IEnumerable<Finding> Examine(Examination examination)
    {
        RunResult result = examination.Run.Result;
        if (result.Outcome != RunOutcomes.Cancelled) yield break;
        yield return Warning(result.Reason, Phrase.Of("The figures are those of an unfinished training."), Phrase.Of("Run 'hourglass resume' on this folder."));
    }
}

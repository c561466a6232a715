using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Looks for a code drawn at random whose distributions tell nothing of the sample.</summary>
internal sealed class CollapseCheck() : RunCheck("posterior-collapse")
{
    private const double Few = 0.5;

    public override IEnumerable<Finding> Examine(Examination examination)
    {
        RunResult result = examination.Run.Result;
        if (result.Figures.Find(FigureNames.TestActiveUnits) is not { } active || result.Figures.Find(FigureNames.TestDivergence) is not { } divergence) yield break;
        if (active == 0)
        {
            yield return Problem(
                Phrase.Of($"None of the {result.CodeSize:N0} units of the code diverges from N(0, 1) by 0.01 nats; all together they diverge by {Numbers.Format(divergence)}."),
                Phrase.Of("The posterior has collapsed: each code is noise that says nothing of its sample, and the decoder has learned to answer without it."),
                Phrase.Of("Sum the reconstruction loss over the features (--loss-reduction sum), lower beta, let it warm up, or give free bits."));
        }
        else if (active < Few * result.CodeSize)
        {
            yield return Note(
                Phrase.Of($"{active:N0} of the {result.CodeSize:N0} units of the code diverge from N(0, 1) by 0.01 nats or more; together they diverge by {Numbers.Format(divergence)}."),
                Phrase.Of("The other units carry nothing: the code has in fact as many numbers as it has active units."),
                Phrase.Of("Choose a smaller code; to use more of this one, lower beta, let it warm up, or give free bits."));
        }
    }
}

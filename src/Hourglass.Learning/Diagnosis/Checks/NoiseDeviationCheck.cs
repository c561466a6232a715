using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Looks for Gaussian noise that is wider than the data.</summary>
internal sealed class NoiseDeviationCheck() : RunCheck("noise-deviation")
{
    public override IEnumerable<Finding> Examine(Examination examination)
    {
        (double low, double high) = examination.Range;

        // Deeper in the network features have a range of their own.
        if (examination.Run.Recipe.Model.Encoder[0] is not GaussianNoiseSpec noise || !(noise.Deviation > high - low)) yield break;
        yield return Warning(
            Phrase.Of($"The Gaussian noise has a deviation of {Numbers.Format(noise.Deviation)}, and the data reach from {Numbers.Format(low)} to {Numbers.Format(high)}."),
            Phrase.Of("The noise is larger than anything in the data: a sample can hardly be told from another, and the network mostly learns the mean."),
            Phrase.Of($"Use a deviation of a tenth to a half of the range: {Numbers.Format(0.1 * (high - low))} to {Numbers.Format(0.5 * (high - low))}."));
    }
}

using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Remembers the best loss and counts the epochs since.</summary>
internal sealed class LossWatch
{
    /// <summary>Gets the best loss so far; infinity before the first.</summary>
    public double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>Gets or sets the epochs in a row without progress.</summary>
    public int Waited { get; set; }

    /// <summary>Takes the loss of an epoch.</summary>
    /// <param name="loss">The loss; one that is not a number is no progress.</param>
    /// <param name="threshold">The fraction of the best loss by which it has to fall.</param>
    public void Take(double loss, double threshold = 0)
    {
        if (loss < Best * (1 - threshold)) (Best, Waited) = (loss, 0);
        else Waited++;
    }

    public string Save() => string.Create(CultureInfo.InvariantCulture, $"{Best:R} {Waited}");

    /// <exception cref="FormatException">The text is not what <see cref="Save"/> writes.</exception>
    public void Restore(string state)
    {
        if (state.Split(' ') is not [string best, string waited]
            || !double.TryParse(best, NumberStyles.Float, CultureInfo.InvariantCulture, out double loss)
            || !int.TryParse(waited, NumberStyles.None, CultureInfo.InvariantCulture, out int epochs))
        {
            throw new FormatException(Phrase.Of($"Received '{state}', expected the best loss and the epochs since, as in '0.01 3'."));
        }

        (Best, Waited) = (loss, epochs);
    }
}

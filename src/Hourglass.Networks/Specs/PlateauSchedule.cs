using System.Text.Json.Serialization;

namespace Hourglass.Networks;

/// <summary>Multiplies the learning rate by a factor whenever the validation loss stops falling.</summary>
/// <remarks>Not a function of time: <see cref="FactorAt"/> is 1, and whoever trains multiplies by its own factor, from 1 down to
/// <paramref name="Minimum"/>, which falls when <paramref name="Patience"/> epochs in a row have not brought the loss below
/// <c>best * (1 - Threshold)</c>; the count then starts again.</remarks>
/// <param name="Factor">What each change multiplies by; 0.1 by default, as in Keras and PyTorch. Above 0, less than 1.</param>
/// <param name="Patience">The epochs without progress before a change; 10 by default, as in Keras and PyTorch. 1 or more.</param>
/// <param name="Minimum">The smallest fraction of the base learning rate; 0 by default, as in Keras and PyTorch. 0 to 1.</param>
/// <param name="Threshold">What counts as progress, as a fraction of the best loss; 1e-4 by default, as in PyTorch. 0 or more, less than 1.</param>
public sealed record PlateauSchedule(double Factor = 0.1, int Patience = 10, double Minimum = 0, double Threshold = 1e-4) : ScheduleSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override PlateauSchedule? Plateau => this;

    /// <inheritdoc/>
    public override double FactorAt(long step, long totalSteps, int stepsPerEpoch) => 1;

    private protected override IEnumerable<SpecProblem> ValidateOwn(string prefix) =>
    [
        .. Problem.Unless(Factor is > 0 and < 1, $"{prefix}factor", Factor, Phrase.Of("above 0 and less than 1")),
        .. Problem.AtLeast($"{prefix}patience", Patience, 1),
        .. Problem.Unless(Minimum is >= 0 and <= 1, $"{prefix}minimum", Minimum, Phrase.Of("0 to 1")),
        .. Problem.Fraction($"{prefix}threshold", Threshold),
    ];
}

namespace Hourglass.Benchmarks;

/// <summary>A training whose result is known from elsewhere.</summary>
/// <param name="Key">How it is chosen.</param>
/// <param name="Name">What is trained and how, for the table.</param>
/// <param name="Measure">What is measured at its end.</param>
/// <param name="Reference">The known result.</param>
/// <param name="Least">The lowest result that is accepted.</param>
/// <param name="Most">The highest result that is accepted.</param>
/// <param name="Digits">Decimals worth printing.</param>
/// <param name="Train">Trains and measures, with a seed.</param>
internal sealed record Protocol(
    string Key,
    string Name,
    string Measure,
    string Reference,
    double Least,
    double Most,
    int Digits,
    Func<ProtocolData, ulong, double> Train)
{
    /// <summary>Tells whether a result is accepted.</summary>
    public bool Accepts(double result) => result >= Least && result <= Most;
}

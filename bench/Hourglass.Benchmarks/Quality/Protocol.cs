namespace Hourglass.Benchmarks;

/// <summary>A training whose results are known from elsewhere.</summary>
/// <param name="Key">How it is chosen.</param>
/// <param name="Name">What is trained and how, for the table.</param>
/// <param name="Figures">What is measured at its end.</param>
/// <param name="Train">Trains and measures, with a seed: one number for each figure.</param>
internal sealed record Protocol(
    string Key, string Name, IReadOnlyList<ProtocolFigure> Figures, Func<ProtocolData, ulong, IReadOnlyList<double>> Train)
{
    /// <summary>Describes a training with one result.</summary>
    public Protocol(string key, string name, ProtocolFigure figure, Func<ProtocolData, ulong, double> train)
        : this(key, name, [figure], (data, seed) => [train(data, seed)])
    {
    }
}

/// <summary>A result that is known from elsewhere.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Reference">The known result.</param>
/// <param name="Least">The lowest result that is accepted.</param>
/// <param name="Most">The highest result that is accepted.</param>
/// <param name="Digits">Decimals worth printing.</param>
internal sealed record ProtocolFigure(string Measure, string Reference, double Least, double Most, int Digits)
{
    /// <summary>Describes a result that is only shown.</summary>
    public static ProtocolFigure Shown(string measure, int digits) =>
        new(measure, "-", double.NegativeInfinity, double.PositiveInfinity, digits);

    /// <summary>Tells whether a result is accepted; a result that is not a number is not.</summary>
    public bool Accepts(double result) => result >= Least && result <= Most;
}

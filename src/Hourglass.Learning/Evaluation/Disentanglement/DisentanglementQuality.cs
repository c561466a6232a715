using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>How far the units of a code stand for the factors that samples were made from, one for one.</summary>
/// <remarks><b>Source</b> Chen, Li, Grosse and Duvenaud, Isolating Sources of Disentanglement in Variational Autoencoders, 2018; Eastwood and Williams, A
/// Framework for the Quantitative Evaluation of Disentangled Representations, 2018. docs/math/disentanglement.md</remarks>
/// <param name="MutualInformationGap">The mean over factors of how much more of a factor's entropy the best unit tells than the second best.</param>
/// <param name="Disentanglement">How far each unit serves one factor alone: 1 for one, 0 for all alike.</param>
/// <param name="Completeness">How far each factor is served by one unit alone: 1 for one, 0 for all alike.</param>
/// <param name="Informativeness">The mean over factors of the share of their variance that trees on the code find on samples they did not learn from; 0
/// at least.</param>
public sealed record DisentanglementQuality(double MutualInformationGap, double Disentanglement, double Completeness, double Informativeness)
{
    /// <summary>Gets the figures for tables and files.</summary>
    public IReadOnlyList<RunFigure> Figures =>
    [
        new(FigureNames.MutualInformationGap, MutualInformationGap),
        new(FigureNames.DciDisentanglement, Disentanglement),
        new(FigureNames.DciCompleteness, Completeness),
        new(FigureNames.DciInformativeness, Informativeness),
    ];

    /// <summary>Measures codes against factors.</summary>
    /// <remarks><b>Determinism</b> The same bits for any number of workers.</remarks>
    /// <param name="codes">The codes, finite.</param>
    /// <param name="factors">The factors, with a value for each code; one that does not vary is left out.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">A number is not finite, there are fewer than two codes, no factor varies, or the lengths differ.</exception>
    public static DisentanglementQuality Measure(Points codes, IReadOnlyList<TrueFactor> factors, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentNullException.ThrowIfNull(workers);
        codes.EnsureFinite(nameof(codes));
        if (codes.Count < 2) throw new ArgumentException("Received one code, expected two or more: half of them are learned from.", nameof(codes));
        if (factors.FirstOrDefault(factor => factor.Values.Count != codes.Count) is { } wrong)
            throw new ArgumentException(FormattableString.Invariant($"Received {wrong.Values.Count} values of '{wrong.Name}', expected {codes.Count}, one for each code."), nameof(factors));
        TrueFactor[] varying = [.. factors.Where(static factor => factor.Values.Any(value => value != factor.Values[0]))];
        if (varying.Length == 0) throw new ArgumentException("Received no factor that varies, expected at least one.", nameof(factors));
        Bins[] units = Bins.OfUnits(codes, workers);
        Bins[] truth = [.. varying.Select(static factor => factor.IsClass ? Bins.OfClasses(factor.Values) : Bins.OfQuantiles([.. factor.Values]))];
        (double[][] importance, double[] found) = FactorImportance.Measure(units, varying, truth, workers);
        return new DisentanglementQuality(
            truth.Average(factor => Gap(units, factor)), OfRows(importance), OfRows(Transpose(importance, units.Length)), found.Average());
    }

    private static double Gap(Bins[] units, Bins factor)
    {
        double[] information = [.. units.Select(unit => unit.InformationOn(factor)).OrderDescending()];
        double second = information.Length > 1 ? information[1] : 0;
        return (information[0] - second) / factor.Entropy();
    }

    /// <summary>Gets how far the importance in each row is concentrated on one column, each row weighed by its sum: [factor][unit] asks for
    /// completeness, [unit][factor] for disentanglement.</summary>
    private static double OfRows(double[][] rows)
    {
        double all = rows.Sum(static row => row.Sum());
        if (all == 0) return 0;
        int columns = rows[0].Length;
        return rows.Sum(row => row.Sum() / all * (columns == 1 ? 1 : 1 - (Entropy(row) / Math.Log(columns))));
    }

    private static double Entropy(double[] weights)
    {
        double sum = weights.Sum();
        return -weights.Where(static weight => weight > 0).Sum(weight => weight / sum * Math.Log(weight / sum));
    }

    private static double[][] Transpose(double[][] rows, int columns) =>
        [.. Enumerable.Range(0, columns).Select(column => rows.Select(row => row[column]).ToArray())];
}

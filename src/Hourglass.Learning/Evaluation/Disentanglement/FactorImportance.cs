using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Finds which units of a code a factor is predicted from, and how well.</summary>
internal static class FactorImportance
{
    /// <summary>Predicts each factor from all units.</summary>
    /// <param name="units">The units.</param>
    /// <param name="factors">The factors.</param>
    /// <param name="bins">Their bins.</param>
    /// <param name="workers">The team.</param>
    /// <returns>For each factor the share of its variance that splits on each unit explain, on the even samples, which are learned from; and the
    /// share that all of them explain on the odd samples.</returns>
    public static (double[][] Importance, double[] Found) Measure(Bins[] units, IReadOnlyList<TrueFactor> factors, Bins[] bins, Workers workers)
    {
        // A class is as many questions as it has values: is it this one?
        (int Factor, int? Value)[] targets =
        [
            .. Enumerable.Range(0, factors.Count).SelectMany(k => factors[k].IsClass
                ? Enumerable.Range(0, bins[k].Count).Select(value => (k, (int?)value))
                : [(k, null)]),
        ];
        TargetJob job = new() { Units = units, Bins = bins, Targets = targets, Results = new Result[targets.Length] };
        workers.For(targets.Length, 1, job);

        double[][] importance = [.. factors.Select(_ => new double[units.Length])];
        double[] learned = new double[factors.Count], asked = new double[factors.Count], left = new double[factors.Count];
        for (int i = 0; i < targets.Length; i++)
        {
            int k = targets[i].Factor;
            for (int unit = 0; unit < units.Length; unit++) importance[k][unit] += job.Results[i].Gains[unit];
            learned[k] += job.Results[i].Learned;
            asked[k] += job.Results[i].Asked;
            left[k] += job.Results[i].Left;
        }

        for (int k = 0; k < importance.Length; k++)
            for (int unit = 0; unit < units.Length; unit++) importance[k][unit] = learned[k] == 0 ? 0 : importance[k][unit] / learned[k];
        return (importance, [.. left.Select((rest, k) => asked[k] == 0 ? 0 : Math.Max(0, 1 - (rest / asked[k])))]);
    }

    /// <summary>What one target came to: gains of units and sums of squares, before and after.</summary>
    private readonly record struct Result(double[] Gains, double Learned, double Asked, double Left);

    private struct TargetJob : IRangeJob
    {
        public Bins[] Units;
        public Bins[] Bins;
        public (int Factor, int? Value)[] Targets;
        public Result[] Results;

        public readonly void Run(int start, int end, int worker)
        {
            for (int i = start; i < end; i++)
            {
                (int factor, int? value) = Targets[i];
                byte[] numbers = Bins[factor].Numbers;
                double[] target = [.. numbers.Select(number => value is { } asked ? (number == asked ? 1.0 : 0) : number)];
                int[] even = [.. Enumerable.Range(0, target.Length).Where(static index => index % 2 == 0)];
                BoostedTrees trees = new(Units, target, even);
                int[] odd = [.. Enumerable.Range(0, target.Length).Where(static index => index % 2 == 1)];
                double mean = even.Average(index => target[index]);
                Results[i] = new Result(
                    trees.Gains,
                    even.Sum(index => Square(target[index] - mean)),
                    odd.Sum(index => Square(target[index] - mean)),
                    odd.Sum(index => Square(trees.Residuals[index])));
            }
        }

        private static double Square(double value) => value * value;
    }
}

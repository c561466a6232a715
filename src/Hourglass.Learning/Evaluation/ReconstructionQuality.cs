using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>How well a network reconstructs a set.</summary>
/// <param name="Count">The number of samples.</param>
/// <param name="Features">The number of features of one sample.</param>
/// <param name="SquaredErrors">The sum of squared errors of each sample.</param>
/// <param name="Bce">The mean over all features of the binary cross-entropy, in nats; the output is clamped to [1e-7, 1 - 1e-7].</param>
public sealed record ReconstructionQuality(int Count, int Features, IReadOnlyList<float> SquaredErrors, double Bce)
{
    private const int Batch = 256;

    /// <summary>Gets the mean over samples of the sum of squared errors.</summary>
    public double SsePerImage { get; } = SquaredErrors.Sum(static error => (double)error) / Count;

    /// <summary>Gets the mean squared error over all features of all samples.</summary>
    public double Mse => SsePerImage / Features;

    /// <summary>Reconstructs a set and measures the errors.</summary>
    /// <param name="network">The network.</param>
    /// <param name="set">The set.</param>
    /// <param name="workers">The team.</param>
    public static ReconstructionQuality Measure(Network network, IDataset set, Workers workers)
    {
        Plan plan = Plan.ForInference(network, Math.Min(Batch, set.Count), workers);
        int[] indices = [.. Enumerable.Range(0, set.Count)];
        float[] errors = new float[set.Count];
        double[] partials = new double[LossKernel.PartialCount(plan.Output.Rows, plan.Batch)];
        double bce = 0;
        for (int start = 0; start < set.Count; start += plan.Batch)
        {
            plan.Columns = Math.Min(plan.Batch, set.Count - start);
            set.Read(indices.AsSpan(start, plan.Columns), plan.Input, workers);
            plan.Forward();
            ColumnErrors.SumOfSquares(plan.Output, plan.Target, errors.AsSpan(start, plan.Columns), workers);
            LossKernel.Run(LossTerm.BinaryCrossEntropy, plan.Output, plan.Target, null, 1, partials, workers);
            bce += partials.AsSpan(0, LossKernel.PartialCount(plan.Output.Rows, plan.Columns)).ToArray().Sum();
        }

        return new ReconstructionQuality(set.Count, plan.Output.Rows, errors, bce / ((double)set.Count * plan.Output.Rows));
    }

    /// <summary>Gets the mean squared error per feature of answering every sample of a set with the mean of another set.</summary>
    /// <remarks>What a model reaches that learned nothing but the mean.</remarks>
    /// <param name="train">The set whose mean is taken.</param>
    /// <param name="test">The set that is answered.</param>
    /// <param name="workers">The team.</param>
    public static double OfMean(IDataset train, IDataset test, Workers workers)
    {
        double[] mean = Moments(train, workers).Mean;
        (double[] testMean, double[] testSquare) = Moments(test, workers);
        double sum = 0;
        for (int i = 0; i < mean.Length; i++) sum += testSquare[i] - (2 * mean[i] * testMean[i]) + (mean[i] * mean[i]);
        return sum / mean.Length;
    }

    private static (double[] Mean, double[] Square) Moments(IDataset set, Workers workers)
    {
        int rows = set.Shape.Size;
        double[] mean = new double[rows], square = new double[rows];
        Tensor batch = new(set.Shape, Math.Min(Batch, set.Count));
        int[] indices = [.. Enumerable.Range(0, set.Count)];
        for (int start = 0; start < set.Count; start += batch.Columns)
        {
            Tensor part = batch.WithColumns(Math.Min(batch.Columns, set.Count - start));
            set.Read(indices.AsSpan(start, part.Columns), part, workers);
            workers.For(rows, 64, new MomentsJob { Batch = part, Mean = mean, Square = square, Scale = 1.0 / set.Count });
        }

        return (mean, square);
    }

    /// <summary>Adds a batch to the moments of a range of features; padding is zero and adds nothing.</summary>
    private struct MomentsJob : IRangeJob
    {
        public Tensor Batch;
        public double[] Mean;
        public double[] Square;
        public double Scale;

        public readonly void Run(int start, int end, int worker)
        {
            ReadOnlySpan<float> values = Batch.Span;
            for (int row = start; row < end; row++)
            {
                double sum = 0, squares = 0;
                for (int panel = 0; panel < Batch.Panels; panel++)
                {
                    foreach (float value in values.Slice((panel * Batch.PanelLength) + (row * Tensor.PanelWidth), Tensor.PanelWidth))
                    {
                        sum += value;
                        squares += value * value;
                    }
                }

                Mean[row] += sum * Scale;
                Square[row] += squares * Scale;
            }
        }
    }
}

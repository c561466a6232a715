using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>How well a network answers with what is asked: with the samples of a set themselves, or with targets.</summary>
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

    /// <summary>Gets how much the answers look like the images; null where samples are no images or it was not measured.</summary>
    public ImageQuality? Image { get; init; }

    /// <summary>Sends a set through a network and measures the errors.</summary>
    /// <param name="network">The network.</param>
    /// <param name="set">The set.</param>
    /// <param name="workers">The team.</param>
    /// <param name="targets">What the answers are compared with, sample for sample; null, the default, for the samples themselves.</param>
    /// <param name="withImage">Whether <see cref="Image"/> is measured too. The default is no, because it doubles the work on a small network.</param>
    /// <exception cref="ArgumentException">The network's output has another size than the targets.</exception>
    public static ReconstructionQuality Measure(
        Network network, IDataset set, Workers workers, IDataset? targets = null, bool withImage = false)
    {
        Shape expected = (targets ?? set).Shape;
        if (network.Spec.OutputShape.Size != expected.Size)
            throw new ArgumentException($"Received an output of {network.Spec.OutputShape}, expected {expected} as in {(targets ?? set).Name}.", nameof(network));

        Plan plan = Plan.ForInference(network, Math.Min(Batch, set.Count), workers);
        float[] errors = new float[set.Count];
        double[] partials = new double[LossKernel.PartialCount(plan.Output.Rows, plan.Batch)];
        Tensor? own = targets is null ? null : new Tensor(targets.Shape, plan.Batch);
        bool isImage = withImage && ImageQuality.IsOf(expected);
        double[]? similarities = isImage && SsimKernel.Fits(expected) ? new double[set.Count] : null;
        double bce = 0;
        DatasetSource source = new();
        foreach (int start in source.InOrder(set, plan))
        {
            Tensor target = own?.WithColumns(plan.Columns) ?? plan.Target;
            targets?.Read(source.Indices, target, workers);
            plan.Forward(source);
            ColumnErrors.SumOfSquares(plan.Output, target, errors.AsSpan(start, plan.Columns), workers);
            if (similarities is not null)
                SsimKernel.Run(plan.Output.Reshape(expected), target.Reshape(expected), similarities.AsSpan(start, plan.Columns), workers);
            LossKernel.Run(LossTerm.BinaryCrossEntropy, plan.Output, target, null, 1, partials, workers);
            bce += partials.AsSpan(0, LossKernel.PartialCount(plan.Output.Rows, plan.Columns)).ToArray().Sum();
        }

        return new ReconstructionQuality(set.Count, plan.Output.Rows, errors, bce / ((double)set.Count * plan.Output.Rows))
        {
            Image = isImage ? ImageQuality.Of(errors, plan.Output.Rows, similarities) : null,
        };
    }

    /// <summary>Gets the mean squared error per feature between the samples of two sets, one by one.</summary>
    internal static double Between(IDataset set, IDataset other, Workers workers)
    {
        Tensor x = new(set.Shape, Math.Min(Batch, set.Count)), y = new(other.Shape, x.Columns);
        int[] indices = [.. Enumerable.Range(0, set.Count)];
        float[] errors = new float[set.Count];
        for (int start = 0; start < set.Count; start += Batch)
        {
            int columns = Math.Min(Batch, set.Count - start);
            set.Read(indices.AsSpan(start, columns), x.WithColumns(columns), workers);
            other.Read(indices.AsSpan(start, columns), y.WithColumns(columns), workers);
            ColumnErrors.SumOfSquares(x.WithColumns(columns), y.WithColumns(columns), errors.AsSpan(start, columns), workers);
        }

        return errors.Sum(static error => (double)error) / set.Count / x.Rows;
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

    /// <summary>Gets the mean squared error per feature of answering with another sample of the class by the mean of the class.</summary>
    /// <remarks>The best answer, in squared error, of one that knows the class of a sample and nothing else about it.</remarks>
    /// <param name="train">The set whose means are taken, with labels.</param>
    /// <param name="test">The set that is answered, with labels of the same classes.</param>
    /// <param name="workers">The team.</param>
    public static double OfClassMeans(IDataset train, IDataset test, Workers workers)
    {
        double sum = 0;
        int count = 0;
        for (int label = 0; label < test.ClassNames.Count; label++)
        {
            int[] known = OfClass(train, label), asked = OfClass(test, label);
            if (known.Length == 0 || asked.Length == 0) continue;
            sum += asked.Length * OfMean(train.Subset(known), test.Subset(asked), workers);
            count += asked.Length;
        }

        return sum / count;
    }

    private static int[] OfClass(IDataset set, int label) =>
        [.. Enumerable.Range(0, set.Count).Where(i => set.Labels.Span[i] == label)];

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

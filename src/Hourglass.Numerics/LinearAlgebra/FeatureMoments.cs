namespace Hourglass.Numerics;

/// <summary>Adds up mean and variance of each feature over samples that come batch by batch, in double precision.</summary>
/// <remarks>
/// <para><b>Computes</b> Sums of <c>x - s</c> and their squares, s the first sample: what lies far from zero then loses no digits.</para>
/// <para><b>Determinism</b> Same bits for any number of workers and any batches.</para>
/// </remarks>
public sealed class FeatureMoments
{
    private readonly double[] _shift;
    private readonly double[] _sums;
    private readonly double[] _squares;

    /// <summary>Starts with no samples.</summary>
    /// <param name="features">The number of features; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="features"/> is not positive.</exception>
    public FeatureMoments(int features)
    {
        if (features < 1) Throw.OutOfRange(nameof(features), features, "1 or more");
        _shift = new double[features];
        _sums = new double[features];
        _squares = new double[features];
    }

    /// <summary>Gets the number of samples so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds samples.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The samples have another number of features.</exception>
    public void Add(Tensor batch, Workers workers)
    {
        if (batch.Rows != _sums.Length) Throw.Argument(nameof(batch), $"Received {batch.Rows} features, expected {_sums.Length}.");
        if (batch.Columns == 0) return;
        if (Count == 0)
            for (int feature = 0; feature < batch.Rows; feature++) _shift[feature] = batch.Span[feature * Tensor.PanelWidth];
        workers.For(batch.Rows, 32, new Job { Batch = batch, Shift = _shift, Sums = _sums, Squares = _squares });
        Count += batch.Columns;
    }

    /// <summary>Computes the mean of each feature.</summary>
    public double[] Mean() => [.. _shift.Select((shift, i) => shift + (_sums[i] / Count))];

    /// <summary>Computes the variance of each feature about its mean, divisor n.</summary>
    public double[] Variance() => [.. _squares.Select((square, i) => Math.Max((square - (_sums[i] * _sums[i] / Count)) / Count, 0))];

    /// <summary>Items are features.</summary>
    private struct Job : IRangeJob
    {
        public Tensor Batch;
        public double[] Shift;
        public double[] Sums;
        public double[] Squares;

        public readonly void Run(int start, int end, int worker)
        {
            ReadOnlySpan<float> values = Batch.Span;
            for (int feature = start; feature < end; feature++)
            {
                double sum = Sums[feature], squares = Squares[feature], shift = Shift[feature];
                for (int panel = 0; panel < Batch.Panels; panel++)
                {
                    int present = Math.Min(Tensor.PanelWidth, Batch.Columns - (panel * Tensor.PanelWidth));
                    foreach (float value in values.Slice((panel * Batch.PanelLength) + (feature * Tensor.PanelWidth), present))
                    {
                        double moved = value - shift;
                        sum += moved;
                        squares += moved * moved;
                    }
                }

                Sums[feature] = sum;
                Squares[feature] = squares;
            }
        }
    }
}

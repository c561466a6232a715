using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Gathers what each unit did over many samples. A unit is a channel: on an image, all its places together.</summary>
/// <param name="units">The number of units; a divisor of the features of a sample.</param>
/// <param name="lowEnd">From here down a value counts as at the low end of its range.</param>
/// <param name="highEnd">From here up a value counts as at the high end.</param>
internal sealed class UnitStatistics(int units, float lowEnd = float.NegativeInfinity, float highEnd = float.PositiveInfinity)
{
    private readonly UnitSums[] _sums = [.. Enumerable.Repeat(new UnitSums { Low = float.PositiveInfinity, High = float.NegativeInfinity }, units)];

    /// <summary>Gets the number of units.</summary>
    public int Count => _sums.Length;

    /// <summary>Gets the smallest value of a unit.</summary>
    public float Low(int unit) => _sums[unit].Low;

    /// <summary>Gets the largest value of a unit.</summary>
    public float High(int unit) => _sums[unit].High;

    /// <summary>Gets the mean of a unit.</summary>
    public double Mean(int unit) => _sums[unit].Sum / _sums[unit].Values;

    /// <summary>Gets the variance of a unit.</summary>
    public double Variance(int unit) => Math.Max(0, (_sums[unit].Squares / _sums[unit].Values) - (Mean(unit) * Mean(unit)));

    /// <summary>Gets the share of a unit's values that are at the low end.</summary>
    public double AtLowEnd(int unit) => (double)_sums[unit].AtLow / _sums[unit].Values;

    /// <summary>Gets the share of a unit's values that are at the high end.</summary>
    public double AtHighEnd(int unit) => (double)_sums[unit].AtHigh / _sums[unit].Values;

    /// <summary>Counts the units for which something holds.</summary>
    public int CountWhere(Func<int, bool> holds) => Enumerable.Range(0, Count).Count(holds);

    /// <summary>Adds the samples of a batch.</summary>
    public void Add(Tensor batch, Workers workers) =>
        workers.For(Count, 16, new AddJob { Batch = batch, Sums = _sums, LowEnd = lowEnd, HighEnd = highEnd });

    private struct UnitSums
    {
        public float Low, High;
        public double Sum, Squares;
        public long Values, AtLow, AtHigh;
    }

    /// <summary>Adds a batch to a range of units; padding is left out.</summary>
    private struct AddJob : IRangeJob
    {
        public Tensor Batch;
        public UnitSums[] Sums;
        public float LowEnd, HighEnd;

        public readonly void Run(int start, int end, int worker)
        {
            for (int unit = start; unit < end; unit++)
            {
                UnitSums sums = Sums[unit];
                for (int panel = 0; panel < Batch.Panels; panel++)
                {
                    int present = Math.Min(Tensor.PanelWidth, Batch.Columns - (panel * Tensor.PanelWidth));
                    for (int row = unit; row < Batch.Rows; row += Sums.Length)
                        Add(ref sums, Batch.Span.Slice((panel * Batch.PanelLength) + (row * Tensor.PanelWidth), present));
                }

                Sums[unit] = sums;
            }
        }

        private readonly void Add(ref UnitSums sums, ReadOnlySpan<float> values)
        {
            foreach (float value in values)
            {
                sums.Low = MathF.Min(sums.Low, value);
                sums.High = MathF.Max(sums.High, value);
                sums.Sum += value;
                sums.Squares += (double)value * value;
                if (value <= LowEnd) sums.AtLow++;
                if (value >= HighEnd) sums.AtHigh++;
            }

            sums.Values += values.Length;
        }
    }
}

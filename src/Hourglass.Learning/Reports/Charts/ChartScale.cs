namespace Hourglass.Learning;

/// <summary>Maps the values of an axis to places in a picture, linear or logarithmic, and knows its ticks.</summary>
internal sealed class ChartScale
{
    // Beyond these sizes differences and logarithms lose their meaning; such values are drawn as gaps.
    private const double Largest = 1e100, Smallest = 1e-100;

    private readonly double _low, _high, _from, _to;
    private readonly bool _logarithmic;

    private ChartScale(double low, double high, double from, double to, bool logarithmic, double[] ticks, double step)
    {
        (_low, _high, _from, _to, _logarithmic) = (low, high, from, to, logarithmic);
        Ticks = ticks;
        Labels = ChartTicks.Label(ticks, step);
    }

    public double[] Ticks { get; }

    public string[] Labels { get; }

    /// <summary>Makes an axis whose ends are ticks.</summary>
    public static ChartScale Rounded(IEnumerable<double> values, double from, double to, int target)
    {
        (double min, double max) = Range(values);
        double step = ChartTicks.Step(max - min, target);
        min = Math.Floor((min / step) + 1e-6) * step;
        max = Math.Ceiling((max / step) - 1e-6) * step;
        return new ChartScale(min, max, from, to, logarithmic: false, ChartTicks.Linear(min, max, step), step);
    }

    /// <summary>Makes an axis that ends a little outside the data, so that no marker is cut.</summary>
    public static ChartScale Padded(IEnumerable<double> values, double from, double to, int target)
    {
        (double min, double max) = Range(values);
        double half = 1.06 * (max - min) / 2;
        return Around((min + max) / 2, half, from, to, ChartTicks.Step(2 * half, target));
    }

    /// <summary>Makes an axis that ends with the data; whole steps only where the values count something.</summary>
    public static ChartScale Exact(IEnumerable<double> values, double from, double to, int target, bool whole)
    {
        (double min, double max) = Range(values);
        double step = ChartTicks.Step(max - min, target);
        if (whole) step = Math.Max(step, 1);
        return new ChartScale(min, max, from, to, logarithmic: false, ChartTicks.Linear(min, max, step), step);
    }

    /// <summary>Makes a logarithmic axis with a tick at each place, such as code sizes.</summary>
    public static ChartScale At(IEnumerable<double> values, double from, double to)
    {
        double[] places = [.. values.Where(value => value is >= Smallest and <= Largest).Distinct().Order()];
        if (places.Length < 2) return Logarithmic(places, from, to, 6);
        return new ChartScale(places[0], places[^1], from, to, logarithmic: true, places, step: 0);
    }

    /// <summary>Makes a logarithmic axis with a little room around the data; values that are not positive have no place on it.</summary>
    public static ChartScale Logarithmic(IEnumerable<double> values, double from, double to, int target)
    {
        double[] positive = [.. values.Where(value => value is >= Smallest and <= Largest)];
        if (positive.Length == 0) positive = [1];
        double min = positive.Min() / 1.1, max = positive.Max() * 1.1;
        double[] ticks = ChartTicks.Logarithmic(min, max, target);
        if (ticks.Length >= 4 || max > 10 * min) return new ChartScale(min, max, from, to, logarithmic: true, ticks, step: 0);

        // Within about a decade 1, 2 and 5 leave too much unsaid; even steps fit there, as the axis is nearly linear.
        double step = ChartTicks.Step(max - min, target);
        return new ChartScale(min, max, from, to, logarithmic: true, ChartTicks.Linear(min, max, step), step);
    }

    /// <summary>Makes two axes on which a step is as long to the right as up, with a little room around the data.</summary>
    /// <param name="x">The values of the horizontal axis.</param>
    /// <param name="y">The values of the vertical axis.</param>
    /// <param name="plot">Where the axes lie; y grows from its bottom to its top.</param>
    /// <param name="target">The number of ticks aimed at along the longer side.</param>
    public static (ChartScale X, ChartScale Y) Equal(IEnumerable<double> x, IEnumerable<double> y, CanvasBox plot, int target)
    {
        (double lowX, double highX) = Range(x);
        (double lowY, double highY) = Range(y);
        double unit = 1.1 * Math.Max((highX - lowX) / plot.Width, (highY - lowY) / plot.Height);
        double halfX = unit * plot.Width / 2, halfY = unit * plot.Height / 2, step = ChartTicks.Step(2 * Math.Max(halfX, halfY), target);
        return (
            Around((lowX + highX) / 2, halfX, plot.X, plot.Right, step),
            Around((lowY + highY) / 2, halfY, plot.Bottom, plot.Y, step));
    }

    public bool Holds(double value) => Math.Abs(value) <= Largest && (!_logarithmic || value >= Smallest);

    public double this[double value]
    {
        get
        {
            double share = _logarithmic ? Math.Log(value / _low) / Math.Log(_high / _low) : (value - _low) / (_high - _low);
            return _from + (share * (_to - _from));
        }
    }

    private static ChartScale Around(double middle, double half, double from, double to, double step) =>
        new(middle - half, middle + half, from, to, logarithmic: false, ChartTicks.Linear(middle - half, middle + half, step), step);

    private static (double Min, double Max) Range(IEnumerable<double> values)
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        foreach (double value in values.Where(value => Math.Abs(value) <= Largest))
        {
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        if (min > max) return (0, 1);
        double size = Math.Max(Math.Abs(min), Math.Abs(max));
        if (max - min > size * 1e-9 && size > Smallest) return (min, max);
        return size > Smallest ? (min - (size / 2), max + (size / 2)) : (0, 1);
    }
}

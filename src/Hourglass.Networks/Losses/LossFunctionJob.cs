using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Runs a loss of one's own over blocks of rows of panels, cut as <see cref="LossKernel"/> cuts them.</summary>
internal readonly struct LossFunctionJob : IRangeJob
{
    public required LossFunction Function { get; init; }

    public required Tensor Y { get; init; }

    public required Tensor Target { get; init; }

    public required Tensor? Gradient { get; init; }

    public required float Scale { get; init; }

    public required Memory<double> Sums { get; init; }

    public void Run(int start, int end, int worker)
    {
        int blocks = LossKernel.PartialCount(Y.Rows, 1);
        for (int item = start; item < end; item++)
        {
            int panel = item / blocks, first = item % blocks * LossKernel.BlockRows;
            int rows = Math.Min(LossKernel.BlockRows, Y.Rows - first), columns = Math.Min(Tensor.PanelWidth, Y.Columns - (panel * Tensor.PanelWidth));
            int place = ((panel * Y.Rows) + first) * Tensor.PanelWidth;
            Sums.Span[item] = columns == Tensor.PanelWidth ? Whole(place, rows * Tensor.PanelWidth) : Ragged(place, rows, columns);
        }
    }

    private double Whole(int place, int length)
    {
        Span<float> slope = Gradient is { } gradient ? gradient.Span.Slice(place, length) : default;
        double sum = Function.Measure(Y.Span.Slice(place, length), Target.Span.Slice(place, length), slope);
        foreach (ref float value in slope) value *= Scale;
        return sum;
    }

    private double Ragged(int place, int rows, int columns)
    {
        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            int at = place + (row * Tensor.PanelWidth);
            sum += Whole(at, columns);
            if (Gradient is { } gradient) gradient.Span[(at + columns)..(at + Tensor.PanelWidth)].Clear();
        }

        return sum;
    }
}

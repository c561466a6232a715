namespace Hourglass.Numerics;

/// <summary>Items are panels of copies.</summary>
internal unsafe struct RepeatJob : IRangeJob
{
    public float* Samples;
    public float* Repeated;
    public int Rows;
    public int Copies;
    public int First;

    public readonly void Run(int start, int end, int worker)
    {
        for (int panel = First + start; panel < First + end; panel++)
        {
            // The samples of a panel of copies stand in one panel as well, at a place that the copies divide.
            int sample = panel * (Tensor.PanelWidth / Copies);
            float* from = Samples + ((nint)(sample / Tensor.PanelWidth) * Rows * Tensor.PanelWidth) + (sample % Tensor.PanelWidth);
            float* to = Repeated + ((nint)panel * Rows * Tensor.PanelWidth);
            for (int row = 0; row < Rows; row++, from += Tensor.PanelWidth, to += Tensor.PanelWidth)
                for (int column = 0; column < Tensor.PanelWidth; column += Copies)
                    new Span<float>(to + column, Copies).Fill(from[column / Copies]);
        }
    }
}

/// <summary>Items are panels. There are few numbers, so that double precision costs nothing: differences of losses of some hundred nats go
/// into an exponential.</summary>
internal unsafe struct WeighJob : IRangeJob
{
    public int Copies;
    public float* Ratios;
    public float* Losses;
    public int Parts;
    public int Columns;
    public double Scale;
    public float* Weights;
    public double* Bounds;

    public readonly void Run(int start, int end, int worker)
    {
        for (int panel = start; panel < end; panel++) Bounds[panel] = Panel(panel);
    }

    private readonly double Panel(int panel)
    {
        Span<double> logs = stackalloc double[Tensor.PanelWidth];
        float* weights = Weights + ((nint)panel * Tensor.PanelWidth);
        new Span<float>(weights, Tensor.PanelWidth).Clear();
        int present = Math.Min(Tensor.PanelWidth, Columns - (panel * Tensor.PanelWidth));
        for (int column = 0; column < present; column++) logs[column] = LogWeight(panel, column);

        double sum = 0;
        for (int column = 0; column < present; column += Copies) sum += Sample(logs.Slice(column, Copies), weights + column);
        return sum;
    }

    private readonly double LogWeight(int panel, int column)
    {
        double loss = 0;
        for (int part = 0; part < Parts; part++) loss += Losses[((((nint)panel * Parts) + part) * Tensor.PanelWidth) + column];
        return Ratios[((nint)panel * Tensor.PanelWidth) + column] - loss;
    }

    private readonly double Sample(Span<double> logs, float* weights)
    {
        double max = logs[0], sum = 0;
        foreach (double log in logs) max = Math.Max(max, log);
        foreach (ref double log in logs) sum += log = Math.Exp(log - max);
        for (int i = 0; i < logs.Length; i++) weights[i] = (float)(Scale * logs[i] / sum);
        return Math.Log(logs.Length / sum) - max;
    }
}

/// <summary>Items are (panel of samples, block of rows).</summary>
internal unsafe struct ScaleJob : IVectorJob
{
    public float* Gradient;
    public int Rows;
    public float* Weights;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int blocks = DenseKernel.CeilingDivide(Rows, LossKernel.BlockRows);
        for (int item = start; item < end; item++)
        {
            int panel = item / blocks, row = item % blocks * LossKernel.BlockRows;
            int rows = Math.Min(LossKernel.BlockRows, Rows - row);
            float* weights = Weights + ((nint)panel * Tensor.PanelWidth);
            float* gradient = Gradient + ((((nint)panel * Rows) + row) * Tensor.PanelWidth);
            for (nint index = 0; index < rows * Tensor.PanelWidth; index += TWidth.Count)
            {
                TVec weight = TWidth.Load(weights + (index % Tensor.PanelWidth));
                TWidth.Store(gradient + index, TWidth.Multiply(weight, TWidth.Load(gradient + index)));
            }
        }
    }
}

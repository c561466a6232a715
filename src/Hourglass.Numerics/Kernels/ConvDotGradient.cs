namespace Hourglass.Numerics;

/// <summary>Adds one row of the output to a weight gradient with few output channels, where a transposed row would be mostly padding.</summary>
internal readonly unsafe struct ConvDotGradient(ConvGeometry geometry)
{
    /// <summary>Up to here half of a panel of 16 channels would be padding.</summary>
    public const int MostOutputs = 8;

    /// <param name="x">The row of the input that the tap row falls on.</param>
    /// <param name="y">The row of the output.</param>
    /// <param name="gradient">The kernel row's gradient.</param>
    /// <param name="zeros">A row of zeros.</param>
    public void Run<TWidth, TVec>(float* x, float* y, float* gradient, float* zeros)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int channels = geometry.Input.Channels, outputs = geometry.Output.Channels, weights = geometry.KernelWidth * channels;
        for (int output = 0; output < outputs; output += DotTile.Left)
        {
            int left = Math.Min(DotTile.Left, outputs - output);
            float* rows = y + (output * Tensor.PanelWidth);
            for (int weight = 0; weight < weights; weight += DotTile.Right)
            {
                int right = Math.Min(DotTile.Right, weights - weight);
                DotTile.Sums<TVec> sums = default;
                AddPlaces<TWidth, TVec>(ref sums, x, rows, left, weight, right, zeros);
                DotTile.AddTo<TWidth, TVec>(ref sums, gradient + (weight * DenseGeometry.OutputPanel) + output, left, right);
            }
        }
    }

    private void AddPlaces<TWidth, TVec>(ref DotTile.Sums<TVec> sums, float* x, float* y, int left, int weight, int right, float* zeros)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        // A block that reaches past the last row or weight computes that one again, and nobody looks at it.
        nint row1 = Math.Min(1, left - 1) * Tensor.PanelWidth, row2 = Math.Min(2, left - 1) * Tensor.PanelWidth;
        nint row3 = Math.Min(3, left - 1) * Tensor.PanelWidth, step = (nint)geometry.Output.Channels * Tensor.PanelWidth;
        ConvAxis columns = geometry.Columns;
        (int first, int end) = columns.Interior;
        for (int column = 0; column < columns.Output;)
        {
            int places = column == first && end > first ? end - first : 1;
            DotTile.Operands operands = default;
            Point(x, column, weight, zeros, out operands.X0, out operands.Step0);
            Point(x, column, weight + Math.Min(1, right - 1), zeros, out operands.X1, out operands.Step1);
            Point(x, column, weight + Math.Min(2, right - 1), zeros, out operands.X2, out operands.Step2);
            DotTile.Add<TWidth, TVec>(ref sums, y + (column * step), row1, row2, row3, step, operands, places);
            column += places;
        }
    }

    /// <summary>Finds the row that a weight meets at a place.</summary>
    private void Point(float* x, int column, int weight, float* zeros, out float* row, out nint step)
    {
        int channels = geometry.Input.Channels, tap = weight / channels;
        int place = geometry.Columns.Start(column) + (tap * geometry.Dilation);
        bool falls = (uint)place < (uint)geometry.Input.Width;
        row = falls ? x + ((((nint)place * channels) + (weight % channels)) * Tensor.PanelWidth) : zeros;
        step = falls ? (nint)geometry.Stride * channels * Tensor.PanelWidth : 0;
    }
}

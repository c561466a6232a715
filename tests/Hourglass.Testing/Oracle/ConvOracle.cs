using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>The definition of convolutions: every tap of every place, one after the other.</summary>
internal static class ConvOracle
{
    public static OracleOutput Forward(Conv2dSpec spec, Shape input, double[][] samples, IReadOnlyList<double[]> parameters)
    {
        int width = spec.KernelWidth ?? spec.Kernel;
        (int rows, int top) = Axis(spec, input.Height, spec.Kernel, spec.Padding?.Top, spec.Padding?.Bottom);
        (int columns, int left) = Axis(spec, input.Width, width, spec.Padding?.Left, spec.Padding?.Right);
        Sums sums = new(spec.Filters, spec.Kernel, width, input.Channels, parameters);
        return samples.Select(x =>
        {
            double[] y = sums.Start(rows * columns);
            foreach ((int row, int column) in Places(rows, columns))
            {
                foreach ((int ky, int kx) in Places(spec.Kernel, width))
                {
                    int v = (row * spec.Stride) + (ky * spec.Dilation) - top, u = (column * spec.Stride) + (kx * spec.Dilation) - left;
                    if (v >= 0 && v < input.Height && u >= 0 && u < input.Width)
                        sums.Add(x, (v * input.Width) + u, ky, kx, y, (row * columns) + column);
                }
            }

            return ActivationOracle.Apply(spec.Activation, y);
        }).ToArray();
    }

    public static OracleOutput Forward(TransposedConv2dSpec spec, Shape input, double[][] samples, IReadOnlyList<double[]> parameters)
    {
        int width = spec.KernelWidth ?? spec.Kernel;
        (int rows, int top) = Axis(spec, input.Height, spec.Kernel, spec.Padding?.Top, spec.Padding?.Bottom);
        (int columns, int left) = Axis(spec, input.Width, width, spec.Padding?.Left, spec.Padding?.Right);
        Sums sums = new(spec.Filters, spec.Kernel, width, input.Channels, parameters);
        return samples.Select(x =>
        {
            double[] y = sums.Start(rows * columns);
            foreach ((int row, int column) in Places(input.Height, input.Width))
            {
                foreach ((int ky, int kx) in Places(spec.Kernel, width))
                {
                    int v = (row * spec.Stride) + (ky * spec.Dilation) - top, u = (column * spec.Stride) + (kx * spec.Dilation) - left;
                    if (v >= 0 && v < rows && u >= 0 && u < columns) sums.Add(x, (row * input.Width) + column, ky, kx, y, (v * columns) + u);
                }
            }

            return ActivationOracle.Apply(spec.Activation, y);
        }).ToArray();
    }

    private static (int Size, int Before) Axis(Conv2dSpec spec, int n, int kernel, int? before, int? after)
    {
        int span = ((kernel - 1) * spec.Dilation) + 1;
        if ((spec.Padding?.Kind ?? ConvPaddingKind.Same) != ConvPaddingKind.Same)
            return (1 + ((n + (before ?? 0) + (after ?? 0) - span) / spec.Stride), before ?? 0);
        int size = (int)Math.Ceiling(n / (double)spec.Stride);
        return (size, Math.Max(((size - 1) * spec.Stride) + span - n, 0) / 2);
    }

    /// <summary>What Keras computes; explicit zeros as in PyTorch.</summary>
    private static (int Size, int Before) Axis(TransposedConv2dSpec spec, int n, int kernel, int? before, int? after)
    {
        int span = ((kernel - 1) * spec.Dilation) + 1, stride = spec.Stride, full = ((n - 1) * stride) + span;
        int? added = spec.OutputPadding;
        switch (spec.Padding?.Kind ?? ConvPaddingKind.Same)
        {
            case ConvPaddingKind.Same:
                int size = added is null ? n * stride : full - (2 * (span / 2)) + added.Value;
                return (size, Math.Max(full - size, 0) / 2);
            case ConvPaddingKind.Valid:
                return (added is null ? (n * stride) + Math.Max(span - stride, 0) : full + added.Value, 0);
            default:
                return (full - (before ?? 0) - (after ?? 0) + (added ?? 0), before ?? 0);
        }
    }

    private static IEnumerable<(int Row, int Column)> Places(int rows, int columns) =>
        Enumerable.Range(0, rows).SelectMany(row => Enumerable.Range(0, columns).Select(column => (row, column)));

    /// <summary>The weights <c>[filter][ky][kx][channel]</c> and biases.</summary>
    private sealed class Sums(int filters, int height, int width, int channels, IReadOnlyList<double[]> parameters)
    {
        public double[] Start(int places)
        {
            double[] y = new double[places * filters];
            if (parameters.Count > 1)
                for (int i = 0; i < y.Length; i++) y[i] = parameters[1][i % filters];
            return y;
        }

        public void Add(double[] x, int from, int ky, int kx, double[] y, int to)
        {
            for (int filter = 0; filter < filters; filter++)
            {
                int tap = ((((filter * height) + ky) * width) + kx) * channels;
                for (int channel = 0; channel < channels; channel++)
                    y[(to * filters) + filter] += parameters[0][tap + channel] * x[(from * channels) + channel];
            }
        }
    }
}

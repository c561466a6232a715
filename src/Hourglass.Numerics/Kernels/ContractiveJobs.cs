using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>First and second derivatives of activations, from their output.</summary>
internal static class Curvature
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec First<TWidth, TVec>(ActivationKind kind, TVec y)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => kind switch
        {
            ActivationKind.Sigmoid => SigmoidActivation.Slope<TWidth, TVec>(y),
            ActivationKind.Tanh => TanhActivation.Slope<TWidth, TVec>(y),
            ActivationKind.Relu => ReluActivation.Slope<TWidth, TVec>(y),
            ActivationKind.LeakyRelu => LeakyReluActivation.Slope<TWidth, TVec>(y),
            ActivationKind.Elu => EluActivation.Slope<TWidth, TVec>(y),
            ActivationKind.Softplus => SoftplusActivation.Slope<TWidth, TVec>(y),
            _ => TWidth.Broadcast(1),
        };

    /// <remarks>Of the sigmoid s: <c>s' (1 - 2 s)</c>; of tanh <c>-2 y y'</c>; of elu its own slope below zero; of softplus <c>s (1 - s)</c> with
    /// its slope s; zero of the others.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Second<TWidth, TVec>(ActivationKind kind, TVec y)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec zero = TWidth.Broadcast(0), one = TWidth.Broadcast(1), slope = First<TWidth, TVec>(kind, y);
        return kind switch
        {
            ActivationKind.Sigmoid => TWidth.Multiply(slope, TWidth.Fma(TWidth.Broadcast(-2), y, one)),
            ActivationKind.Tanh => TWidth.Multiply(TWidth.Multiply(TWidth.Broadcast(-2), y), slope),
            ActivationKind.Elu => TWidth.Select(TWidth.LessThan(y, zero), slope, zero),
            ActivationKind.Softplus => TWidth.Multiply(slope, TWidth.Subtract(one, slope)),
            _ => zero,
        };
    }
}

/// <summary>Items are output panels.</summary>
internal unsafe struct NormsJob : IVectorJob
{
    public int Inputs;
    public float* Weight;
    public float* Norms;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int panel = start; panel < end; panel++)
        {
            for (int lane = 0; lane < DenseGeometry.OutputPanel; lane += TWidth.Count)
            {
                TVec sum = TWidth.Broadcast(0);
                for (int input = 0; input < Inputs; input++)
                {
                    TVec w = TWidth.Load(Weight + ((((nint)panel * Inputs) + input) * DenseGeometry.OutputPanel) + lane);
                    sum = TWidth.Fma(w, w, sum);
                }

                TWidth.Store(Norms + (panel * DenseGeometry.OutputPanel) + lane, sum);
            }
        }
    }
}

/// <summary>Items are panels of samples.</summary>
internal unsafe struct ContractiveSumJob : IVectorJob
{
    public ActivationKind Activation;
    public float* Y;
    public float* Norms;
    public int Rows;
    public int Columns;
    public double Scale;
    public double* Sums;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* weights = stackalloc float[Tensor.PanelWidth];
        for (int panel = start; panel < end; panel++)
        {
            ColumnWeights.Fill(weights, Columns - (panel * Tensor.PanelWidth), 1);
            double sum = 0;
            for (int row = 0; row < Rows; row++)
                sum += Norms[row] * SquaredSlopes.Sum<TWidth, TVec>(Activation, Y + ((((nint)panel * Rows) + row) * Tensor.PanelWidth), weights);
            Sums[panel] = Scale * sum;
        }
    }
}

/// <summary>Items are panels of samples.</summary>
internal unsafe struct ContractiveOutputJob : IVectorJob
{
    public ActivationKind Activation;
    public float* Y;
    public float* Norms;
    public int Rows;
    public float Scale;
    public float* Dy;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int panel = start; panel < end; panel++)
        {
            nint at = (nint)panel * Rows * Tensor.PanelWidth;
            for (int row = 0; row < Rows; row++)
            {
                TVec factor = TWidth.Broadcast(Scale * Norms[row]);
                for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count, at += TWidth.Count)
                {
                    TVec curvature = Curvature.Second<TWidth, TVec>(Activation, TWidth.Load(Y + at));
                    TWidth.Store(Dy + at, TWidth.Fma(factor, curvature, TWidth.Load(Dy + at)));
                }
            }
        }
    }
}

/// <summary>Items are output panels.</summary>
internal unsafe struct ContractiveWeightJob : IVectorJob
{
    public DenseGeometry Geometry;
    public ActivationKind Activation;
    public float* Y;
    public int Columns;
    public float* Weight;
    public float Scale;
    public float* Gradient;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* factors = stackalloc float[DenseGeometry.OutputPanel];
        float* weights = stackalloc float[Tensor.PanelWidth];
        for (int panel = start; panel < end; panel++)
        {
            int first = panel * DenseGeometry.OutputPanel;
            for (int i = 0; i < DenseGeometry.OutputPanel; i++)
                factors[i] = first + i < Geometry.Outputs ? (float)(Scale * Total<TWidth, TVec>(first + i, weights)) : 0;
            nint place = (nint)first * Geometry.Inputs, length = (nint)Geometry.Inputs * DenseGeometry.OutputPanel;
            for (nint i = 0; i < length; i += TWidth.Count)
            {
                TVec factor = TWidth.Load(factors + (i % DenseGeometry.OutputPanel));
                TVec sum = TWidth.Fma(factor, TWidth.Load(Weight + place + i), TWidth.Load(Gradient + place + i));
                TWidth.Store(Gradient + place + i, sum);
            }
        }
    }

    /// <summary>Sums the squared slopes of one unit over all samples.</summary>
    private readonly double Total<TWidth, TVec>(int row, float* weights)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        double sum = 0;
        for (int panel = 0; panel * Tensor.PanelWidth < Columns; panel++)
        {
            ColumnWeights.Fill(weights, Columns - (panel * Tensor.PanelWidth), 1);
            sum += SquaredSlopes.Sum<TWidth, TVec>(Activation, Y + ((((nint)panel * Geometry.Outputs) + row) * Tensor.PanelWidth), weights);
        }

        return sum;
    }
}

/// <summary>The squared slopes of one unit.</summary>
internal static unsafe class SquaredSlopes
{
    /// <summary>Sums over the samples of a panel.</summary>
    public static float Sum<TWidth, TVec>(ActivationKind activation, float* y, float* weights)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec sum = TWidth.Broadcast(0);
        for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
        {
            TVec slope = Curvature.First<TWidth, TVec>(activation, TWidth.Load(y + column));
            sum = TWidth.Fma(TWidth.Multiply(slope, TWidth.Load(weights + column)), slope, sum);
        }

        return TWidth.Sum(sum);
    }
}
